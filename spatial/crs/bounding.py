"""Rectangles in the plan of a system: of an extent in degrees, of the system's own area of use."""

from math import isfinite

from pyproj import Transformer
from pyproj.enums import TransformDirection
from pyproj.exceptions import ProjError

from spatial.crs.moving import find_way, way_to_degrees
from spatial.crs.systems import LONLAT, Crs, Extent


def in_plan(extent: Extent, code: int) -> Extent | None:
    """An extent in degrees (WGS 84) in the plan system `code`, None where it is out of its reach.

    Raises RefusedError where there is no published way to that system.
    """
    return _bound(find_way(LONLAT, code), extent, TransformDirection.FORWARD)


def area_in_plan(crs: Crs) -> Extent | None:
    """The system's area of use in its own plan, None where the register tells none.

    Degrees are taken as those of its own datum, so that it follows from the system alone.
    """
    if crs.area is None or crs.geographic:
        return crs.area
    return _bound(way_to_degrees(crs.horizontal), crs.area, TransformDirection.INVERSE)


def _bound(way: Transformer, extent: Extent, direction: TransformDirection) -> Extent | None:
    try:
        bounds = way.transform_bounds(*extent, direction=direction)
    except ProjError:
        return None
    return bounds if all(map(isfinite, bounds)) else None
