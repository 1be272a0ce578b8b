"""Boxes of degrees to boxes in web Mercator, where the tile column has its index."""

import math
from collections.abc import Sequence
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.db.models import Func, Q, Value

Box = tuple[float, float, float, float]
RADIUS = 6378137.0
NORTHMOST = 85.0511287798066
LEAST = 1e-3  # A box without area is no polygon; a millimetre makes it one.


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


def within(boxes: list[Box]) -> Q:
    """The rows that meet one of the boxes; a box of degrees is a box in Mercator too, so this is exact."""
    condition = Q()
    for west, south, east, north in boxes:
        left, bottom = project(west, south)
        right, top = project(east, north)
        bounds = left, bottom, max(right, left + LEAST), max(top, bottom + LEAST)
        envelope: Any = Func(
            *(Value(bound) for bound in bounds),
            Value(3857),
            function="ST_MakeEnvelope",
            output_field=GeometryField(srid=3857),
        )
        condition |= Q(tile__intersects=envelope)
    return condition
