"""Makes a tile: read by one statement, within a budget of bytes, packed as it is kept and sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from isal import igzip
from psycopg import Connection

from spatial.tile_matrix import Tile
from tiles.asking import Asked
from tiles.prepared import run
from tiles.reading import reading
from tiles.sheets import PIECES, assemble
from tiles.statement import place, write

BUDGET = 250_000
"""Bytes that a packed tile may have."""

SPARE = 0.92
ATTEMPTS = 6


@dataclass(frozen=True, slots=True)
class Read:
    """What a statement gave: contents and numbers of rows by layer, by which snapshot and published state.

    Where a layer's rows are PIECES its content is yet to be put together.
    """

    snapshot: str
    published: int
    contents: Sequence[bytes]
    rows: Sequence[int]


@dataclass(frozen=True, slots=True)
class Made:
    """A tile: packed by gzip, empty where nothing is there; how many rows are drawn and how many left out."""

    content: bytes
    kept: int
    left_out: int
    snapshot: str
    published: int


def make(asked: Asked, tile: Tile) -> Made:
    """The tile that answers a question; raises BusyError where too many are being made.

    The budget is met by leaving out the least important rows of each layer that may be abridged.
    """
    sql = write(asked, tile)  # before: it takes a connection of Django's, for which none may wait here
    with reading(tile.zoom) as link:
        read = fetch(link, sql, place(tile))
    content, whole = finish(asked, tile, read)
    read = whole
    if len(content) > BUDGET and any(layer.abridged for layer in asked.layers):
        content, read = abridge(asked, tile, whole, len(content))
    kept = sum(read.rows)
    return Made(content, kept, sum(whole.rows) - kept, read.snapshot, read.published)


def abridge(asked: Asked, tile: Tile, whole: Read, size: int) -> tuple[bytes, Read]:
    """The tile with as many rows as the budget bears; that of the last attempt if none is small enough."""
    share, content, read = 1.0, b"", whole
    for _ in range(ATTEMPTS):
        share *= SPARE * BUDGET / size
        most = {
            f"n{at}": int(rows * share) if layer.abridged else rows
            for at, (layer, rows) in enumerate(zip(asked.layers, whole.rows, strict=True))
        }
        sql = write(asked, tile, limited=True)
        with reading(tile.zoom) as link:
            read = fetch(link, sql, {**place(tile), **most})
        content, read = finish(asked, tile, read)
        size = len(content)
        if size <= BUDGET:
            break
    return content, read


def fetch(link: Connection[Any], sql: str, values: Mapping[str, float]) -> Read:
    """What a statement gives for a tile."""
    return understand(run(link, sql, values))


def understand(row: Sequence[bytes | None]) -> Read:
    """What a statement gave, of its row in PostgreSQL's binary form."""
    snapshot, published, *parts = (value or b"" for value in row)
    rows = [int.from_bytes(count, "big", signed=True) for count in parts[1::2]]
    return Read(snapshot.decode(), int.from_bytes(published, "big", signed=True), parts[::2], rows)


def finish(asked: Asked, tile: Tile, read: Read) -> tuple[bytes, Read]:
    """The packed tile of what was read, and that with nothing left in pieces."""
    if PIECES not in read.rows:
        return pack(read.contents), read
    contents, rows = [], []
    for layer, content, count in zip(asked.layers, read.contents, read.rows, strict=True):
        if count == PIECES:
            content, count = assemble(layer, tile, content)
        contents.append(content)
        rows.append(count)
    return pack(contents), replace(read, contents=contents, rows=rows)


def pack(contents: Sequence[bytes]) -> bytes:
    """The layers of a tile one after the other, packed; the same contents always to the same bytes."""
    content = b"".join(contents)
    return igzip.compress(content, 1, mtime=0) if content else b""
