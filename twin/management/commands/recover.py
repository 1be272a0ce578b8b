"""Put the twin in order at start-up: its frame, its groups, loads that were cut off, days that passed."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from spatial.errors import RefusedError
from twin import changes, rasters
from twin.ingest import recover
from twin.layer import EVERYONE


class Command(BaseCommand):
    help = "Check the twin's frame, settle loads that were cut off, and turn the day. Runs at each start."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changes.keep_frame()
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        for name in sorted(EVERYONE):
            Group.objects.get_or_create(name=name)
        for load in recover():
            self.stdout.write(f"Load {load.pk} was cut off and left nothing behind; load its file again.")
        if gone := rasters.sweep():
            self.stdout.write(f"{len(gone)} rasters of loads that were not done are removed.")
        for kind in changes.turn_day():
            self.stdout.write(f"Since the last day some of {kind.__name__} began or ended.")
