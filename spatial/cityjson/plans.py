"""An object without 3D geometry, told by its plan: a body of level of detail 0."""

from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from spatial.solids import Points

TYPES = ("MultiPoint", "MultiLineString", "MultiSurface")


def draw_body(footprint: BaseGeometry | None, height: float | None) -> dict[str, Any]:
    """The body of a 2D footprint at a height (0 where it is not known), its vertices real coordinates."""
    vertices: list[list[float]] = []
    boundaries: dict[int, list[Any]] = {}
    for part in shapely.get_parts(np.array([footprint] if footprint else [], dtype=object)):
        for single in shapely.get_parts(part):
            boundaries.setdefault(int(shapely.get_dimensions(single)), []).extend(
                _number(single, vertices, height or 0.0)
            )
    geometry = [
        {"type": TYPES[dimension], "lod": "0", "boundaries": nested}
        for dimension, nested in boundaries.items()
    ]
    return {"geometry": geometry, "vertices": vertices}


def _number(single: BaseGeometry, vertices: list[list[float]], height: float) -> list[Any]:
    """The boundaries of a point, a line or a polygon, whose vertices are added."""
    if single.geom_type == "Polygon":
        rings = [shapely.get_coordinates(ring)[:-1] for ring in (single.exterior, *single.interiors)]
        return [[_add(ring, vertices, height) for ring in rings]]
    indices = _add(shapely.get_coordinates(single), vertices, height)
    return indices if single.geom_type == "Point" else [indices]


def _add(points: Points, vertices: list[list[float]], height: float) -> list[int]:
    first = len(vertices)
    vertices += [[x, y, height] for x, y in points.tolist()]
    return list(range(first, len(vertices)))
