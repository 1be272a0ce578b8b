"""The tiles beforehand: an archive of them for any static host."""

import os
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from spatial.errors import RefusedError
from spatial.text import LANGUAGES
from spatial.tile_matrix import WEB_MERCATOR
from tiles.archive.exporting import Hands, export
from tiles.archive.planning import Wanted, find_areas
from tiles.asking import Asked
from tiles.dropping import clear
from tiles.looks import LIGHT, LOOKS
from tiles.pages import find_map, static_map
from tiles.tileset import DEEPEST_MADE
from tiles.warming import warm
from twin import access
from twin.doorway.command import TwinCommand
from twin.doorway.options import add_box, add_question, find_times, find_viewer
from twin.layer import Layer


class Command(TwinCommand):
    help = (
        "Draw tiles beforehand: an archive that any static host serves, or what the twin keeps; or drop that."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="export|warm|clear")
        writing = verbs.add_parser("export", help="write an archive of tiles (PMTiles v3)")
        writing.add_argument("file", type=Path, metavar="FILE", help="where to: city.pmtiles")
        add_tiles(writing)
        add_question(writing, "the tiles that meet this box of degrees, whole")
        writing.add_argument("--lang", choices=LANGUAGES, default="zh", help="the language of titles")
        writing.add_argument("--look", choices=list(LOOKS), default=LIGHT.id, help="how it is drawn")
        writing.add_argument(
            "--map", action="store_true", help="lay the map beside it: FILE's folder is then a web site"
        )
        add_processes(writing)
        writing.add_argument(
            "--scheduler", metavar="tcp://HOST:PORT", help="have the workers of a Dask cluster draw"
        )

        warming = verbs.add_parser("warm", help="keep what everybody sees now, layer by layer, for the map")
        add_tiles(warming)
        add_box(warming, "the tiles that meet this box of degrees")
        add_processes(warming)
        clearing = verbs.add_parser(
            "clear", help="drop the tiles that are kept; they are drawn again when asked for"
        )
        add_layers(clearing, required=False)
        add_box(clearing, "the tiles that show this box of degrees")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, options["verb"])(options)

    def warm(self, options: dict[str, Any]) -> None:
        """Keep the tiles asked for and say how many."""
        layers = find_layers(access.NOBODY, options["layers"])
        boxes = tuple(options["bbox"] or ())
        wanted = [
            Wanted(
                Asked(access.NOBODY, (one,)),
                find_zooms((one,), options["min_zoom"], options["max_zoom"]),
                boxes,
            )
            for one in layers
        ]
        with show_progress() as progress:
            held = warm(wanted, options["processes"], progress)
        self.stdout.write(f"{held} tiles are kept.")

    def clear(self, options: dict[str, Any]) -> None:
        """Drop what is kept, or some of it."""
        clear(options["layers"] or (), find_areas(options["bbox"] or ()))
        self.stdout.write("What was kept is dropped.")

    def export(self, options: dict[str, Any]) -> None:
        """Write the archive asked for and say what is in it."""
        file, group = options["file"], options["group"]
        if options["map"]:
            find_map()
        viewer = find_viewer(group)
        layers = find_layers(viewer, options["layers"])
        zooms = find_zooms(layers, options["min_zoom"], options["max_zoom"])
        asked = Asked(viewer, layers, find_times(options))
        wanted = Wanted(asked, zooms, tuple(options["bbox"] or ()), options["lang"], options["look"])
        hands = Hands(options["processes"], options["scheduler"])
        try:
            with show_progress() as progress:
                done = export(wanted, file, hands, progress, self.stderr.write)
            if options["map"]:
                static_map(file.parent, options["lang"], file.name)
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
        if options["map"]:
            self.stdout.write(f"  Put {file.parent} on any web server that answers range requests.")


@contextmanager
def show_progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal, told the tiles done and all of them."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("tiles", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def add_processes(parser: CommandParser) -> None:
    """The option of how many draw."""
    parser.add_argument(
        "--processes",
        type=count,
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many draw at once; default: one a core",
    )


def add_layers(parser: CommandParser, required: bool) -> None:
    """The option of layers."""
    parser.add_argument(
        "--layers",
        required=required,
        metavar="A,B",
        type=lambda text: [id.strip() for id in text.split(",")],
        help="ids of layers, with commas between: `manage.py layers`",
    )


def add_tiles(parser: CommandParser) -> None:
    """The options of layers and zooms."""
    add_layers(parser, required=True)
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
