"""What follows from the registers, brought up to date: ties, differences, stock, people, figures."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser

from twin.doorway.command import TwinCommand

STEPS = (("link",), ("conflicts", "--look"), ("stock",), ("people", "publish"), ("figures",))


class Command(TwinCommand):
    help = "Link the registers, compare their sources, count housing stock, people and figures by zone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--synthesise", type=int, metavar="SEED", help="make up a population for the buildings first"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["synthesise"] is not None:
            call_command("synthesise", seed=options["synthesise"], stdout=self.stdout)
        for name, *words in STEPS:
            call_command(name, *words, stdout=self.stdout)
