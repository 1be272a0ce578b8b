"""A footprint is told as level of detail 0: every ring, line and point of it, at one height."""

import pytest
import shapely

from spatial.cityjson.plans import draw_body
from spatial.solids import draw_plan, read_faces

COURT = "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 3 6, 6 6, 6 3, 3 3))"


@pytest.mark.parametrize(
    ("text", "kind", "boundaries"),
    [
        ("POINT (1 2)", "MultiPoint", [0]),
        ("MULTIPOINT (1 2, 3 4)", "MultiPoint", [0, 1]),
        ("MULTILINESTRING ((1 2, 3 4), (5 6, 7 8, 9 9))", "MultiLineString", [[0, 1], [2, 3, 4]]),
        (COURT, "MultiSurface", [[[0, 1, 2, 3], [4, 5, 6, 7]]]),
    ],
)
def test_each_dimension_has_its_type(text: str, kind: str, boundaries: list[object]) -> None:
    footprint = shapely.from_wkt(text)
    body = draw_body(footprint, 5.5)
    assert body["geometry"] == [{"type": kind, "lod": "0", "boundaries": boundaries}]
    assert {height for _, _, height in body["vertices"]} == {5.5}
    drawn = draw_plan(read_faces(body), 1.0)
    assert drawn is not None
    assert drawn.symmetric_difference(footprint).is_empty


def test_a_mixture_is_a_geometry_for_each_dimension_and_unknown_heights_are_nought() -> None:
    body = draw_body(shapely.from_wkt("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (3 4, 5 6))"), None)
    assert [one["type"] for one in body["geometry"]] == ["MultiPoint", "MultiLineString"]
    assert body["vertices"] == [[1, 2, 0], [3, 4, 0], [5, 6, 0]]


def test_without_a_footprint_there_is_no_geometry() -> None:
    assert draw_body(None, 3) == {"geometry": [], "vertices": []}
