"""Geometries as GeoJSON spells them (RFC 7946 §3.1), built with a place for whatever is wrong."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

SHORTEST_RING = 4
DEEPEST = 8
OPEN_RING = "RING_NOT_CLOSED"


class WrongGeometryError(Exception):
    """What is wrong with a geometry: a code, a sentence, a place in it."""

    def __init__(self, code: str, message: str, position: str) -> None:
        super().__init__(message)
        self.code, self.message, self.position = code, message, position


def build(geometry: Any, at: str = "geometry", depth: int = 0) -> shapely.Geometry | None:
    """The geometry of a parsed GeoJSON object; None for null. Raises WrongGeometryError."""
    if geometry is None:
        return None
    if not isinstance(geometry, dict):
        raise _not_understood("A geometry must be an object.", at)
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        members = geometry.get("geometries")
        if not isinstance(members, list) or depth > DEEPEST:
            raise _not_understood("A collection must have a list of “geometries”.", at)
        built = [build(one, f"{at}.geometries[{place}]", depth + 1) for place, one in enumerate(members)]
        return shapely.GeometryCollection([one for one in built if one is not None])
    if not isinstance(kind, str) or kind not in BUILDERS:
        raise _not_understood(f"“{str(kind)[:40]}” is no geometry type of GeoJSON.", f"{at}.type")
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list):
        raise _not_understood("The geometry has no list of coordinates.", f"{at}.coordinates")
    return BUILDERS[kind](coordinates, f"{at}.coordinates")


def close_rings(geometry: Any) -> dict[str, Any] | None:
    """A polygon or multi-polygon whose open rings end where they begin; None for what is neither."""

    def close(nested: Any, depth: int) -> Any:
        if not isinstance(nested, list) or not nested:
            return nested
        if depth:
            return [close(inner, depth - 1) for inner in nested]
        return nested if nested[0] == nested[-1] else [*nested, nested[0]]

    deep = {"Polygon": 1, "MultiPolygon": 2}.get(geometry["type"])
    return {**geometry, "coordinates": close(geometry["coordinates"], deep)} if deep else None


def _build_point(coordinates: list[Any], at: str) -> shapely.Geometry:
    return shapely.Point(_read([coordinates], at)[0]) if coordinates else shapely.Point()


def _build_points(coordinates: list[Any], at: str) -> shapely.Geometry:
    return shapely.MultiPoint(_read(coordinates, at)) if coordinates else shapely.MultiPoint()


def _build_line(coordinates: list[Any], at: str) -> shapely.Geometry:
    if not coordinates:
        return shapely.LineString()
    points = _read(coordinates, at)
    if len(points) < 2:
        raise WrongGeometryError("TOO_FEW_POINTS", "A line needs two points.", at)
    return shapely.LineString(points)


def _build_lines(coordinates: list[Any], at: str) -> shapely.Geometry:
    return shapely.MultiLineString([_build_line(*one) for one in _enter(coordinates, at)])


def _build_polygon(coordinates: list[Any], at: str) -> shapely.Geometry:
    rings = [_build_ring(*one) for one in _enter(coordinates, at)]
    return shapely.Polygon(rings[0], rings[1:]) if rings else shapely.Polygon()


def _build_polygons(coordinates: list[Any], at: str) -> shapely.Geometry:
    return shapely.MultiPolygon([_build_polygon(*one) for one in _enter(coordinates, at)])


def _build_ring(coordinates: list[Any], at: str) -> shapely.LinearRing:
    points = _read(coordinates, at) if coordinates else np.empty((0, 2))
    is_open = len(points) >= SHORTEST_RING - 1 and (points[0] != points[-1]).any()
    if len(points) < SHORTEST_RING and not is_open:
        message = f"A ring needs four points, the last of which is the first; this one has {len(points)}."
        raise WrongGeometryError("TOO_FEW_POINTS", message, at)
    if is_open:
        message = "The ring is not closed: its last point must be its first."
        raise WrongGeometryError(OPEN_RING, message, at)
    return shapely.LinearRing(points)


def _enter(coordinates: list[Any], at: str) -> list[tuple[list[Any], str]]:
    """The lists within a list, each with its place."""
    for place, one in enumerate(coordinates):
        if not isinstance(one, list):
            raise _not_understood("A list of positions was expected here.", f"{at}[{place}]")
    return [(one, f"{at}[{place}]") for place, one in enumerate(coordinates)]


def _read(positions: list[Any], at: str) -> NDArray[np.float64]:
    """Positions as (n, 2 or 3) floats; a third number stays only where all have one, a fourth never."""
    for place, position in enumerate(positions):
        sound = isinstance(position, list) and len(position) >= 2
        if not sound or not all(type(number) in (int, float) for number in position[:3]):
            spot = f"{at}[{place}]" if len(positions) > 1 else at
            raise WrongGeometryError(
                "COORDINATE_NOT_NUMBER", "A position must be two or three numbers.", spot
            )
    width = min(3, *(len(position) for position in positions))
    return np.array([position[:width] for position in positions], dtype=np.float64)


def _not_understood(message: str, at: str) -> WrongGeometryError:
    return WrongGeometryError("GEOMETRY_NOT_UNDERSTOOD", message, at)


BUILDERS = {
    "Point": _build_point,
    "MultiPoint": _build_points,
    "LineString": _build_line,
    "MultiLineString": _build_lines,
    "Polygon": _build_polygon,
    "MultiPolygon": _build_polygons,
}
