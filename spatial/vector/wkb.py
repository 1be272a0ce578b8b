"""Well-known binary read in batches, with what GEOS would not survive or does not know told apart."""

import struct
from collections.abc import Callable, Sequence

import numpy as np
import shapely

from spatial.geometry import Geometries
from spatial.vector.faults import REPAIRED_RING, Faults, blame, note

DEEPEST = 32
# A geometry of fewer bytes cannot be nested so deeply that GEOS, which calls itself for each level, dies.
SMALL = 65_536
NOT_NUMBER = "A coordinate is not a number (NaN or Infinity)."

Straighten = Callable[[list[int]], dict[int, bytes]]


def read_wkb(
    stored: Sequence[bytes | None], straighten: Straighten, faults: Faults, repair: bool = False
) -> Geometries:
    """The geometries of a batch; None for none, and for what cannot be read, which is noted.

    `straighten` gives the well-known binary of the rows named with their curves as lines; with `repair` an
    open ring is closed.
    """
    given = np.array([*stored, None], dtype=object)[:-1]
    for row, one in enumerate(stored):
        if one is not None and len(one) > SMALL and measure_depth(one) > DEEPEST:
            blame(faults, row, "GEOMETRY_NOT_READABLE", "The geometry is nested too deeply to be one.")
            given[row] = None
    try:
        with np.errstate(invalid="ignore"):
            read: Geometries = shapely.from_wkb(given, on_invalid="ignore")
    except NotImplementedError:
        for row, straight in straighten([row for row, one in enumerate(given) if _is_curved(one)]).items():
            given[row] = straight
        read = np.array([*map(_read_one, given), None], dtype=object)[:-1]
    for row in np.flatnonzero(shapely.is_missing(read)).tolist():
        if given[row] is None:
            continue
        closed = _close_rings(given[row]) if repair else None
        if closed is not None:
            read[row] = closed
            note(faults, row, REPAIRED_RING, "A ring was not closed; it was, by its first point.")
        else:
            blame(faults, row, "GEOMETRY_NOT_READABLE", _explain(given[row]))
    for row in np.flatnonzero(shapely.is_empty(read) & (shapely.get_type_id(read) == 0)).tolist():
        blame(faults, row, "COORDINATE_NOT_NUMBER", NOT_NUMBER)
    return read


def _is_curved(stored: bytes | None) -> bool:
    try:
        shapely.from_wkb(stored, on_invalid="ignore")
    except NotImplementedError:
        return True
    return False


def _read_one(stored: bytes | None) -> shapely.Geometry | None:
    return None if _is_curved(stored) else shapely.from_wkb(stored, on_invalid="ignore")


def _close_rings(stored: bytes) -> shapely.Geometry | None:
    """The geometry with its open rings closed; None where that is not what is wrong."""
    try:
        return shapely.from_wkb(stored, on_invalid="fix")
    except (NotImplementedError, shapely.errors.ShapelyError):
        return None


def _explain(stored: bytes) -> str:
    """Why one geometry cannot be read."""
    try:
        shapely.from_wkb(stored)
    except NotImplementedError:
        return "The geometry has curves that could not be made lines; save it with straight lines."
    except shapely.errors.ShapelyError as error:
        if "closed linestring" in str(error):
            return "A ring is not closed: its last point must be its first."
        if "number of points" in str(error) or "point array" in str(error):
            return "A line or ring has too few points: a line needs two, a ring four."
        return f"The geometry cannot be read ({str(error).split(': ', 1)[-1][:100]}); write it again."
    return "The geometry cannot be read; write it again."


def measure_depth(stored: bytes) -> int:
    """How deeply geometries are nested in well-known binary, as far as DEEPEST or to where it is cut."""
    waiting: list[int] = [1]
    deepest, at = 1, 0
    while waiting:
        if not waiting[-1]:
            waiting.pop()
            continue
        waiting[-1] -= 1
        deepest = max(deepest, len(waiting))
        if deepest > DEEPEST:
            break
        try:
            at, children = _step_over(stored, at)
        except struct.error:
            break
        if children:
            waiting.append(children)
    return deepest


def _step_over(stored: bytes, at: int) -> tuple[int, int]:
    """Where the next geometry's header stands, and how many geometries this one holds."""
    order = "<" if stored[at : at + 1] == b"\x01" else ">"
    (code,) = struct.unpack_from(f"{order}I", stored, at + 1)
    kind, more = (code & 0xFFFF) % 1000, (code & 0xFFFF) // 1000
    more = (0, 1, 1, 2)[more] if more < 4 else 0
    size = 8 * (2 + (more or (code >> 31) + (code >> 30 & 1)))
    at += 9 if code & 0x20000000 else 5
    if kind == 1:
        return at + size, 0
    (count,) = struct.unpack_from(f"{order}I", stored, at)
    at += 4
    if kind in (2, 8):
        return at + count * size, 0
    if kind not in (3, 17):
        return at, count
    for _ in range(count):
        (points,) = struct.unpack_from(f"{order}I", stored, at)
        at += 4 + points * size
    return at, 0
