"""Write the whole twin to a file, proven by restoring it."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from twin.backup import back_up
from twin.doorway.command import TwinCommand


class Command(TwinCommand):
    help = "Back the whole twin up to a file; it is restored aside once to prove it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        rows = back_up(options["file"])
        size = options["file"].stat().st_size / 1e6
        self.stdout.write(
            f"{options['file']}: {size:.1f} MB, {sum(rows.values())} rows of {len(rows)} tables, proven."
        )
