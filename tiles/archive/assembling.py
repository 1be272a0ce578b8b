"""The parts made one file: PMTiles v3, tiles in the order of their ids, equal ones once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, TileType
from pmtiles.tile import Entry as Place
from pmtiles.writer import finalize_header

from spatial.errors import RefusedError
from tiles.archive.drawing import Entry
from tiles.archive.parts import Parts

DEGREE = 10_000_000


@dataclass(frozen=True, slots=True)
class Assembled:
    """What has gone into a file."""

    tiles: int
    bytes: int
    left_out: int
    cut: int


def assemble(
    parts: Parts, count: int, bounds: tuple[float, float, float, float], metadata: dict[str, Any], out: Path
) -> Assembled:
    """Write the tiles of the first `count` parts to `out`; `bounds` are degrees.

    Raises RefusedError where not one tile holds anything: a PMTiles file has at least one.
    """
    entries = [entry for number in range(count) for entry in parts.entries(number)]
    if not entries:
        raise RefusedError("Nothing of these layers is drawn there at these zooms; no file was written.")
    places, length, contents = arrange(entries)
    west, south, east, north = bounds
    header = {
        "version": 3,
        "tile_compression": Compression.GZIP,
        "tile_type": TileType.MVT,
        "min_lon_e7": round(west * DEGREE),
        "min_lat_e7": round(south * DEGREE),
        "max_lon_e7": round(east * DEGREE),
        "max_lat_e7": round(north * DEGREE),
    }
    head = finalize_header(header, len(entries), places, contents, metadata, True, length)
    with out.open("wb") as stream:
        for piece in (*head, *distinct(parts, count)):
            stream.write(piece)
        size = stream.tell()
    left_out = [entry.left_out for entry in entries if entry.left_out]
    return Assembled(len(entries), size, sum(left_out), len(left_out))


def arrange(entries: list[Entry]) -> tuple[list[Place], int, int]:
    """Where each tile's bytes lie: the directory, the length of all, the number of different ones."""
    offsets: dict[str, int] = {}
    places: list[Place] = []
    end = 0
    for entry in entries:
        offset = offsets.setdefault(entry.digest, end)
        if offset == end:
            end += entry.length
        last = places[-1] if places else None
        if last and last.offset == offset and last.tile_id + last.run_length == entry.id:
            last.run_length += 1
        else:
            places.append(Place(entry.id, offset, entry.length, 1))
    return places, end, len(offsets)


def distinct(parts: Parts, count: int) -> Iterator[bytes]:
    """The bytes of the tiles, those that equal an earlier one's left out."""
    written: set[str] = set()
    for number in range(count):
        with parts.content(number).open("rb") as stream:
            for entry in parts.entries(number):
                content = stream.read(entry.length)
                if entry.digest not in written:
                    written.add(entry.digest)
                    yield content
