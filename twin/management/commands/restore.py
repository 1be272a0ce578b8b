"""Put a backup in the place of the twin."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser

from twin.backup import restore
from twin.doorway.command import TwinCommand


class Command(TwinCommand):
    help = "Put the twin in a backup file in the place of this one, all at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        rows = restore(options["file"])
        call_command("migrate", verbosity=0, interactive=False)
        call_command("recover", stdout=self.stdout)
        self.stdout.write(f"{sum(rows.values())} rows of {len(rows)} tables are restored.")
