"""`bbox` and `bbox-crs`, as clients write them, and the condition they are."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.contrib.gis.geos import Polygon
from django.db.models import Q

from spatial import crs
from spatial.errors import RefusedError
from twin.doorway.parameters import Parameter, read_number
from twin.doorway.problems import BadParameterError
from twin.doorway.systems import CGCS2000, CRS84, System, find_system
from twin.filter.boxes import LEAST, LEAST_DEGREES, LONLAT, MERCATOR, envelope, make_boxes, within

STEPS = 32
"""Parts of a side of a box that is no box in the table's system."""

REACH = 2.0
"""How many times its area of use around it a plan is taken to be good for."""


def read_numbers(text: str) -> tuple[float, ...]:
    """Four or six numbers, the lower ones first as far as that can be told without the system."""
    numbers = tuple(read_number(part.strip()) for part in text.split(","))
    if len(numbers) not in (4, 6):
        raise ValueError(text)
    return numbers


BBOX = Parameter(
    name="bbox",
    about="Only features that meet this box: west,south,east,north in degrees (CRS84), or as `bbox-crs` "
    "orders its axes; west may exceed east across the antimeridian. With six numbers the heights are passed "
    "over.",
    wants="four numbers west,south,east,north in degrees (or six, with the lowest height after south and the "
    "highest after north); longitudes lie within ±180, latitudes within ±90, south not above north. In "
    "another system than that of degrees say which by “bbox-crs”",
    read=read_numbers,
    schema={"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}},
)
BBOX_CRS = Parameter(
    name="bbox-crs",
    about="The coordinate system of `bbox`, by URI; without it CRS84, longitude first.",
    wants="the URI of a system this collection lists under “crs”",
    read=find_system,
    schema={"type": "string", "format": "uri"},
    default=CRS84,
)
CRS = Parameter(
    name="crs",
    about="The coordinate system of the answer, by URI; without it CRS84, longitude first.",
    wants="the URI of a system this collection lists under “crs”",
    read=find_system,
    schema={"type": "string", "format": "uri"},
    default=CRS84,
)


def meets(numbers: Sequence[float], system: System, srid: int) -> Q:
    """The rows of a table of EPSG:`srid` that meet a box of a system; raises BadParameterError for none."""
    try:
        return find(numbers, system, srid)
    except (ValueError, RefusedError):
        hint = "" if system == CRS84 else f" in the order of axes of {system.uri}"
        raise BadParameterError(
            BBOX.name, f"The parameter “bbox” is no box{hint}; give {BBOX.wants}."
        ) from None


def find(numbers: Sequence[float], system: System, srid: int) -> Q:
    """The same; raises ValueError or RefusedError."""
    if system.north_first:
        numbers = swap(numbers)
    if system.srid in (LONLAT, CGCS2000):
        return within(make_boxes(numbers), srid)
    left, bottom, right, top = clip(flatten(numbers), system.srid)
    if system.srid == MERCATOR and srid != LONLAT:
        return Q(tile__intersects=envelope(left, bottom, right, top, LEAST, MERCATOR))
    if system.srid == srid:
        return Q(footprint__intersects=envelope(left, bottom, right, top, LEAST, srid))
    return Q(footprint__intersects=outline((left, bottom, right, top), system.srid, srid))


def swap(numbers: Sequence[float]) -> tuple[float, ...]:
    """The numbers of a box whose axes run north, east as they are where they run east, north."""
    half = len(numbers) // 2
    (south, west, *low), (north, east, *high) = numbers[:half], numbers[half:]
    return (west, south, *low, east, north, *high)


def flatten(numbers: Sequence[float]) -> tuple[float, float, float, float]:
    """The box of a plan without heights; raises ValueError for sides in the wrong order."""
    half = len(numbers) // 2
    low, high = numbers[:half], numbers[half:]
    if any(lower > upper for lower, upper in zip(low, high, strict=True)):
        raise ValueError(numbers)
    return low[0], low[1], high[0], high[1]


def clip(box: tuple[float, float, float, float], code: int) -> tuple[float, float, float, float]:
    """The part of a box that a plan is good for: far beyond its area of use it tells no place."""
    area = crs.area_in_plan(crs.parse(code))
    if area is None:
        return box
    west, south, east, north = area
    wide, high = REACH * (east - west), REACH * (north - south)
    limits = west - wide, south - high, east + wide, north + high
    (left, right), (bottom, top) = (
        np.clip([box[axis], box[axis + 2]], limits[axis], limits[axis + 2]).tolist() for axis in (0, 1)
    )
    return left, bottom, right, top


def outline(box: tuple[float, float, float, float], source: int, target: int) -> Any:
    """The box of one system as an area of another, its sides bent as they are there."""
    left, bottom, right, top = box
    least = LEAST_DEGREES if target == LONLAT else LEAST
    right, top = max(right, left + least), max(top, bottom + least)
    along = np.linspace(0.0, 1.0, STEPS, endpoint=False)
    corners = np.array([(left, bottom), (right, bottom), (right, top), (left, top)])
    sides = zip(corners, np.roll(corners, -1, axis=0), strict=True)
    ring = np.concatenate([begin + along[:, None] * (end - begin) for begin, end in sides])
    moved = crs.move(ring, source, target)
    return Polygon([*map(tuple, moved.tolist()), tuple(moved[0].tolist())], srid=target)
