"""Terrain of triangles (a TIN): from a solid's body to triangles, and to the ground's height at points."""

from typing import Any

import numpy as np
import shapely

from spatial.affine import Floats
from spatial.solids import DEPTH, SURFACE, Points, read_vertices

PIECE = 50_000
"""Triangles drawn at once: memory is that of so many, however large the terrain."""


def read_triangles(body: dict[str, Any]) -> Points:
    """The triangles (n, 3, 3) of the body's finest surfaces, x, y, z in its source's CRS; others are none."""
    surfaces = [one for one in body["geometry"] if DEPTH.get(one["type"]) == SURFACE + 1]
    finest = max((_level(one) for one in surfaces), default="")
    patches = (patch for one in surfaces if _level(one) == finest for patch in one["boundaries"])
    rings = (patch[0] for patch in patches if len(patch) == 1)
    corners = [ring[:3] for ring in rings if len(ring) == 3 or (len(ring) == 4 and ring[0] == ring[3])]
    return read_vertices(body)[np.array(corners, dtype=np.intp).reshape(-1, 3)]


def _level(geometry: dict[str, Any]) -> str:
    return str(geometry.get("lod") or "")


def sample_triangles(triangles: Points, points: Floats) -> Floats:
    """Heights at points (m, 2) of the triangles' plan; nan where none lies under or over a point.

    Where several do, as along an edge or at a step, the highest counts.
    """
    found = np.full(len(points), np.nan)
    plans = triangles[:, :, :2]
    within = (plans.max(axis=1) >= points.min(axis=0)) & (plans.min(axis=1) <= points.max(axis=0))
    near = triangles[within.all(axis=1)]
    tree = shapely.STRtree(shapely.points(points))
    for first in range(0, len(near), PIECE):
        piece = near[first : first + PIECE]
        over, under = tree.query(shapely.polygons(piece[:, :, :2]), predicate="intersects")
        np.fmax.at(found, under, _measure_heights(piece[over], points[under]))
    return found


def _measure_heights(triangles: Points, points: Floats) -> Floats:
    """The height of each triangle at the point within it; nan where it stands upright."""
    corner = triangles[:, 0]
    along, across = triangles[:, 1] - corner, triangles[:, 2] - corner
    to_point = points - corner[:, :2]
    with np.errstate(divide="ignore", invalid="ignore"):
        area = _cross(along, across)
        first, second = _cross(to_point, across) / area, _cross(along, to_point) / area
    # Rounding may put a point of an edge a little beside it, which a steep sliver would make much of.
    heights: Floats = corner[:, 2] + np.clip(first, 0, 1) * along[:, 2] + np.clip(second, 0, 1) * across[:, 2]
    return heights


def _cross(first: Floats, second: Floats) -> Floats:
    turned: Floats = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
    return turned
