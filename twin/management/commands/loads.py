"""The book of loads: what was read, when, by whom, how it went, what was found."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from twin.models import Load


class Command(BaseCommand):
    help = "List the latest loads, or one load with its source and findings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("load", nargs="?", type=int, help="the load's number")

    def handle(self, *args: Any, **options: Any) -> None:
        loads = Load.objects.select_related("source__dataset").order_by("-pk")
        if options["load"] is None:
            for load in loads[:20]:
                self.stdout.write(line_of(load))
            return
        self.tell(loads.filter(pk=options["load"]).first(), options["load"])

    def tell(self, load: Load | None, number: int) -> None:
        """One load with its source and findings."""
        if load is None:
            raise CommandError(f"There is no load {number}; `manage.py loads` lists them.")
        self.stdout.write(line_of(load))
        self.stdout.write(f"  source: {load.source.file} ({load.source.format}), sha256 {load.source.sha256}")
        self.stdout.write(f"  {load.reason or load.counts}")
        for finding in load.findings.order_by("pk").iterator():
            where = " ".join(part for part in (finding.object, finding.position) if part)
            self.stdout.write(f"  {finding.severity} {finding.code} {where}: {finding.message}")


def line_of(load: Load) -> str:
    """One load in one line."""
    began = f"{load.began:%Y-%m-%d %H:%M}"
    return f"{load.pk} {began} {load.status} {load.source.dataset.key} {load.source.file} by {load.who}"
