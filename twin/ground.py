"""How high the ground is at any point of the city, by the terrain that stands now."""

from dataclasses import dataclass

import numpy as np
import orjson
from django.conf import settings
from django.db import connection
from numpy.typing import NDArray

from spatial.affine import Floats
from spatial.crs import Extent, move, parse
from spatial.raster import sample
from spatial.tin import read_triangles, sample_triangles
from twin.rasters import path_of

STANDING = """
    SELECT terrain.raster, terrain.resolution, terrain.footprint, shape.digest, shape.crs, shape.body
    FROM twin_terrain AS terrain LEFT JOIN twin_shape AS shape ON shape.id = terrain.shape_id
    WHERE upper_inf(terrain.recorded) AND terrain.valid @> CURRENT_DATE
"""
"""The pieces of terrain that stand now, in SQL: each a raster or a body of triangles."""

# A grid of that many triangles over the same area has cells of this side.
FINENESS = """
    COALESCE(resolution, sqrt(2 * ST_Area(footprint) / NULLIF((
        SELECT max(jsonb_array_length(geometry -> 'boundaries'))
        FROM jsonb_array_elements(body -> 'geometry') AS geometry), 0)))
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of terrain: its raster's hash or its body's digest, and its box in the twin's CRS."""

    raster: str | None
    digest: bytes | None
    box: Extent

    def reach(self, points: Floats) -> NDArray[np.bool_]:
        """Which points it may tell of; a raster itself knows best where it ends."""
        west, south, east, north = self.box
        if self.raster is not None:
            return np.ones(len(points), dtype=bool)
        inside = (points >= np.array((west, south))) & (points <= np.array((east, north)))
        return np.asarray(inside.all(axis=1))


def find_ground(points: Floats, pieces: str = STANDING) -> Floats:
    """Elevations in the twin's height datum at points (n, 2) in its CRS; nan where they are unknown.

    Where pieces of terrain lie over each other the finest speaks, be it a raster or triangles, and the
    others where it is silent. `pieces` is a query of ours that gives what STANDING gives. It is for checks
    within the twin: it asks no viewer. Memory holds one piece at a time.
    """
    found = np.full(len(points), np.nan)
    if not len(points):
        return found
    for piece in pieces_around(points, pieces):
        asked = np.flatnonzero(np.isnan(found) & piece.reach(points))
        if not asked.size:
            continue
        if piece.raster is not None:
            found[asked] = sample(path_of(piece.raster), points[asked], settings.TWIN_CRS)
        elif piece.digest is not None:
            found[asked] = sample_body(piece.digest, points[asked], pieces)
    return found


def pieces_around(points: Floats, pieces: str) -> list[Piece]:
    """The pieces of terrain near the points, finest first."""
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT raster, digest, ST_XMin(footprint), ST_YMin(footprint), ST_XMax(footprint),
                ST_YMax(footprint)
            FROM ({pieces}) AS piece WHERE footprint && ST_MakeEnvelope(%s, %s, %s, %s, %s)
            ORDER BY {FINENESS} NULLS LAST, raster, digest
            """,
            [west, south, east, north, settings.TWIN_CRS],
        )
        return [Piece(raster, digest, (w, s, e, n)) for raster, digest, w, s, e, n in cursor.fetchall()]


def sample_body(digest: bytes, points: Floats, pieces: str) -> Floats:
    """Heights at the points by the triangles of that body, brought into the twin's CRS."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT crs, body::text FROM ({pieces}) AS piece WHERE digest = %s LIMIT 1", [digest])
        crs, body = cursor.fetchone()
    triangles = read_triangles(orjson.loads(body))
    plan = move(triangles[:, :, :2].reshape(-1, 2), parse(crs), settings.TWIN_CRS)
    triangles[:, :, :2] = plan.reshape(-1, 3, 2)
    return sample_triangles(triangles, points)
