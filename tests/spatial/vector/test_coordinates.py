"""Geometries as GeoJSON spells them; whatever is wrong is told with its place."""

from typing import Any

import pytest
import shapely

from spatial.vector.coordinates import WrongGeometryError, build

RING = [[0, 0], [1, 0], [1, 1], [0, 0]]
SOUND = {
    "Point": [1, 2],
    "MultiPoint": [[1, 2], [3, 4]],
    "LineString": [[0, 0, 1], [1, 1, 1]],
    "MultiLineString": [[[0, 0], [1, 1]]],
    "Polygon": [RING, [[0.5, 0.1], [0.6, 0.1], [0.6, 0.2], [0.5, 0.1]]],
    "MultiPolygon": [[RING]],
}
WRONG: list[tuple[Any, str, str]] = [
    ("Point", "GEOMETRY_NOT_UNDERSTOOD", "geometry"),
    ({"type": "Pointy", "coordinates": []}, "GEOMETRY_NOT_UNDERSTOOD", "geometry.type"),
    ({"type": ["Point"], "coordinates": []}, "GEOMETRY_NOT_UNDERSTOOD", "geometry.type"),
    ({"type": "Point"}, "GEOMETRY_NOT_UNDERSTOOD", "geometry.coordinates"),
    ({"type": "Point", "coordinates": [1]}, "COORDINATE_NOT_NUMBER", "geometry.coordinates"),
    ({"type": "Point", "coordinates": [None, 1]}, "COORDINATE_NOT_NUMBER", "geometry.coordinates"),
    ({"type": "Point", "coordinates": [True, 1]}, "COORDINATE_NOT_NUMBER", "geometry.coordinates"),
    (
        {"type": "LineString", "coordinates": [[0, 0], ["1", 1]]},
        "COORDINATE_NOT_NUMBER",
        "geometry.coordinates[1]",
    ),
    ({"type": "LineString", "coordinates": [[0, 0]]}, "TOO_FEW_POINTS", "geometry.coordinates"),
    ({"type": "Polygon", "coordinates": [RING, RING[:2]]}, "TOO_FEW_POINTS", "geometry.coordinates[1]"),
    ({"type": "Polygon", "coordinates": [RING, RING[:3]]}, "RING_NOT_CLOSED", "geometry.coordinates[1]"),
    ({"type": "Polygon", "coordinates": [[*RING[:3], [5, 5]]]}, "RING_NOT_CLOSED", "geometry.coordinates[0]"),
    ({"type": "Polygon", "coordinates": [7]}, "GEOMETRY_NOT_UNDERSTOOD", "geometry.coordinates[0]"),
    ({"type": "MultiPolygon", "coordinates": [[[]]]}, "TOO_FEW_POINTS", "geometry.coordinates[0][0]"),
    ({"type": "GeometryCollection"}, "GEOMETRY_NOT_UNDERSTOOD", "geometry"),
    (
        {"type": "GeometryCollection", "geometries": [None, {"type": "Point"}]},
        "GEOMETRY_NOT_UNDERSTOOD",
        "geometry.geometries[1].coordinates",
    ),
]


@pytest.mark.parametrize("kind", SOUND)
def test_each_kind_is_built_as_a_library_builds_it(kind: str) -> None:
    geometry = {"type": kind, "coordinates": SOUND[kind]}
    assert build(geometry) == shapely.geometry.shape(geometry)


@pytest.mark.parametrize("kind", SOUND)
def test_no_coordinates_are_an_empty_geometry(kind: str) -> None:
    built = build({"type": kind, "coordinates": []})
    assert built is not None
    assert (built.geom_type, built.is_empty) == (kind, True)


@pytest.mark.parametrize(("geometry", "code", "position"), WRONG)
def test_what_is_wrong_is_told_with_its_place(geometry: Any, code: str, position: str) -> None:
    with pytest.raises(WrongGeometryError) as wrong:
        build(geometry)
    assert (wrong.value.code, wrong.value.position) == (code, position)
    assert wrong.value.message.endswith(".")


def test_collections_are_built_but_not_without_end() -> None:
    collection: dict[str, Any] = {
        "type": "GeometryCollection",
        "geometries": [{"type": "Point", "coordinates": [0, 1]}],
    }
    built = build(collection)
    assert built is not None
    assert built.equals(shapely.GeometryCollection([shapely.Point(0, 1)]))
    for _ in range(20):
        collection = {"type": "GeometryCollection", "geometries": [collection]}
    with pytest.raises(WrongGeometryError):
        build(collection)


def test_a_third_number_stays_only_where_all_positions_have_one_and_a_fourth_never() -> None:
    assert build({"type": "LineString", "coordinates": [[0, 0, 5], [1, 1]]}) == shapely.LineString(
        [(0, 0), (1, 1)]
    )
    assert build({"type": "Point", "coordinates": [1, 2, 3, 4]}) == shapely.Point(1, 2, 3)


def test_null_is_no_geometry() -> None:
    assert build(None) is None
