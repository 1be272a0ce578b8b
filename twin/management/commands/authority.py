"""Which source counts for which field: listed, or settled field by field."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from twin.authority import compared_kinds, read_ranks, set_ranks
from twin.doorway.command import TwinCommand


class Command(TwinCommand):
    help = "List which datasets have authority over which fields, or settle it: dwelling.area_gross D1 D2 …"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("field", nargs="?", metavar="KIND.FIELD", help="such as dwelling.area_gross")
        parser.add_argument("datasets", nargs="*", metavar="DATASET", help="the first goes first")
        parser.add_argument("--none", action="store_true", help="no dataset has authority over the field")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["field"]:
            self.settle(options["field"], options["datasets"], options["none"])
        told = False
        for kind in compared_kinds():
            for field, ranks in sorted(read_ranks(kind).items()):
                told = True
                order = " > ".join(sorted(ranks, key=lambda dataset: ranks[dataset]))
                self.stdout.write(f"{kind}.{field}: {order}")
        if not told:
            self.stdout.write("No authority is set: the newest claim counts, each conflict awaits a ruling.")

    def settle(self, name: str, datasets: list[str], nobody: bool) -> None:
        """Settle one field."""
        kind, _, field = name.partition(".")
        if bool(datasets) == nobody:
            raise CommandError("Name the datasets in their order, or say --none.")
        set_ranks(kind, field, datasets)
