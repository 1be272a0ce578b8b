"""Put the twin in order at start-up: its frame, its groups, loads that were cut off, days that passed."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from twin import changes
from twin.ingest import recover
from twin.layer import EVERYONE
from twin.models import Frame


class Command(BaseCommand):
    help = "Check the twin's frame, settle loads that were cut off, and turn the day. Runs at each start."

    def handle(self, *args: Any, **options: Any) -> None:
        self.keep_frame()
        for name in sorted(EVERYONE):
            Group.objects.get_or_create(name=name)
        for load in recover():
            self.stdout.write(f"Load {load.pk} was cut off and left nothing behind; load its file again.")
        for kind in changes.turn_day():
            self.stdout.write(f"Since the last day some of {kind.__name__} began or ended.")

    def keep_frame(self) -> None:
        """Write down the storage CRS and heights of a new twin; refuse to run an old one under others."""
        wanted = settings.TWIN_CRS, settings.TWIN_HEIGHTS
        frame, _ = Frame.objects.get_or_create(defaults={"crs": wanted[0], "heights": wanted[1]})
        if (frame.crs, frame.heights) != wanted:
            raise CommandError(
                f"This twin is kept in EPSG:{frame.crs} with heights {told(frame.heights)}, not in "
                f"EPSG:{wanted[0]} with heights {told(wanted[1])}. Start it with --crs {frame.crs} --heights "
                f"{frame.heights or 'none'}, or make another twin in another folder with --data-dir."
            )


def told(heights: int | None) -> str:
    """A height datum in words."""
    return f"EPSG:{heights}" if heights else "of no datum"
