"""Geometries of a batch of rows: judged and brought to plan; what is wrong is told by row."""

from collections.abc import Sequence
from math import isclose
from typing import Any

import numpy as np
import shapely

from spatial.geometry import Geometries, keep_dimension
from spatial.records import Severity
from spatial.tables import Extent
from spatial.vector.faults import Faults, blame, is_blamed, note

FARTHEST = 1e8
TOUCHING = "Ring Self-intersection"
KINDS = ("point", "line", "polygon")
PLURAL = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)


def judge(
    shapes: Geometries, kinds: Sequence[str], swapped: bool, faults: Faults, repair: bool = False
) -> tuple[Geometries, int]:
    """The geometries in plan (2D, x-y order), and how many lost their heights; empty ones become None.

    `kinds` are those the table declares. What is not finite, too far, of another kind, or not valid is
    noted in `faults`, and its geometry need not be used; with `repair` one that is not valid is mended.
    """
    shapes = shapes.copy()
    shapes[shapely.is_empty(shapes)] = None
    lost = int((shapely.has_z(shapes)).sum())
    _check_coordinates(shapes, faults)
    shapes[[row for row in faults if is_blamed(faults, row)]] = None
    for row in np.flatnonzero(shapely.get_type_id(shapes) == 7):
        shapes[row] = _gather(shapes[row], int(row), faults)
    flat: Geometries = shapely.force_2d(shapes)
    if swapped:
        flat = exchange(flat)
    found = shapely.get_dimensions(flat)
    for row in np.flatnonzero(found >= 0):
        kind = KINDS[found[row]]
        if kind not in kinds:
            message = (
                f"The geometry is a {kind}, but its table is declared to hold {' and '.join(kinds)}s only."
            )
            blame(faults, int(row), "KIND_NOT_DECLARED", message)
    for row in np.flatnonzero(~shapely.is_valid(flat) & ~shapely.is_missing(flat)):
        flat[row] = _part_rings(flat[row], int(row), faults, repair)
    return flat, lost


def _part_rings(shape: shapely.Geometry, row: int, faults: Faults, repair: bool) -> shapely.Geometry:
    """A polygon whose rings only touch themselves, as shapefiles allow, with them parted; else an error."""
    reason = shapely.is_valid_reason(shape)
    if reason.startswith(TOUCHING):
        parted = shapely.make_valid(shape, method="structure")
        if parted.geom_type in ("Polygon", "MultiPolygon") and isclose(parted.area, shape.area, rel_tol=1e-9):
            message = "A ring touches itself; it was parted there, and covers the same area."
            note(faults, row, "RING_TOUCHES_ITSELF", message, Severity.WARNING)
            return parted
    mended = keep_dimension(shapely.make_valid(shape), shapely.get_dimensions(shape)) if repair else None
    if mended is None:
        blame(
            faults, row, "INVALID_GEOMETRY", f"The geometry is not valid ({reason}); mend it in the source."
        )
        return shape
    change = f"its area was {shape.area:.6g} and is {mended.area:.6g}"
    note(faults, row, "REPAIRED_GEOMETRY", f"The geometry was not valid ({reason}) and was mended: {change}.")
    return mended


def _check_coordinates(shapes: Geometries, faults: Faults) -> None:
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    finite = np.isfinite(points).all(axis=1)
    for row in np.unique(owner[~finite]):
        message = "A coordinate is not a number (NaN or Infinity)."
        blame(faults, int(row), "COORDINATE_NOT_NUMBER", message)
    with np.errstate(invalid="ignore"):
        far = (np.abs(points) > FARTHEST).any(axis=1) & finite
    for row in np.unique(owner[far]):
        x, y = points[far & (owner == row)][0]
        blame(
            faults,
            int(row),
            "COORDINATE_ABSURD",
            f"A point lies at {x:.6g}, {y:.6g}, which is nowhere on earth.",
        )


def exchange(shapes: Any) -> Any:
    """One or several geometries in plan, with x and y exchanged."""
    return shapely.transform(shapely.force_2d(shapes), lambda points: points[:, ::-1])


def _gather(collection: shapely.GeometryCollection, row: int, faults: Faults) -> shapely.Geometry | None:
    """The parts of a collection as one multi-geometry, where they are of one dimension."""
    parts = np.array([collection], dtype=object)
    while (shapely.get_type_id(parts) >= 4).any():
        parts = shapely.get_parts(parts)
    parts = parts[~shapely.is_empty(parts)]
    dimensions = set(shapely.get_dimensions(parts).tolist())
    if len(dimensions) == 1:
        return PLURAL[dimensions.pop()](parts)
    if dimensions:
        kinds = " and ".join(KINDS[dimension] + "s" for dimension in sorted(dimensions))
        message = f"The geometry is a collection of {kinds}; make a row of each."
        blame(faults, row, "MIXED_GEOMETRY", message)
    return None


def bound(shapes: Geometries) -> Extent | None:
    """(west, south, east, north) of what is sensible among the geometries; None for nothing."""
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    with np.errstate(invalid="ignore"):
        astray = ~(np.abs(points) <= FARTHEST).all(axis=1)
    points = points[~np.isin(owner, np.unique(owner[astray]))] if astray.any() else points
    if not len(points):
        return None
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return west, south, east, north


def unite_bounds(boxes: Sequence[Extent | None], swapped: bool) -> Extent | None:
    """The extent of several, in x-y order (the other way round where `swapped`); None for none."""
    sides = np.array([box for box in boxes if box is not None])
    if not len(sides):
        return None
    west, south = sides[:, :2].min(axis=0).tolist()
    east, north = sides[:, 2:].max(axis=0).tolist()
    return (south, west, north, east) if swapped else (west, south, east, north)
