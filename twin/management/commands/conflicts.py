"""Where sources differ: looked for, listed, ruled on."""

import getpass
from typing import Any

from django.core.management.base import CommandError, CommandParser

from twin.access import Viewer
from twin.authority import count_conflicts, look_for_conflicts, rule, tell_conflicts
from twin.doorway.command import TwinCommand
from twin.layer import ADMIN

WHOLE = Viewer(frozenset({ADMIN}))


class Command(TwinCommand):
    help = "List where sources differ over one thing; --look compares them anew, --rule settles one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--look", action="store_true", help="compare all sources anew first")
        parser.add_argument("--rule", type=int, metavar="N", help="the conflict to rule on")
        parser.add_argument("--for", dest="dataset", metavar="DATASET", help="whose claim is right")
        parser.add_argument("--note", default="", help="why")
        parser.add_argument("--after", type=int, default=0, metavar="N", help="list those numbered above N")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["look"]:
            did = look_for_conflicts()
            self.stdout.write(
                f"{did.opened} new, {did.lasting} lasting ({did.changed} changed), {did.ended} ended"
            )
        if options["rule"] is not None:
            self.settle(options["rule"], options["dataset"], options["note"])
        listed = tell_conflicts(WHOLE, options["after"])
        for one in listed:
            claims = ", ".join(f"{claim['dataset']} says {claim['value']}" for claim in one["claims"])
            self.stdout.write(
                f"{one['id']} {one['uri']} {one['field']}: {claims}; {one['value']} counts "
                f"({one['rule'].en}), {one['days']} days old"
            )
        more = f"; see on with --after {listed[-1]['id']}" if listed else ""
        self.stdout.write(f"{len(listed)} of {count_conflicts(WHOLE)} conflicts{more}")

    def settle(self, number: int, dataset: str | None, note: str) -> None:
        """Rule on one."""
        if not dataset:
            raise CommandError("Say whose claim is right: --for DATASET.")
        rule(WHOLE, number, dataset, getpass.getuser(), note)
