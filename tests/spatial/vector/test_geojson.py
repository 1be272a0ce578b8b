"""GeoJSON as a table: ids, types, systems, and every broken feature by its id."""

import json
import resource
from pathlib import Path
from typing import Any

import pytest
import shapely

from spatial.errors import RefusedError
from spatial.vector.geojson import read_table
from tests.spatial.vector.made import sort

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]


def feature(
    coordinates: Any = None, kind: str = "Polygon", id: Any = None, **properties: Any
) -> dict[str, Any]:
    """A feature; without coordinates, without geometry."""
    geometry = None if coordinates is None else {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties} | (
        {"id": id} if id is not None else {}
    )


def write(folder: Path, *features: Any, **members: Any) -> Path:
    """A collection."""
    path = folder / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": features}))
    return path


def test_ids_are_those_of_the_features_else_their_numbers(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        feature(id="x"),
        feature(id=7),
        feature(),
        feature() | {"fid": 9},
        feature(id=""),
        feature(id={}),
    )
    assert [row.code for row in sort(read_table(path, False))[0]] == ["x", "7", "3", "9", "5", "6"]


def test_an_id_that_repeats_is_told(tmp_path: Path) -> None:
    rows, errors, _ = sort(read_table(write(tmp_path, feature(id=2), feature()), False))
    assert [row.code for row in rows] == ["2"]
    assert [(error.code, error.object, error.position) for error in errors] == [
        ("KEY_TWICE", "2", "feature 2")
    ]


@pytest.mark.parametrize(
    ("coordinates", "code", "position"),
    [
        ([SQUARE[:4]], "RING_NOT_CLOSED", "geometry.coordinates[0]"),
        ([SQUARE[:2]], "TOO_FEW_POINTS", "geometry.coordinates[0]"),
        ([[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]], "INVALID_GEOMETRY", "geometry"),
        ("rubbish", "GEOMETRY_NOT_UNDERSTOOD", "geometry.coordinates"),
        ([[[0, 0], [1, None], [1, 1], [0, 0]]], "COORDINATE_NOT_NUMBER", "geometry.coordinates[0][1]"),
        ([[[0, 0], [1e9, 0], [1, 1], [0, 0]]], "COORDINATE_ABSURD", "geometry"),
    ],
)
def test_a_broken_geometry_is_told_by_id_and_place(
    coordinates: Any, code: str, position: str, tmp_path: Path
) -> None:
    path = write(tmp_path, feature([SQUARE]), feature(coordinates, id="bad"), feature([SQUARE]))
    rows, errors, _ = sort(read_table(path, False))
    assert [row.code for row in rows] == ["1", "3"]
    assert [(error.object, error.code, error.position) for error in errors] == [
        ("bad", code, f"feature 2, {position}")
    ]


def test_a_value_that_is_not_a_number_spoils_its_feature_only(tmp_path: Path) -> None:
    path = write(tmp_path, feature([SQUARE]), feature([SQUARE], n=float("nan")), feature(n=1))
    rows, errors, _ = sort(read_table(path, False))
    assert ([row.code for row in rows], [error.object for error in errors]) == (["1", "3"], ["2"])
    assert "NaN is no number" in errors[0].message


def test_columns_are_all_that_any_feature_has_with_the_type_that_holds_all(tmp_path: Path) -> None:
    first = {"i": 1, "x": 1, "s": "a", "day": "2024-05-01", "many": [1], "none": None, 'q"x a%b 中': True}
    second = {"x": 1.5, "s": 2, "late": {"a": None}}
    table = read_table(write(tmp_path, feature(**first), feature(**second)), False)
    assert {column.name: column.type for column in table.columns} == {
        **{"i": "integer", "x": "number", "s": "string", "day": "date", "many": "object", "none": "string"},
        **{'q"x a%b 中': "boolean", "late": "object"},
    }
    rows, errors, milder = sort(table)
    assert rows[1].values == (None, 1.5, "2", None, None, None, None, {"a": None})
    assert ([issue.position for issue in milder], errors) == (["a, s"], [])


@pytest.mark.parametrize(
    ("members", "crs"),
    [
        ({}, "EPSG:4326"),
        ({"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}}, "EPSG:4326"),
        ({"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4549"}}}, "EPSG:4549"),
        ({"crs": {"type": "name", "properties": {"name": "Hangzhou local"}}}, None),
        ({"crs": {"type": "link", "properties": {"href": "http://127.0.0.1:9/"}}}, None),
        ({"crs": None}, None),
    ],
)
def test_the_system_is_as_declared_and_else_that_of_the_standard(
    members: dict[str, Any], crs: str | None, tmp_path: Path
) -> None:
    assert read_table(write(tmp_path, feature([SQUARE]), **members), False).crs == crs


def test_kinds_place_and_number_are_those_of_all_features(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        feature([5, 6, 7], "Point"),
        feature(),
        feature([SQUARE]),
        feature([SQUARE[:3]]),
        name="湖滨",
    )
    table = read_table(path, False)
    assert (table.name, table.title, table.geometry, table.total) == ("a", "湖滨", ("point", "polygon"), 4)
    assert table.extent == (0, 0, 5, 6)
    assert read_table(path, True).extent == (0, 0, 6, 5)
    assert sort(read_table(path, True))[0][0].footprint == shapely.Point(6, 5)


def test_a_nul_character_is_told_in_a_value_and_refused_in_a_name(tmp_path: Path) -> None:
    _, errors, _ = sort(read_table(write(tmp_path, feature(a="x\0"), feature(a="\\u0000")), False))
    assert [(error.object, error.position) for error in errors] == [("1", "feature 1, a")]
    with pytest.raises(RefusedError, match="NUL"):
        read_table(write(tmp_path, feature(**{"a\0": 1})), False)


def test_an_empty_collection_is_a_table_of_nothing(tmp_path: Path) -> None:
    table = read_table(write(tmp_path), False)
    assert (table.total, table.extent, table.geometry, table.columns, sort(table)) == (
        0,
        None,
        (),
        (),
        ([], [], []),
    )


@pytest.mark.full
def test_a_file_of_any_size_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.geojson"
    with path.open("w") as stream:
        stream.write('{"type": "FeatureCollection", "features": [\n')
        for number in range(600_000):
            one = feature(
                [[[number % 100, 0], [number % 100 + 1, 0], [0, 1], [number % 100, 0]]],
                n=number,
                word="x" * 200,
            )
            stream.write(json.dumps(one) + ("\n" if number == 599_999 else ",\n"))
        stream.write("]}")
    assert path.stat().st_size > 200_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in read_table(path, False).rows(None)) == 600_000
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * 1024 < 180_000_000
