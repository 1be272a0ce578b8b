"""The book of loads: what was read, when, by whom, how it went, what was found."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from spatial.text import LANGUAGES
from twin.doorway.command import TwinCommand
from twin.ingest.book import tell_quality
from twin.ingest.reports import write_html
from twin.models import Load


class Command(TwinCommand):
    help = "List the latest loads, or one load with its source and findings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("load", nargs="?", type=int, help="the load's number")
        parser.add_argument(
            "--quality", type=Path, metavar="FILE", help="write its quality report to a .html or .json file"
        )
        parser.add_argument("--lang", choices=LANGUAGES, default="zh", help="the language of the .html (zh)")

    def handle(self, *args: Any, **options: Any) -> None:
        loads = Load.objects.select_related("source__dataset").order_by("-pk")
        if options["load"] is None:
            for load in loads[:20]:
                self.stdout.write(line_of(load))
            return
        self.tell(loads.filter(pk=options["load"]).first(), options["load"])
        if options["quality"]:
            self.write(options["quality"], options["load"], options["lang"])

    def write(self, path: Path, number: int, language: str) -> None:
        """The quality report of a load, in the form the file's ending names."""
        report = tell_quality(number)
        if report is None:
            raise CommandError(f"Load {number} has no quality report: it was not read to its end.")
        if path.suffix.lower() not in (".html", ".json"):
            raise CommandError(f"{path} must end in .html or .json.")
        html = path.suffix.lower() == ".html"
        path.write_text(write_html(report, language) if html else json.dumps(report, default=str, indent=1))
        self.stdout.write(f"  The quality report is in {path}.")

    def tell(self, load: Load | None, number: int) -> None:
        """One load with its source and findings."""
        if load is None:
            raise CommandError(f"There is no load {number}; `manage.py loads` lists them.")
        self.stdout.write(line_of(load))
        self.stdout.write(f"  source: {load.source.file} ({load.source.format}), sha256 {load.source.sha256}")
        self.stdout.write(f"  {load.reason or load.counts}")
        if load.quality:
            self.stdout.write(f"  quality: {load.quality['score']} of 100 (--quality FILE writes the report)")
        for finding in load.findings.order_by("pk").iterator():
            where = " ".join(part for part in (finding.object, finding.position) if part)
            self.stdout.write(f"  {finding.severity} {finding.code} {where}: {finding.message}")


def line_of(load: Load) -> str:
    """One load in one line."""
    began = f"{load.began:%Y-%m-%d %H:%M}"
    return f"{load.pk} {began} {load.status} {load.source.dataset.key} {load.source.file} by {load.who}"
