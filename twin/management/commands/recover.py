"""Put the twin in order at start-up: its frame, its groups, work that was cut off, days that passed."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import CommandParser

from spatial.vector import archives
from twin import backup, changes, overview, rasters
from twin.doorway.command import TwinCommand
from twin.ingest import recover, uploads
from twin.ingest.recover import HEARTBEAT, PATIENCE
from twin.layer import EVERYONE


class Command(TwinCommand):
    help = "Check the twin's frame, settle what was cut off, and turn the day. Runs at each start."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--alone", action="store_true", help="neither server nor worker runs: clear what they have left"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        changes.keep_frame()
        for name in sorted(EVERYONE):
            Group.objects.get_or_create(name=name)
        if backup.tidy():
            self.stdout.write("What a backup or restore that was cut off had made aside is gone.")
        for load in recover(PATIENCE):
            self.stdout.write(f"Load {load.pk} was cut off and left nothing behind; run its command again.")
        if gone := rasters.sweep():
            self.stdout.write(f"{len(gone)} rasters of loads that were not done are removed.")
        resumed = uploads.resume(0.0 if options["alone"] else HEARTBEAT)
        if resumed:
            self.stdout.write(f"{resumed} files that were sent are loaded again from their beginning.")
        if options["alone"]:
            uploads.sweep()
        archives.sweep()
        for kind in changes.turn_day():
            self.stdout.write(f"Since the last day some of {kind.__name__} began or ended.")
        for kind in overview.missing():
            changes.show_anew(kind)
            self.stdout.write(f"What {kind.__name__} amounts to from afar is worked out.")
