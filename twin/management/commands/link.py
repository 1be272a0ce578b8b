"""Linking people, houses and land: a run with its rates, or the list of what is not linked."""

import csv
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from twin.access import Viewer
from twin.doorway.command import TwinCommand
from twin.layer import ADMIN
from twin.linkage import Rate, Settled, link, tell_findings, tell_orphans, tell_rates
from twin.models import Relation

SHOWN = 20
WHOLE = Viewer(frozenset({ADMIN}))


class Command(TwinCommand):
    help = (
        "Link the registers by codes, addresses, position and likeness; tell the rates, or list the orphans."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--relation", action="append", choices=[one.value for one in Relation], help="link this alone"
        )
        parser.add_argument("--dry-run", action="store_true", help="tell what would be found; change nothing")
        parser.add_argument("--districts", action="store_true", help="tell the rates of each district too")
        parser.add_argument(
            "--orphans", action="store_true", help="list what is not linked, and why; link nothing"
        )
        parser.add_argument("--out", type=Path, metavar="CSV", help="write the orphans to a file")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["out"] and not options["orphans"]:
            raise CommandError("--out is for the orphans; add --orphans.")
        if options["orphans"]:
            self.list_orphans(options["out"])
            return
        relations = [Relation(name) for name in options["relation"] or Relation.values]
        for done in link(relations, rehearse=options["dry_run"]):
            self.stdout.write(line_of(done))
        if options["dry_run"]:
            self.stdout.write("Nothing was changed.")
        for rate in tell_rates(WHOLE, options["districts"]):
            if rate.relation in relations:
                self.stdout.write(rate_in_words(rate))
        for remark in tell_findings(WHOLE):
            self.stdout.write(f"{remark.code} in {remark.dataset}: {remark.number}. {remark.message.en}")

    def list_orphans(self, out: Path | None) -> None:
        """The orphans, counted by relation and kind; each in the file, or the first of them here."""
        kinds: Counter[tuple[str, str, str]] = Counter()
        try:
            with out.open("w", newline="", encoding="utf-8-sig") if out else nullcontext() as file:
                rows = csv.writer(file) if file else None
                if rows:
                    rows.writerow(("relation", "kind", "dataset", "thing", "code", "reason"))
                for one in tell_orphans(WHOLE):
                    if rows:
                        rows.writerow(
                            (one.relation, one.kind, one.dataset, one.thing, one.code, one.reason.en)
                        )
                    elif kinds.total() < SHOWN:
                        self.stdout.write(f"  {one.kind} {one.code or one.thing}: {one.reason.en}")
                    kinds[(one.relation, one.kind, one.dataset)] += 1
        except OSError as error:
            raise CommandError(
                f"{out} cannot be written ({error.strerror}); choose another place."
            ) from error
        for (relation, kind, dataset), number in sorted(kinds.items()):
            self.stdout.write(f"{relation}: {number} of kind {kind} in {dataset}")
        where = f"they are in {out}" if out else "--out FILE.csv writes them all"
        self.stdout.write(f"{kinds.total()} are not linked; {where}.")


def line_of(done: Settled) -> str:
    """What a run did to one relation, in one line."""
    found = ", ".join(f"{number} by {method}" for method, number in done.found.items()) or "none"
    return (
        f"{done.relation.value}: found {found}; {done.proposed} proposed; "
        f"{done.opened} opened, {done.closed} closed"
    )


def rate_in_words(rate: Rate) -> str:
    """A rate in one line."""
    where = f" in {rate.district}" if rate.district else ""
    return (
        f"  {rate.relation} of {rate.kind} in {rate.dataset}{where}: {rate.linked} of {rate.things} "
        f"({rate.percent}), {rate.proposed} proposed"
    )
