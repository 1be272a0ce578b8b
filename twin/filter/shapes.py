"""Geometries that a filter writes, read into shapes of plane coordinates, x or longitude first."""

import math
from collections.abc import Callable
from typing import Any

import shapely

from twin.filter.boxes import DEGREES, make_boxes
from twin.filter.errors import FilterError, show

MOST = 10_000
FARTHEST = 1e8
Position = tuple[float, float]
EDGES = (180.0, 90.0)


def read_shape(tree: Any, srid: int, north_first: bool) -> shapely.Geometry:
    """A GeoJSON geometry or a box whose coordinates are in EPSG:`srid`, in its authority's order of axes
    where that is `north_first`; heights are passed over."""
    shape = read_box(tree["bbox"], srid, north_first) if "bbox" in tree else read_geometry(tree)
    if shapely.get_num_coordinates(shape) > MOST:
        raise FilterError(f"A geometry of the filter has more than {MOST} positions; simplify it.")
    if north_first and "bbox" not in tree:
        shape = shapely.transform(shape, lambda positions: positions[:, ::-1])
    for least, most, edge in zip(shape.bounds[:2], shape.bounds[2:], EDGES, strict=True):
        limit = edge if srid in DEGREES else FARTHEST
        if not -limit <= least <= most <= limit:
            raise FilterError(
                "A geometry of the filter lies beyond its coordinate system; give degrees, or name another "
                "system and its order of axes by filter-crs."
            )
    return shape if shape.is_valid else shapely.make_valid(shape)


def read_box(numbers: Any, srid: int, north_first: bool) -> shapely.Geometry:
    """A box of four or six numbers; in degrees one may cross the antimeridian."""
    if not isinstance(numbers, list) or len(numbers) not in (4, 6):
        raise FilterError("A box has four numbers, or six with heights.")
    numbers = [read_coordinate(one) for one in numbers]
    half = len(numbers) // 2
    if north_first:
        numbers = [numbers[at] for at in (1, 0, *range(2, half), half + 1, half, *range(half + 2, 2 * half))]
    try:
        if srid in DEGREES:
            boxes = make_boxes(numbers)
        else:
            (west, south), (east, north) = numbers[:2], numbers[half : half + 2]
            if west > east or south > north:
                raise ValueError
            boxes = [(west, south, east, north)]
    except ValueError:
        raise FilterError("A box of the filter ends before it begins, or lies beyond its system.") from None
    return shapely.union_all([make_area(*box) for box in boxes]) if len(boxes) > 1 else make_area(*boxes[0])


def make_area(west: float, south: float, east: float, north: float) -> shapely.Geometry:
    """A box as what it is: an area, a line or a point."""
    if west == east or south == north:
        return (
            shapely.LineString([(west, south), (east, north)])
            if (west, south) != (east, north)
            else shapely.Point(west, south)
        )
    return shapely.box(west, south, east, north)


def read_geometry(tree: Any, within: bool = False) -> shapely.Geometry:
    """A GeoJSON geometry (RFC 7946 §3.1), as strict as its text."""
    kind = tree.get("type") if isinstance(tree, dict) else None
    if kind == "GeometryCollection" and not within:
        parts = [read_geometry(one, True) for one in read_list(tree.get("geometries"))]
        return shapely.GeometryCollection(parts)
    if not isinstance(kind, str) or kind not in READERS:
        raise FilterError(f"“{show(kind)}” is no kind of geometry that a filter can have there.")
    return READERS[kind](tree.get("coordinates"))


def read_list(value: Any, least: int = 1) -> list[Any]:
    """A list of at least so many."""
    if not isinstance(value, list) or len(value) < least:
        raise FilterError("A geometry of the filter is empty or lacks positions; write it whole.")
    return value


def read_coordinate(value: Any) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise FilterError(f"“{show(value)}” is no coordinate; give a number.")
    return float(value)


def read_position(value: Any) -> Position:
    """The first two numbers of a position."""
    first, second, *others = read_list(value, 2)
    if len(others) > 2:
        raise FilterError("A position has more than four numbers; put commas between positions.")
    return read_coordinate(first), read_coordinate(second)


def read_line(value: Any) -> list[Position]:
    """The positions of a line."""
    return [read_position(one) for one in read_list(value, 2)]


def read_ring(value: Any) -> list[Position]:
    """The positions of a ring, which ends where it begins."""
    ring = [read_position(one) for one in read_list(value)]
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise FilterError("A ring of a polygon has four positions at least, the last of them the first.")
    return ring


def read_polygon(value: Any) -> shapely.Geometry:
    """An area of an outer ring and holes."""
    outer, *holes = [read_ring(one) for one in read_list(value)]
    return shapely.Polygon(outer, holes)


READERS: dict[str, Callable[[Any], shapely.Geometry]] = {
    "Point": lambda value: shapely.Point(read_position(value)),
    "LineString": lambda value: shapely.LineString(read_line(value)),
    "Polygon": read_polygon,
    "MultiPoint": lambda value: shapely.MultiPoint([read_position(one) for one in read_list(value)]),
    "MultiLineString": lambda value: shapely.MultiLineString([read_line(one) for one in read_list(value)]),
    "MultiPolygon": lambda value: shapely.MultiPolygon([read_polygon(one) for one in read_list(value)]),
}
