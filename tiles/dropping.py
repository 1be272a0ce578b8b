"""Drops kept tiles: those at places that change, all of some layers, or the oldest where room is short."""

import fcntl
import math
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

from spatial.mvt import EXTENT
from spatial.tile_matrix import WEB_MERCATOR, Bounds
from tiles import cache
from tiles.code import digest_code
from tiles.margins import BUFFER, ROUNDED
from twin import access, marks, metrics
from twin.layer import EVERYONE
from twin.marks import Place

STAMP = ".stamp"
FEW = 256
"""Files up to this number are removed by name; of more, those that are there are looked for."""

GONE = ".gone-"
ROOMY = 0.9


def drop(places: Sequence[Place]) -> None:
    """Remove the tiles that show what changes at these places, and no others."""
    if not cache.root().exists():
        return
    if marks.EVERYTHING in places:
        clear()
        return
    known = {layer.id: layer for layer in access.visible(access.Viewer(EVERYONE))}
    for folder in folders():
        ids = folder.name.split(",")
        if all(id in known for id in ids):
            tables = {access.relation(known[id]) for id in ids}
            drop_from(folder, [place for place in places if place.relation in tables])
        else:
            remove(folder)


def folders() -> list[Path]:
    """The folders of sets of layers."""
    return [folder for folder in cache.root().iterdir() if folder.is_dir() and folder.name[0] != "."]


def drop_from(folder: Path, places: Sequence[Place]) -> None:
    """Remove the tiles of one set of layers that show places."""
    if any(place.box is None for place in places):
        remove(folder)
        return
    for level in within(folder):
        for place in places:
            if place.box and (place.zooms is None or int(level.name) in place.zooms):
                drop_box(level, place.box)


def within(folder: Path) -> list[Path]:
    """What a folder holds; nothing where another has removed it."""
    with suppress(FileNotFoundError):
        return list(folder.iterdir())
    return []


def remove(folder: Path) -> None:
    """Take away the tiles of a folder, and it; what is being put there by others is put elsewhere."""
    gone = cache.root() / f"{GONE}{cache.tick()}"
    with suppress(FileNotFoundError):
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def drop_box(level: Path, box: Bounds) -> None:
    """Remove the tiles of one zoom that show a box."""
    columns, rows = cover(int(level.name), box)
    if len(columns) * len(rows) <= FEW:
        for x in columns:
            for y in rows:
                for ending in (cache.WHOLE, cache.CUT):
                    (level / str(x) / f"{y}{ending}").unlink(missing_ok=True)
        return
    for column in within(level):
        if int(column.name) in columns:
            for file in within(column):
                if int(file.name.partition(".")[0]) in rows:
                    file.unlink(missing_ok=True)


def cover(z: int, box: Bounds) -> tuple[range, range]:
    """Columns and rows of the tiles that show a box: in themselves or in their buffer."""
    west, south, east, north = box
    span = WEB_MERCATOR.span / 2**z
    more = span * BUFFER / EXTENT + 2 * ROUNDED
    left, right = (math.floor((x - WEB_MERCATOR.left) / span) for x in (west - more, east + more))
    upper, lower = (math.floor((WEB_MERCATOR.top - y) / span) for y in (north + more, south - more))
    last = 2**z - 1
    return range(max(0, left), min(last, right) + 1), range(max(0, upper), min(last, lower) + 1)


def clear(layers: Collection[str] = (), areas: Sequence[Bounds] | None = None) -> None:
    """Remove what is kept: all, or what shows any of these layers; of that only what shows the areas."""
    for folder in folders():
        if layers and not set(layers) & set(folder.name.split(",")):
            continue
        if areas is None:
            remove(folder)
            continue
        for level in folder.iterdir():
            for box in areas:
                drop_box(level, box)


def settle() -> None:
    """Make the folders that keeping takes, and remove what another code has kept, or of another database."""
    (cache.root() / cache.LOCKS).mkdir(parents=True, exist_ok=True)
    stamp = cache.root() / STAMP
    with (cache.root() / cache.LOCKS / "settle").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        now = f"{digest_code()} {name_server()}"
        if not stamp.exists() or stamp.read_text() != now:
            clear()
            stamp.write_text(now)
        for left in (*cache.root().glob(f"{GONE}*"), cache.root() / cache.FRESH):  # by who was killed
            shutil.rmtree(left, ignore_errors=True)


def name_server() -> str:
    """Which database answers, since which start of its server: what an unclean end undid is not known."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::text || ' ' || pg_postmaster_start_time() FROM pg_database "
            "WHERE datname = current_database()"
        )
        [told] = cursor.fetchone()
    return str(told)


def make_room() -> int:
    """Remove the oldest tiles where they take more room than they may; gives the bytes removed."""
    files = [(info.st_mtime, info.st_size, path) for path in kept() if (info := status(path))]
    held, gone = sum(size for _, size, _ in files), 0
    metrics.KEPT_BYTES.set(held)
    if held <= settings.TWIN_TILE_CACHE:
        return 0
    for _, size, path in sorted(files, key=lambda file: file[0]):
        path.unlink(missing_ok=True)
        gone += size
        if held - gone <= ROOMY * settings.TWIN_TILE_CACHE:
            break
    metrics.KEPT_BYTES.set(held - gone)
    return gone


def kept() -> Iterator[Path]:
    """The files of all tiles."""
    for folder in folders():
        for level in within(folder):
            for column in within(level):
                yield from within(column)


def status(path: Path) -> os.stat_result | None:
    """Size and moment of a file, if it is still there."""
    with suppress(FileNotFoundError):
        return path.stat()
    return None
