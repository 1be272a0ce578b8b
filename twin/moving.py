"""Shapes of the database brought into another system, by the way that is found once in each process.

GEOS's own `transform` has GDAL look for the way each time, which takes longer than all else about a page.
"""

import shapely
from django.contrib.gis.geos import GEOSGeometry

from spatial.crs import move


def bring(shape: GEOSGeometry, srid: int) -> GEOSGeometry:
    """A copy of a plane shape in EPSG:`srid`; raises RefusedError where there is no known way."""
    source = shape.srid
    assert source is not None
    known = shapely.from_wkb(shape.wkb.tobytes())
    moved = shapely.transform(known, lambda points: move(points, source, srid))
    return GEOSGeometry(memoryview(shapely.to_wkb(moved)), srid=srid)
