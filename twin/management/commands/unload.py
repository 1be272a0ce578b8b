"""Undo a load: what it opened is closed, what it closed stands again."""

from typing import Any

from django.core.management.base import CommandParser

from twin.doorway.command import TwinCommand
from twin.ingest import unload


class Command(TwinCommand):
    help = "Undo a load as a new version; `as-of` still shows what it had brought."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("load", type=int, help="the load's number (see `manage.py loads`)")
        parser.add_argument("--who", default="", help="in whose name (default: the system's user)")

    def handle(self, *args: Any, **options: Any) -> None:
        undone = unload(options["load"], options["who"])
        self.stdout.write(
            f"Load {options['load']} is undone (load {undone.load}): {undone.closed} rows closed, "
            f"{undone.reopened} standing again, {undone.kept} left as later loads made them."
        )
