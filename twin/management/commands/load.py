"""Bring files into the twin, each whole or not at all."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.records import Issue, Severity
from twin.doorway.command import TwinCommand
from twin.ingest import Order, Report, bring
from twin.ingest.openness import WORDS

SHOWN = 20


class Command(TwinCommand):
    help = "Load files into the twin: each is recognised by its content and taken whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--dataset", help="what the file is an edition of (default: its own identifier or name)"
        )
        parser.add_argument("--crs", help="the file's CRS, where it names none or a wrong one: EPSG:n")
        parser.add_argument("--heights", help="the file's height datum, where it names none: EPSG:n")
        parser.add_argument(
            "--swap-axes", action="store_true", help="the file's first axis is north, not east"
        )
        parser.add_argument("--partial", action="store_true", help="keep objects the file does not mention")
        parser.add_argument("--keep-good", action="store_true", help="take the good rows, quarantine the bad")
        parser.add_argument(
            "--repair", action="store_true", help="mend what can be mended, and tell each repair"
        )
        parser.add_argument("--as", dest="layer", metavar="NAME", help="the layer a table is published as")
        parser.add_argument(
            "--key", metavar="COLUMN", help="the column that identifies a table's rows over time"
        )
        parser.add_argument(
            "--table", action="append", default=[], metavar="NAME", help="a table to take (default: all)"
        )
        parser.add_argument(
            "--profile", type=Path, metavar="TOML", help="rules by which tables become city objects"
        )
        parser.add_argument(
            "--openness",
            choices=list(WORDS),
            help="who sees what is loaded: everyone, those who work with the twin, administrators",
        )
        parser.add_argument("--dry-run", action="store_true", help="report what would change, then undo it")
        parser.add_argument("--who", default="", help="in whose name (default: the system's user)")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = Asked(
            crs=options["crs"],
            heights=options["heights"],
            swap_axes=options["swap_axes"],
            repair=options["repair"],
        )
        order = Order(
            dataset=options["dataset"],
            asked=asked,
            rehearse=options["dry_run"],
            partial=options["partial"],
            keep_good=options["keep_good"],
            layer=options["layer"],
            key=options["key"],
            tables=tuple(options["table"]),
            profile=options["profile"],
            openness=WORDS.get(options["openness"]),
        )
        refused = [path for path in options["files"] if not self.bring(path, order, options["who"])]
        if refused:
            names = ", ".join(str(path) for path in refused)
            raise CommandError(f"Not loaded: {names}.")

    def bring(self, path: Path, order: Order, who: str) -> bool:
        """Load one file with a progress bar and tell how it went."""
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(path.name, total=None)
            try:
                reports = bring(
                    path, order, who, lambda done, total: bar.update(task, completed=done, total=total)
                )
            except RefusedError as refusal:
                self.stderr.write(f"{path}: {refusal}")
                return False
        for report in reports:
            self.tell(path, report)
        return all(report.status != "refused" for report in reports)

    def tell(self, path: Path, report: Report) -> None:
        """Print the report: outcome, counts by kind, the first findings."""
        self.stdout.write(
            f"{path}: {report.status.label.lower()} (load {report.load}, dataset {report.dataset})"
        )
        if report.reason:
            self.stdout.write(f"  {report.reason}")
        for kind, counts in report.counts.items():
            told = ", ".join(f"{number} {name}" for name, number in counts.items())
            self.stdout.write(f"  {kind}: {told}")
        if report.findings:
            told = ", ".join(f"{number} {severity}" for severity, number in report.findings.items())
            self.stdout.write(f"  findings: {told}")
        for alike in alike_of(report)[:SHOWN]:
            issue, more = alike[0], f" (and {len(alike) - 1} more like it)" if len(alike) > 1 else ""
            where = " ".join(part for part in (issue.object, issue.position) if part)
            self.stdout.write(f"    {issue.severity} {issue.code} {where}: {issue.message}{more}")
        if report.issues:
            self.stdout.write(f"  All that was kept of them: python3 manage.py loads {report.load}")


def alike_of(report: Report) -> list[list[Issue]]:
    """The findings by severity and code, errors first."""
    groups: dict[tuple[Severity, str], list[Issue]] = {}
    for issue in report.issues:
        groups.setdefault((issue.severity, issue.code), []).append(issue)
    weight = list(Severity)
    return [groups[key] for key in sorted(groups, key=lambda key: weight.index(key[0]))]
