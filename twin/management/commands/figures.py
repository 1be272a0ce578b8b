"""Count what housing figures are worked out of, so that they are there when they are asked for."""

import getpass
from typing import Any

from django.core.management.base import BaseCommand

from twin.access import Viewer
from twin.access.personal import Reading
from twin.layer import ANONYMOUS, HOUSING
from twin.runner.priming import prime


class Command(BaseCommand):
    help = "Count what housing figures are worked out of, by each level of areas; later only changes are."

    def handle(self, *args: Any, **options: Any) -> None:
        housing = Viewer(frozenset({ANONYMOUS, HOUSING}))
        for zoning, seconds in prime(Reading(housing, getpass.getuser(), "statistics", "figures")):
            self.stdout.write(f"Figures by {zoning} are kept ({seconds:.1f} s).")
