"""The figures about persons that everyone may see: published, and shown."""

import getpass
import json
from typing import Any

from django.core.management.base import CommandParser

from twin.access.people import protected_counts
from twin.access.personal import Reading
from twin.access.viewer import Viewer
from twin.doorway.command import TwinCommand
from twin.layer import ADMIN
from twin.publication import publish


class Command(TwinCommand):
    help = "`people publish`: count persons by zone, protected; `people show ZONING`: the published figures."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["publish", "show"])
        parser.add_argument("zoning", nargs="?", default="city", help="show: city, admin-LEVEL or h3-8")
        parser.add_argument("--who", default="", help="in whose name (default: the system's user)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "publish":
            self.publish(options["who"] or getpass.getuser())
        else:
            self.show(options["zoning"])

    def publish(self, who: str) -> None:
        """Publish anew and print what is told and what is hidden."""
        reading = Reading(Viewer(frozenset({ADMIN})), who, "statistics", "people publish")
        made = publish(reading)
        zones = ", ".join(f"{name} ({told['zones']} zones)" for name, told in made.zonings.items())
        self.stdout.write(
            f"Publication {made.pk}: {made.figures} figures by {zones}; "
            f"{made.hidden} are protected (k = {made.k})."
        )

    def show(self, zoning: str) -> None:
        """Print the figures of a zoning, a line a zone."""
        found = protected_counts(zoning)
        self.stdout.write(f"{found.zoning} at {found.moment:%Y-%m-%d %H:%M}, k = {found.k}, {found.edition}")
        for zone, figures in found.zones.items():
            self.stdout.write(f"{zone} {json.dumps(figures, ensure_ascii=False)}")
