"""Write layers of the city model to a file that other programs read."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from spatial.cityjson.writing import FORMS
from spatial.errors import RefusedError, UnknownEntryError
from twin.doorway.options import add_question, find_times, find_viewer
from twin.export import export, select

STDOUT = "-"


class Command(BaseCommand):
    help = "Write layers to a CityJSON 2.0 document or a CityJSON text sequence."

    def add_arguments(self, parser: CommandParser) -> None:
        # Layers, options and the file may then stand in any order.
        parser.parse_args = parser.parse_intermixed_args  # type: ignore[method-assign]
        parser.add_argument("layers", nargs="+", metavar="LAYER", help="ids of layers: `manage.py layers`")
        parser.add_argument("file", metavar="FILE", help="where to; - is the standard output")
        add_question(parser, "what meets this box of degrees, with all that belongs to it")
        parser.add_argument(
            "--form", choices=list(FORMS), help="default: cityjsonseq for a .jsonl, else cityjson"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        group, file = options["group"], options["file"]
        form = options["form"] or ("cityjsonseq" if file.endswith(".jsonl") else "cityjson")
        try:
            selection = select(
                find_viewer(group), options["layers"], find_times(options), tuple(options["bbox"] or ())
            )
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
