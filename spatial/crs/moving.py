"""The way of coordinates from one system to another, refused where it would only be guessed."""

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from pyproj.exceptions import ProjError

from spatial import gcj02
from spatial.crs import local
from spatial.crs.systems import LONLAT, SAME_ON_A_MAP, Crs, Extent, look_up
from spatial.errors import RefusedError

Floats = NDArray[np.float64]
WAYS = {"GCJ-02": gcj02.reveal, "BD-09": gcj02.reveal_twice, "local": local.leave}
EDGE = 21


def reproject(
    geometries: NDArray[np.object_], source: Crs | int, target: int, lost: set[int] | None = None
) -> NDArray[np.object_]:
    """2D `geometries` (shapely, x east or lon, y north or lat; None stays None) from one system to another.

    EPSG:4490 (CGCS2000) and EPSG:4326 are taken as the same, which holds at map scale (centimetres).
    Raises RefusedError when there is no known way between the two. Those with coordinates outside its reach
    become None, their places told in `lost`; without it they raise RefusedError too.
    """
    if isinstance(source, Crs) and not source.way:
        source = source.horizontal
    if source == target:
        return geometries
    points, owner = shapely.get_coordinates(geometries, return_index=True)
    moved = _move(points, source, target)
    astray = np.unique(owner[~np.isfinite(moved).all(axis=1)])
    if astray.size and lost is None:
        raise _refuse(source, target)
    kept = geometries.copy()
    kept[astray] = None
    if lost is not None:
        lost.update(astray.tolist())
    placed: NDArray[np.object_] = shapely.set_coordinates(kept, moved[~np.isin(owner, astray)])
    return placed


def move(points: Floats, source: Crs | int, target: int) -> Floats:
    """Points (n, 2), x east or lon first, from one system to another; refused as `reproject` refuses."""
    moved = _move(points, source, target)
    if not np.isfinite(moved).all():
        raise _refuse(source, target)
    return moved


def _move(points: Floats, source: Crs | int, target: int) -> Floats:
    """The points in the other system, infinite where they are out of its reach."""
    if isinstance(source, Crs):
        points, source = unveil(points, source), source.horizontal
    if source == target:
        return points
    return np.column_stack(find_way(source, target).transform(points[:, 0], points[:, 1]))


def _refuse(source: Crs | int, target: int) -> RefusedError:
    code = source.code if isinstance(source, Crs) else f"EPSG:{source}"
    return RefusedError(f"Some coordinates cannot be brought from {code} to EPSG:{target}.")


def unveil(points: Floats, source: Crs) -> Floats:
    """Points of a system outside the register in its `horizontal`; others as they are."""
    return WAYS[source.way](points) if source.way and len(points) else points


@lru_cache(maxsize=64)
def find_way(source: int, target: int) -> Transformer:
    """A way between two systems, refused where PROJ would only guess (a “ballpark” operation)."""
    datums = {look_up(code).geodetic_crs for code in (source, target)}
    guessing = {datum.to_epsg() if datum else None for datum in datums} <= SAME_ON_A_MAP
    try:
        return Transformer.from_crs(source, target, always_xy=True, allow_ballpark=guessing)
    except ProjError:
        raise RefusedError(
            f"There is no published transformation from EPSG:{source} to EPSG:{target}; convert the file "
            "with the parameters of your surveying office and give --crs EPSG:n."
        ) from None


def in_degrees(extent: Extent, crs: Crs) -> Extent | None:
    """`extent` in degrees, None where the system cannot say; datums are told apart only by the caller."""
    if crs.way:
        extent = _bound(unveil(_walk(extent), crs))
    elif not crs.geographic:
        try:
            extent = way_to_degrees(crs.horizontal).transform_bounds(*extent)
        except ProjError:
            return None
    return extent if np.isfinite(extent).all() else None


@lru_cache(maxsize=64)
def way_to_degrees(code: int) -> Transformer:
    """The way from plan to degrees on the same datum, so that an area of use can be tested for any system."""
    system = look_up(code)
    return Transformer.from_crs(system, system.geodetic_crs or LONLAT, always_xy=True)


def _walk(extent: Extent) -> Floats:
    """Points along the edges of an extent."""
    west, south, east, north = extent
    x, y = np.linspace(west, east, EDGE), np.linspace(south, north, EDGE)
    across = [np.column_stack([x, np.full(EDGE, side)]) for side in (south, north)]
    along = [np.column_stack([np.full(EDGE, side), y]) for side in (west, east)]
    return np.concatenate([*across, *along])


def _bound(points: Floats) -> Extent:
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return west, south, east, north
