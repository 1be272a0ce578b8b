"""Look at a file of tables before it is loaded, and have a profile proposed for it."""

from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from spatial.format import Asked
from spatial.tabular.preview import MOST_ROWS, MOST_VALUES, ColumnView, TableView
from twin.doorway.command import TwinCommand
from twin.ingest.previews import (
    Anonymity,
    Preview,
    judge_anonymity,
    list_unmapped,
    preview,
    write_proposals,
)

WIDTH, WIDEST = 140, 70
FEW = 2
"""Of fewer values a group tells everybody's."""


class Command(TwinCommand):
    help = (
        "Look at the tables of a file: columns, types, how full they are, values (masked where they say who "
        "somebody is), and the profile they might be loaded with. Nothing is loaded."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--crs", help="the file's CRS, where it names none or a wrong one: EPSG:n")
        parser.add_argument(
            "--table", action="append", default=[], metavar="NAME", help="a table to look at (default: all)"
        )
        parser.add_argument(
            "--quasi",
            type=lambda text: text.split(","),
            metavar="COLUMN,COLUMN",
            help="the columns by which somebody could be recognised: tell how anonymous the rows are by them",
        )
        parser.add_argument("--sensitive", metavar="COLUMN", help="the column nobody is to be tied to")
        parser.add_argument("--propose", type=Path, metavar="TOML", help="write the proposed profile here")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        quasi, sensitive = options["quasi"], options["sensitive"]
        if sensitive and not quasi:
            raise CommandError("Name the columns by which somebody could be recognised too: --quasi COLUMN.")
        previews = preview(path, Asked(crs=options["crs"]), tuple(options["table"]))
        judged = [judge_anonymity(one.view.table, quasi, sensitive) for one in previews if quasi]
        for one in previews:
            self.stdout.write(draw(one.view))
            self.stdout.write(say(one))
        for anonymity in judged:
            self.stdout.write(say_anonymity(anonymity))
        if profile := write_proposals(previews):
            self.keep(profile, options["propose"])
        elif options["propose"]:
            raise CommandError("No kind of record fits the columns, so no profile was written.")

    def keep(self, profile: str, path: Path | None) -> None:
        """Write the profile to a new file, or show it."""
        if path is None:
            self.stdout.write(profile)
            return
        try:
            with path.open("x", encoding="utf-8") as stream:
                stream.write(profile)
        except OSError as error:
            raise CommandError(f"{path} cannot be written ({error.strerror}); name another.") from None
        self.stdout.write(f"The proposed profile is in {path}: check it, then load the file with --profile.")


def draw(view: TableView) -> str:
    """A table's columns, one a line."""
    grid = Grid(title=escape(title_of(view)), title_justify="left", box=None, pad_edge=False)
    for heading in ("column", "type", "filled", "different", "values"):
        grid.add_column(heading, overflow="ellipsis", no_wrap=True, max_width=WIDEST)
    for column in view.columns:
        filled = f"{column.filled / view.rows:.0%}" if view.rows else ""
        samples = ", ".join(column.samples)
        grid.add_row(*map(escape, (column.name, column.type, filled, count_values(column), samples)))
    text = StringIO()
    Console(file=text, width=WIDTH).print(grid)
    return text.getvalue()


def title_of(view: TableView) -> str:
    """The table's name, rows and shapes."""
    table = view.table
    shapes = f"{', '.join(table.geometry)} in {table.crs or 'no named system'}" if table.geometry else ""
    looked = f", of which the first {view.rows:,} were looked at" if view.rows >= MOST_ROWS else ""
    return f"{table.name}: {table.total or view.rows:,} rows{looked}; {shapes or 'without geometry'}"


def count_values(column: ColumnView) -> str:
    """How many different values there are, up to a bound."""
    return f"over {MOST_VALUES:,}" if column.more else f"{len(column.values):,}"


def say(one: Preview) -> str:
    """What was found of a table, and which kind it fits."""
    view, proposal = one
    lines = []
    for issue in view.findings:
        number = view.counts[issue.severity, issue.code]
        more = f" (and {number - 1:,} more like it)" if number > 1 else ""
        lines.append(f"  {issue.severity} {issue.code} {issue.position}: {issue.message}{more}")
    if proposal is None:
        lines.append(
            "  It fits no kind of record by its columns' names; it can be loaded as a layer of its own."
        )
    else:
        lines.append(f"  It fits best: {proposal.kind} ({proposal.scores[proposal.kind]:.2f}).")
        lines.append(f"  Not mapped: {', '.join(list_unmapped(one)) or 'no column'}.")
    return "\n".join([*lines, ""])


def say_anonymity(told: Anonymity) -> str:
    """How anonymous the rows are, and what to do before they are given away."""
    lines = [
        f"  By {', '.join(told.quasi)} the smallest group that looks the same has {told.size:,} rows (k); "
        f"{told.below:,} rows look like fewer than {told.least}."
    ]
    if told.sensitive:
        lines.append(
            f"  Of {told.sensitive} the least diverse group holds {told.diversity:,} different values (l), "
            f"and one is {told.closeness:.2f} from the whole (t)."
        )
    if told.below or (told.sensitive and told.diversity < FEW):
        lines.append("  Give it away only once those columns are made coarser or left out.")
    return "\n".join([*lines, ""])
