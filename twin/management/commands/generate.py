"""Make up a city and bring it into the twin, in whose tables it is a load like any other."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from spatial.formats.generated import describe
from twin.ingest import Order
from twin.management.commands import load


class Command(load.Command):
    help = (
        "Make up a city of about so many buildings, with streets, pipes, addresses, districts and hazard "
        "zones, and load it. The same seed gives the same city. The twin must be in EPSG:4549."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--buildings", type=int, required=True, metavar="N", help="about how many (300 on)"
        )
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="which city of that size (1)")
        parser.add_argument("--dataset", default="generated-city", help="what the city is an edition of")
        parser.add_argument("--dry-run", action="store_true", help="report what would change, then undo it")
        parser.add_argument("--who", default="", help="in whose name (default: the system's user)")

    def handle(self, *args: Any, **options: Any) -> None:
        content = describe(options["buildings"], options["seed"])
        folder: Path = settings.INSTANCE.data_dir / "generated"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"city-{options['buildings']}-{options['seed']}.json"
        path.write_bytes(content)
        order = Order(dataset=options["dataset"], rehearse=options["dry_run"])
        if not self.bring(path, order, options["who"]):
            raise CommandError("The city was not loaded.")
