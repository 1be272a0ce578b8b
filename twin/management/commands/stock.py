"""Bring the housing stock of each building in step with registers and ties."""

from typing import Any

from twin.doorway.command import TwinCommand
from twin.stock import refresh


class Command(TwinCommand):
    help = "Work out the housing stock of each building anew; only rows that differ are changed."

    def handle(self, *args: Any, **options: Any) -> None:
        done = refresh()
        self.stdout.write(
            f"{done.buildings} buildings hold houses: {done.opened} rows opened, {done.closed} closed, "
            f"{done.unchanged} unchanged."
        )
        if not done.buildings:
            self.stdout.write("Load a house register and link it to buildings first.")
