"""How high the ground is at any point of the city, by the terrain that stands now."""

import numpy as np
from django.conf import settings
from django.db import connection

from spatial.affine import Floats
from spatial.raster import sample
from twin.rasters import path_of


def find_ground(points: Floats) -> Floats:
    """Elevations in the twin's height datum at points (n, 2) in its CRS; nan where they are unknown.

    Where rasters lie over each other the finest speaks. It is for checks within the twin: it asks no viewer.
    """
    found = np.full(len(points), np.nan)
    if not len(points):
        return found
    for digest in rasters_around(points):
        asked = np.flatnonzero(np.isnan(found))
        if not asked.size:
            break
        found[asked] = sample(path_of(digest), points[asked], settings.TWIN_CRS)
    return found


def rasters_around(points: Floats) -> list[str]:
    """The rasters that stand now near the points, finest first."""
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT raster FROM twin_terrain
            WHERE upper_inf(recorded) AND valid @> CURRENT_DATE AND raster IS NOT NULL
              AND footprint && ST_MakeEnvelope(%s, %s, %s, %s, %s)
            ORDER BY resolution NULLS LAST, id
            """,
            [west, south, east, north, settings.TWIN_CRS],
        )
        return [digest for (digest,) in cursor.fetchall()]
