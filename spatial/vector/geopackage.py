"""GeoPackages, read through SQLite itself, so that a value that is not of its column's type is told.

GDAL makes such a value 0 or 1970 without a word, and reads ahead in a thread whose errors are lost.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spatial.errors import RefusedError
from spatial.geometry import Geometries
from spatial.records import Issue
from spatial.tables import Extent, Lot, Table
from spatial.vector.contents import Shelf, read_shelves
from spatial.vector.curves import straighten
from spatial.vector.faults import Faults, blame
from spatial.vector.rows import BATCH, Batch, Layout, make_lots
from spatial.vector.shapes import bound, unite_bounds
from spatial.vector.sqlite import Ask, open_database, quote_name
from spatial.vector.wkb import read_wkb

ENVELOPES = (0, 32, 48, 48, 64)
EMPTY = 0b0001_0000


def read_tables(path: Path, swapped: bool, repair: bool = False) -> list[Table]:
    """Every table of a GeoPackage. Raises RefusedError where it cannot be read."""
    with open_database(path) as ask:
        shelves = list(read_shelves(ask))
        if not shelves:
            raise RefusedError(f"{path.name} holds no table of features or attributes; export it again.")
        return [_make_table(path, ask, shelf, swapped, repair) for shelf in shelves]


def _make_table(path: Path, ask: Ask, shelf: Shelf, swapped: bool, repair: bool) -> Table:
    [[total]] = ask(f"SELECT count(*) FROM {quote_name(shelf.name)}")
    layout = Layout(
        table=shelf.name,
        columns=shelf.columns,
        kinds=shelf.kinds,
        swapped=swapped,
        repair=repair,
        distinct=True,
        binary=shelf.binary,
        fid=shelf.fid,
    )

    def read(key: str | None) -> Iterator[Lot | Issue]:
        return make_lots(_read_batches(path, shelf, repair), layout, key)

    return Table(
        name=shelf.name,
        title=shelf.title,
        columns=shelf.columns,
        crs=shelf.crs,
        geometry=shelf.kinds,
        extent=_measure(path, ask, shelf, swapped),
        total=total,
        lots=read,
    )


def _measure(path: Path, ask: Ask, shelf: Shelf, swapped: bool) -> Extent | None:
    """Where the rows really lie; what a package says of it is informative only."""
    if shelf.geometry is None:
        return None
    lots = _select(ask, shelf, [shelf.geometry])
    return unite_bounds([bound(_read_shapes(path, shelf, lines, {})) for lines in lots], swapped)


def _read_batches(path: Path, shelf: Shelf, repair: bool) -> Iterator[Batch]:
    names = [column.name for column in shelf.columns]
    with open_database(path) as ask:
        for lines in _select(ask, shelf, [*([shelf.geometry] if shelf.geometry else []), *names]):
            faults: Faults = {}
            skipped = 2 if shelf.geometry else 1
            yield Batch(
                fids=[str(line[0]) for line in lines],
                columns=list(zip(*(line[skipped:] for line in lines), strict=True)),
                shapes=_read_shapes(path, shelf, lines, faults, repair) if shelf.geometry else None,
                faults=faults,
            )


def _select(ask: Ask, shelf: Shelf, names: list[str]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows in lots: their ids, then the columns named. A view without a key numbers its rows."""
    fid = quote_name(shelf.fid) if shelf.fid else "rowid" if shelf.stored else "row_number() OVER ()"
    listed = ", ".join([fid, *map(quote_name, names)])
    lines: list[tuple[Any, ...]] = []
    for line in ask(f"SELECT {listed} FROM {quote_name(shelf.name)}"):
        lines.append(line)
        if len(lines) == BATCH:
            yield lines
            lines = []
    if lines:
        yield lines


def _read_shapes(
    path: Path, shelf: Shelf, lines: list[tuple[Any, ...]], faults: Faults, repair: bool = False
) -> Geometries:
    stored = [_unwrap(line[1], row, faults) for row, line in enumerate(lines)]

    def straight(rows: list[int]) -> dict[int, bytes]:
        return straighten(path, shelf.name, {row: lines[row][0] for row in rows})

    return read_wkb(stored, straight, faults, repair)


def _unwrap(blob: Any, row: int, faults: Faults) -> bytes | None:
    """The well-known binary within a GeoPackage's own (OGC 12-128r19 §2.1.3); None for null and empty."""
    if blob is None:
        return None
    sound = isinstance(blob, bytes) and len(blob) >= 8 and blob[:2] == b"GP"
    flags = blob[3] if sound else 0
    envelope = flags >> 1 & 7
    if not sound or envelope >= len(ENVELOPES):
        blame(
            faults, row, "GEOMETRY_NOT_READABLE", "The geometry is not in GeoPackage binary; write it again."
        )
        return None
    return None if flags & EMPTY else blob[8 + ENVELOPES[envelope] :]
