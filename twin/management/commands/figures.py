"""Count what housing figures are worked out of, so that they are there when they are asked for."""

import getpass
from typing import Any

from twin.doorway.command import TwinCommand
from twin.runner.priming import prime


class Command(TwinCommand):
    help = "Count what housing figures are worked out of, by each level of areas; later only changes are."

    def handle(self, *args: Any, **options: Any) -> None:
        for zoning, seconds in prime(getpass.getuser()):
            self.stdout.write(f"Figures by {zoning} are kept ({seconds:.1f} s).")
