"""Boxes of degrees to boxes of the column that has an index: web Mercator, or degrees for all the world."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.contrib.gis.db.models import GeometryField
from django.db.models import Func, Q, Value

from spatial.crs import move
from spatial.errors import RefusedError
from spatial.tile_matrix import WORLD

Box = tuple[float, float, float, float]
RADIUS = 6378137.0
NORTHMOST = 85.0511287798066
LONLAT, MERCATOR = 4326, 3857
DEGREES = frozenset({LONLAT, 4490})
"""Systems of degrees whose coordinates a map need not tell apart."""

STEPS = 9
LEAST, LEAST_DEGREES = 1e-3, 1e-8  # A box without area is no polygon; a millimetre makes it one.


def make_boxes(numbers: Sequence[float]) -> list[Box]:
    """One box (west, south, east, north), or two where it crosses the antimeridian (RFC 7946 §5.2).

    Of six numbers the heights are passed over. Raises ValueError for what is no box of degrees.
    """
    if len(numbers) == 6:
        west, south, low, east, north, high = numbers
        if not low <= high:
            raise ValueError(numbers)
    else:
        west, south, east, north = numbers
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(numbers)
    if west > east:
        return [(west, south, 180.0, north), (-180.0, south, east, north)]
    return [(west, south, east, north)]


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to metres in EPSG:3857, kept within its square (EPSG guidance note 7-2, method 1024)."""
    latitude = max(-NORTHMOST, min(NORTHMOST, latitude))
    return (
        RADIUS * math.radians(longitude),
        RADIUS * math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)),
    )


def within(boxes: list[Box], srid: int) -> Q:
    """The rows that meet one of the boxes, in a table whose footprints are in EPSG:`srid`.

    A box of degrees is a box in Mercator too, so this is exact; but the map ends before the poles, so that
    rows kept in degrees are asked for as they are.
    """
    condition = Q()
    for west, south, east, north in boxes:
        if srid == LONLAT:
            condition |= Q(footprint__intersects=envelope(west, south, east, north, LEAST_DEGREES, LONLAT))
            continue
        corners = *project(west, south), *project(east, north)
        condition |= Q(tile__intersects=envelope(*corners, LEAST, MERCATOR))
    return condition


def envelope(left: float, bottom: float, right: float, top: float, least: float, srid: int) -> Any:
    """The box as an area."""
    bounds = left, bottom, max(right, left + least), max(top, bottom + least)
    return Func(
        *(Value(bound) for bound in bounds),
        Value(srid),
        function="ST_MakeEnvelope",
        output_field=GeometryField(srid=srid),
    )


def cover(bounds: Box, srid: int) -> Box:
    """A box of EPSG:3857 that covers a box of another system."""
    west, south, east, north = bounds
    if srid == MERCATOR:
        return bounds
    if srid in DEGREES:
        return *project(max(west, -180.0), south), *project(min(east, 180.0), north)
    along = np.linspace(0.0, 1.0, STEPS)
    x, y = west + along * (east - west), south + along * (north - south)
    edges = [(x, np.full(STEPS, side)) for side in (south, north)]
    edges += [(np.full(STEPS, side), y) for side in (west, east)]
    try:
        rim = move(np.concatenate([np.column_stack(edge) for edge in edges]), srid, MERCATOR)
    except RefusedError:  # the corner of a wide system, out of its own reach
        return -WORLD / 2, -WORLD / 2, WORLD / 2, WORLD / 2
    sag = (east - west) / STEPS  # an edge bows between two steps by far less than a step
    low, high = rim.min(axis=0) - sag, rim.max(axis=0) + sag
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
