"""Curves drawn by GDAL as straight lines."""

from pathlib import Path

import shapely

from spatial.vector.curves import straighten

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "geopackage" / "quarter.gpkg"


def test_a_circle_becomes_a_polygon_of_many_corners_and_a_missing_row_nothing() -> None:
    straight = straighten(FIXTURE, "basins", {5: 1, 6: 99})
    assert list(straight) == [5]
    circle = shapely.from_wkb(straight[5])
    assert circle.geom_type == "Polygon"
    assert len(circle.exterior.coords) > 50
