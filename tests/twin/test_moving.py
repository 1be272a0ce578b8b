"""Shapes come where GDAL brings them, whichever way they go."""

import pytest
from django.contrib.gis.geos import GEOSGeometry

from tests.factories import outline
from twin.moving import bring

TOWER = "MULTIPOLYGON (((515000 3349000, 515040 3349000, 515040 3349030, 515000 3349000)))"


@pytest.mark.parametrize("srid", [3857, 4326, 4490, 4548])
def test_a_shape_lies_where_gdal_brings_it(srid: int) -> None:
    tower = GEOSGeometry(TOWER, srid=4549)
    there = bring(tower, srid)
    expected = tower.transform(srid, clone=True)
    assert (there.srid, there.geom_type) == (srid, "MultiPolygon")
    assert there.equals_exact(expected, 1e-9 if srid in (4326, 4490) else 1e-4)
    assert tower.srid == 4549


def test_there_and_back_is_the_same_place() -> None:
    place = outline("line", 1)
    assert bring(bring(place, 4549), 4326).equals_exact(place, 1e-10)


def test_an_empty_shape_stays_empty() -> None:
    assert bring(GEOSGeometry("POLYGON EMPTY", srid=4549), 4326).empty
