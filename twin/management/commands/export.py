"""Write layers of the city model to a file that other programs read."""

import sys
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from spatial.cityjson.writing import FORMS
from spatial.errors import RefusedError, UnknownEntryError
from twin.access import Times, Viewer
from twin.access.boxes import Box, make_boxes
from twin.access.moments import read_knowledge, read_period
from twin.export import export, select
from twin.layer import ADMIN, ANONYMOUS, EVERYONE

STDOUT = "-"


def reader(read: Callable[[str], Any], wants: str) -> Callable[[str], Any]:
    """How an option is read; what cannot be is refused by a sentence that says what is wanted."""

    def read_option(text: str) -> Any:
        try:
            return read(text)
        except ValueError:
            raise ArgumentTypeError(f"“{text}” is not understood; give {wants}.") from None

    return read_option


def read_boxes(text: str) -> list[Box]:
    """The boxes of numbers with commas between."""
    return make_boxes([float(part) for part in text.split(",")])


BOX = reader(read_boxes, "west,south,east,north in degrees, south not above north")
KNOWLEDGE = reader(read_knowledge, "a date such as 2024-05-31 or a date-time such as 2024-05-31T08:00:00Z")
PERIOD = reader(read_period, "a date, a date-time, or two of them, the earlier first: 2024-01-01/2024-12-31")


class Command(BaseCommand):
    help = "Write layers to a CityJSON 2.0 document or a CityJSON text sequence."

    def add_arguments(self, parser: CommandParser) -> None:
        # Layers, options and the file may then stand in any order.
        parser.parse_args = parser.parse_intermixed_args  # type: ignore[method-assign]
        parser.add_argument("layers", nargs="+", metavar="LAYER", help="ids of layers: `manage.py layers`")
        parser.add_argument("file", metavar="FILE", help="where to; - is the standard output")
        parser.add_argument(
            "--bbox",
            type=BOX,
            metavar="W,S,E,N",
            help="only what meets this box of degrees, with all that belongs to it; --bbox=-1,… for a minus",
        )
        parser.add_argument("--as-of", type=KNOWLEDGE, metavar="T", help="what the twin knew then")
        parser.add_argument("--datetime", type=PERIOD, metavar="D", help="what was so then")
        parser.add_argument(
            "--form", choices=list(FORMS), help="default: cityjsonseq for a .jsonl, else cityjson"
        )
        parser.add_argument(
            "--for",
            dest="group",
            choices=sorted(EVERYONE),
            default=ANONYMOUS,
            help="whose eyes it is for; without it, everybody's",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        group, file = options["group"], options["file"]
        viewer = Viewer(EVERYONE if group == ADMIN else frozenset({ANONYMOUS, group}))
        times = Times(options["datetime"], options["as_of"])
        form = options["form"] or ("cityjsonseq" if file.endswith(".jsonl") else "cityjson")
        try:
            selection = select(viewer, options["layers"], times, tuple(options["bbox"] or ()))
            with open_file(file) as stream:
                done = export(selection, form, stream)
        except (RefusedError, UnknownEntryError) as refusal:
            raise CommandError(str(refusal)) from None
        except OSError as error:
            raise CommandError(f"{file} cannot be written ({error.strerror}); check the path.") from None
        self.stderr.write(
            f"{done.objects} objects in {done.families} features, as {group} may see them, in {done.crs}."
        )


@contextmanager
def open_file(name: str) -> Iterator[IO[bytes]]:
    """The standard output, or a file that takes its name only once it is whole."""
    if name == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = Path(f"{name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(name)
    finally:
        part.unlink(missing_ok=True)
