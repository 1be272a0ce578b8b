"""Write layers to a file that other programs read."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import CommandError, CommandParser

from spatial.crs import LONLAT, parse
from spatial.errors import RefusedError
from twin.access import columns, layer, rows, srid
from twin.doorway.command import TwinCommand
from twin.doorway.filtering import FILTER, condition, find_filter
from twin.doorway.options import add_question, find_times, find_viewer
from twin.export import Query, make, select
from twin.export.exporting import export
from twin.export.form import Form, forms
from twin.export.making import form_of
from twin.filter.boxes import within

STDOUT = "-"
CITY = ("cityjson", "cityjsonseq")


class Command(TwinCommand):
    help = "Write layers to a file: a CityJSON document or sequence, or a table of any form by its extension."

    def add_arguments(self, parser: CommandParser) -> None:
        # Layers, options and the file may then stand in any order.
        parser.parse_args = parser.parse_intermixed_args  # type: ignore[method-assign]
        parser.add_argument("layers", nargs="+", metavar="LAYER", help="ids of layers: `manage.py layers`")
        parser.add_argument("file", metavar="FILE", help="where to; - is the standard output")
        add_question(parser, "what meets this box of degrees; of the city model with all that belongs to it")
        known = ", ".join(f".{form.extension} {form.id}" for form in forms)
        parser.add_argument(
            "--form", choices=list(forms.entries), help=f"without it the file's extension tells: {known}"
        )
        parser.add_argument("--filter", metavar="CQL2", help="only what meets this condition, as for items")
        parser.add_argument(
            "--crs",
            default=str(LONLAT),
            help="the system of a table, as EPSG:4549; without it longitude and latitude",
        )
        parser.add_argument("--lang", choices=["zh", "en"], default="en", help="the language of titles")

    def handle(self, *args: Any, **options: Any) -> None:
        group, file = options["group"], options["file"]
        try:
            form = forms[options["form"]] if options["form"] else form_of(file)
            with TemporaryDirectory(dir=None if file == STDOUT else Path(file).parent) as folder:
                part = Path(folder) / f"part.{form.extension}"
                said = self.write(form, part, options)
                put(part, file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written ({error.strerror}); check the path.") from None
        self.stderr.write(said.format(group=group))

    def write(self, form: Form, part: Path, options: dict[str, Any]) -> str:
        """Write the file; gives what is told of it."""
        viewer, times = find_viewer(options["group"]), find_times(options)
        boxes = tuple(options["bbox"] or ())
        wanted = find_filter({FILTER.name: options["filter"]})
        if form.id in CITY and wanted is None:
            selection = select(viewer, options["layers"], times, boxes)
            with part.open("wb") as stream:
                done = export(selection, form.id, stream)
            counted = f"{done.objects} objects in {done.families} features"
            return f"{counted}, as {{group}} may see them, in {done.crs}."
        crs, queries = parse(options["crs"]), []
        if crs.way:
            raise RefusedError(f"{crs.name} has no code that files name it by; give --crs EPSG:n.")
        for one in (layer(viewer, id) for id in dict.fromkeys(options["layers"])):
            found = rows(viewer, one, times)
            found = found.filter(within(list(boxes), srid(one))) if boxes else found
            found = found.filter(condition(wanted, columns(viewer, one), srid(one))) if wanted else found
            queries.append(
                Query(
                    viewer=viewer,
                    layer=one,
                    rows=found,
                    fields=columns(viewer, one),
                    times=times,
                    srid=crs.horizontal,
                    language=options["lang"],
                    whole=not boxes and wanted is None,
                )
            )
        size = make(form, queries, part)
        return f"{len(queries)} layers in {size:,} bytes, as {{group}} may see them, in {crs.name}."


def put(part: Path, name: str) -> None:
    """Let a file that is whole take its name, or give it to the standard output."""
    if name == STDOUT:
        with part.open("rb") as stream:
            shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        part.replace(name)
