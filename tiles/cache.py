"""Tiles kept as files of gzip bytes, for everybody: nginx serves them without asking the twin.

`ROOT/{layers}/{z}/{x}/{y}.mvt.gz`. A tile that something was left out of ends in `.cut`: its first line says
how much, and only the twin serves it, since it tells that in a header.
"""

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from django.conf import settings

from spatial.tile_matrix import Tile
from tiles.making import Made
from twin.doorway.problems import BusyError

log = logging.getLogger(__name__)
WHOLE, CUT = ".mvt.gz", ".mvt.cut"
LOCKS, FRESH, CLOCK = ".locks", ".fresh", ".clock"
STRIPES = 256
PATIENCE, PAUSE = 8.0, 0.004
MOST_SETS = 500
"""Sets of several layers that are kept at most: anybody can think of more."""

LONGEST_NAME = 255
"""Bytes that a folder's name may have."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A tile as it is kept; the tag is the one nginx gives the file."""

    content: bytes
    tag: str
    kept: int = 0
    left_out: int = 0


def root() -> Path:
    """The folder of all that is kept."""
    folder: Path = settings.TWIN_TILES
    return folder


def stem(layers: str, tile: Tile) -> Path:
    """A tile's file without its ending."""
    return root() / layers / str(tile.z) / str(tile.x) / str(tile.y)


def find(layers: str, tile: Tile) -> Kept | None:
    """The tile that is kept, if one is."""
    path = stem(layers, tile)
    for ending in (WHOLE, CUT):
        with suppress(OSError), path.with_name(path.name + ending).open("rb") as file:
            state, content = os.fstat(file.fileno()), file.read()
            tag = f'"{int(state.st_mtime):x}-{state.st_size:x}"'
            if ending == WHOLE:
                return Kept(content, tag)
            told, _, content = content.partition(b"\n")
            kept, left_out = map(int, told.split())
            return Kept(content, tag, kept, left_out)
    return None


def put(layers: str, tile: Tile, made: Made) -> Kept | None:
    """Keep a tile, which nobody may change meanwhile; None where it cannot be kept."""
    if not has_room(layers):
        return None
    path, content = stem(layers, tile), made.content
    if made.left_out:
        content = f"{made.kept} {made.left_out}\n".encode() + content
    moment = tick()
    fresh = root() / FRESH / str(moment)
    try:
        fresh.parent.mkdir(exist_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(content)
        os.utime(fresh, (moment, moment))
        fresh.rename(path.with_name(path.name + (CUT if made.left_out else WHOLE)))
    except OSError as fault:  # its folder is being removed by another, or the disk is full
        log.warning("A tile is not kept: %s", fault)
        return None
    finally:
        fresh.unlink(missing_ok=True)
    return Kept(made.content, f'"{moment:x}-{len(content):x}"', made.kept, made.left_out)


def has_room(layers: str) -> bool:
    """Whether tiles of that set of layers are kept: of any one layer, of several only so many sets."""
    if len(os.fsencode(layers)) > LONGEST_NAME:
        return False
    if "," not in layers or (root() / layers).exists():
        return True
    return sum("," in folder.name for folder in root().iterdir()) < MOST_SETS


def tick() -> int:
    """A second that no file has had: nginx tells files apart by second and size alone."""
    clock = os.open(root() / CLOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(clock, fcntl.LOCK_EX)
        moment = max(int(time.time()), int(os.pread(clock, 20, 0) or 0) + 1)
        os.pwrite(clock, str(moment).encode(), 0)  # over the last one, so that a kill leaves one of the two
        return moment
    finally:
        os.close(clock)


@contextmanager
def alone(layers: str, tile: Tile) -> Iterator[None]:
    """Be the only one, of all processes, who makes this tile; raises BusyError where that takes too long."""
    stripe = crc32(f"{layers}/{tile.z}/{tile.x}/{tile.y}".encode()) % STRIPES
    deadline = time.monotonic() + PATIENCE
    (root() / LOCKS).mkdir(parents=True, exist_ok=True)
    with (root() / LOCKS / str(stripe)).open("wb") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise BusyError("being made") from None
                time.sleep(PAUSE)
        yield
