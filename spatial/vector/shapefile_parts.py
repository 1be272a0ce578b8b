"""Whether the parts of a shapefile are whole and belong together, which GDAL leaves to luck.

A row whose geometry was cut off comes from GDAL as a row without one, a zeroed line of attributes as zeros.
ESRI Shapefile Technical Description (1998); dBASE III+ file header.
"""

import struct
from pathlib import Path

import numpy as np

from spatial.errors import RefusedError

HEADER = 100
FRAME = 8
LEAST = FRAME + 4
WORD = 2
AT_ONCE = 1_000_000
MARKS = (0x20, 0x2A)
"""A line of a dBASE table begins with a space, or with a star once it is deleted."""


def check_parts(shp: Path, shx: Path, dbf: Path) -> int:
    """How many rows there are. Raises RefusedError where a part is cut, zeroed or of another shapefile."""
    records, size = _count_records(shx), shp.stat().st_size
    with shp.open("rb") as stream:
        head = stream.read(HEADER)
    if len(head) < HEADER or struct.unpack_from(">i", head, 24)[0] * WORD > size:
        raise _refuse(shp, "it is cut")
    if HEADER + records * LEAST > size:
        raise _refuse(shx, f"it lists {records} records, more than {shp.name} has room for")
    rows = _check_lines(dbf, records)
    for first in range(0, records, AT_ONCE):
        _check_records(shp, shx, first, min(AT_ONCE, records - first))
    return rows


def _count_records(shx: Path) -> int:
    size = shx.stat().st_size
    if size < HEADER or (size - HEADER) % FRAME:
        raise _refuse(shx, "it is cut")
    return (size - HEADER) // FRAME


def _check_records(shp: Path, shx: Path, first: int, number: int) -> None:
    """Whether some records stand where the index says, each under its own number."""
    index = np.fromfile(shx, dtype=">i4", offset=HEADER + first * FRAME, count=number * 2).reshape(-1, 2)
    starts, sizes = index.astype(np.int64).T * WORD
    content = np.memmap(shp, dtype=np.uint8, mode="r")
    astray = np.flatnonzero((starts < HEADER) | (sizes < 4) | (starts + FRAME + sizes > len(content)))
    if astray.size:
        raise _refuse(shp, f"its index sends record {first + astray[0] + 1} to a place that is not there")
    frames = content[starts[:, None] + np.arange(FRAME)].view(">i4").astype(np.int64)
    own = (frames[:, 0] == np.arange(first + 1, first + number + 1)) & (frames[:, 1] * WORD == sizes)
    if not own.all():
        raise _refuse(shp, f"record {first + np.flatnonzero(~own)[0] + 1} is not where its index says")


def _check_lines(dbf: Path, number: int) -> int:
    """How many lines are not deleted."""
    size = dbf.stat().st_size
    with dbf.open("rb") as stream:
        head = stream.read(12)
    if len(head) < 12:
        raise _refuse(dbf, "it is cut")
    lines, start, width = struct.unpack_from("<IHH", head, 4)
    if lines != number:
        raise _refuse(dbf, f"it has {lines} lines for {number} geometries")
    if size < start + lines * width or (lines and not width):
        raise _refuse(dbf, "it is cut")
    if not lines:
        return 0
    marks = np.memmap(dbf, dtype=np.uint8, mode="r", offset=start, shape=(lines, width))[:, 0]
    odd = np.flatnonzero(~np.isin(marks, MARKS))
    if odd.size:
        raise _refuse(dbf, f"line {odd[0] + 1} is damaged")
    return int((marks == MARKS[0]).sum())


def _refuse(path: Path, reason: str) -> RefusedError:
    return RefusedError(f"{path.name} cannot be read ({reason}); fetch or export the shapefile again.")
