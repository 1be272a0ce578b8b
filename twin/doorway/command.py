"""What the twin's commands have in common."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from spatial.errors import TwinError


class TwinCommand(BaseCommand):
    """A command that begins at once, and tells in a sentence why something is refused."""

    requires_system_checks = ()  # they import every view, which takes as long as a small file

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command; raises CommandError for what is refused."""
        try:
            return super().execute(*args, **options)
        except TwinError as refusal:
            raise CommandError(str(refusal)) from refusal
