"""Bring the housing stock of each building in step with registers and ties."""

from typing import Any

from django.core.management.base import BaseCommand

from twin.stock import refresh


class Command(BaseCommand):
    help = "Work out the housing stock of each building anew; only rows that differ are changed."

    def handle(self, *args: Any, **options: Any) -> None:
        done = refresh()
        self.stdout.write(
            f"{done.buildings} buildings hold houses: {done.opened} rows opened, {done.closed} closed, "
            f"{done.unchanged} unchanged."
        )
        if not done.buildings:
            self.stdout.write("Load a house register and link it to buildings first.")
