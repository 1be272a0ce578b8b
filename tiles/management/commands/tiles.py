"""The tiles beforehand: an archive of them for any static host."""

import os
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from spatial.errors import RefusedError, UnknownEntryError
from spatial.text import LANGUAGES
from spatial.tile_matrix import WEB_MERCATOR
from tiles.archive.exporting import Hands, export
from tiles.archive.planning import Wanted
from tiles.asking import Asked
from tiles.tileset import DEEPEST_MADE
from twin import access
from twin.doorway.options import add_question, find_times, find_viewer
from twin.layer import Layer


class Command(BaseCommand):
    help = "Draw tiles beforehand: `export` writes a PMTiles archive that any static host serves."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="export")
        writing = verbs.add_parser("export", help="write an archive of tiles (PMTiles v3)")
        writing.add_argument("file", type=Path, metavar="FILE", help="where to: city.pmtiles")
        add_tiles(writing)
        add_question(writing, "the tiles that meet this box of degrees, whole")
        writing.add_argument("--lang", choices=LANGUAGES, default="zh", help="the language of titles")
        writing.add_argument(
            "--processes",
            type=count,
            default=os.cpu_count() or 1,
            metavar="N",
            help="how many draw at once; default: one a core",
        )
        writing.add_argument(
            "--scheduler", metavar="tcp://HOST:PORT", help="have the workers of a Dask cluster draw"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.export(options)
        except (RefusedError, UnknownEntryError) as refusal:
            raise CommandError(str(refusal)) from None

    def export(self, options: dict[str, Any]) -> None:
        """Write the archive asked for and say what is in it."""
        file, group = options["file"], options["group"]
        viewer = find_viewer(group)
        layers = find_layers(viewer, options["layers"])
        zooms = find_zooms(layers, options["min_zoom"], options["max_zoom"])
        asked = Asked(viewer, layers, find_times(options))
        wanted = Wanted(asked, zooms, tuple(options["bbox"] or ()), options["lang"])
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        try:
            with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
                task = bar.add_task("tiles", total=None)
                done = export(
                    wanted,
                    file,
                    Hands(options["processes"], options["scheduler"]),
                    lambda drawn, total: bar.update(task, completed=drawn, total=total),
                    self.stderr.write,
                )
        except OSError as error:
            raise CommandError(f"{file} cannot be written ({error.strerror}); check the path.") from None
        except KeyboardInterrupt:
            raise CommandError(
                f"Interrupted. What is drawn lies in {file}.parts: the same command goes on with it."
            ) from None
        self.stdout.write(
            f"{file}: {done.tiles} tiles of zooms {zooms[0]} to {zooms[1]}, {done.bytes} bytes, "
            f"as {group} may see them."
        )
        if done.left_out:
            self.stdout.write(
                f"  From {done.cut} tiles {done.left_out} features were left out to keep them small."
            )


def add_tiles(parser: CommandParser) -> None:
    """The options of layers and zooms."""
    parser.add_argument(
        "--layers",
        required=True,
        metavar="A,B",
        type=lambda text: [id.strip() for id in text.split(",")],
        help="ids of layers, with commas between: `manage.py layers`",
    )
    parser.add_argument("--min-zoom", type=zoom, metavar="Z", help="default: the lowest the layers have")
    parser.add_argument(
        "--max-zoom", type=zoom, metavar="Z", help="default: the highest; deeper, a map enlarges it"
    )


def zoom(text: str) -> int:
    """A zoom of the web map."""
    if not (text.isascii() and text.isdigit() and int(text) <= WEB_MERCATOR.deepest):
        raise ArgumentTypeError(f"“{text}” is no zoom; give a number from 0 to {WEB_MERCATOR.deepest}.")
    return int(text)


def count(text: str) -> int:
    """How many processes."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 256):
        raise ArgumentTypeError(f"“{text}” is no number of processes; give one from 1 to 256.")
    return int(text)


def find_layers(viewer: access.Viewer, ids: list[str]) -> tuple[Layer, ...]:
    """The layers of these ids, each once, as they are named; raises RefusedError for one not drawn."""
    layers = tuple(access.layer(viewer, id) for id in dict.fromkeys(ids))
    for layer in layers:
        if not layer.geometry:
            raise RefusedError(f"Nothing of “{layer.id}” is drawn on a map; leave it out.")
    return layers


def find_zooms(layers: tuple[Layer, ...], lowest: int | None, highest: int | None) -> tuple[int, int]:
    """First and last zoom: those asked for, within those of the layers."""
    first = max(lowest or 0, min(layer.zooms[0] for layer in layers))
    last = min(DEEPEST_MADE if highest is None else highest, max(layer.zooms[1] for layer in layers))
    if first > last:
        raise RefusedError(
            f"There are no tiles of these layers from zoom {lowest or 0} to {last}; "
            f"they are drawn from zoom {first} on: raise --max-zoom, or lower --min-zoom."
        )
    return first, last
