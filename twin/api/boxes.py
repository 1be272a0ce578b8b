"""`bbox` in degrees to boxes of the column that has an index: web Mercator, or degrees for all the world."""

import math
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.db.models import Func, Q, Value

from twin.api.parameters import Parameter, read_number

Box = tuple[float, float, float, float]
RADIUS = 6378137.0
NORTHMOST = 85.0511287798066
LONLAT, MERCATOR = 4326, 3857
LEAST, LEAST_DEGREES = 1e-3, 1e-8  # A box without area is no polygon; a millimetre makes it one.


def read_boxes(text: str) -> list[Box]:
    """One box, or two where it crosses the antimeridian (RFC 7946 §5.2); heights are passed over."""
    numbers = [read_number(part.strip()) for part in text.split(",")]
    if len(numbers) == 6:
        west, south, low, east, north, high = numbers
        if low > high:
            raise ValueError(text)
    else:
        west, south, east, north = numbers
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(text)
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


BBOX = Parameter(
    name="bbox",
    about="Only features that meet this box: west,south,east,north in degrees (CRS84); west may exceed east "
    "across the antimeridian. With six numbers the heights are passed over.",
    wants="four numbers west,south,east,north in degrees (or six, with the lowest height after south and the "
    "highest after north); longitudes lie within ±180, latitudes within ±90, south not above north",
    read=read_boxes,
    schema={"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}},
)
