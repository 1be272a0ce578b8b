"""GeoPackages: every table and value as it is, every broken row told with its id."""

from pathlib import Path
from typing import Any

import pytest
import shapely

from spatial.errors import RefusedError
from spatial.vector.geopackage import read_tables
from spatial.vector.sqlite import quote_name
from tests.spatial.vector.made import BOW_TIE, BOX, NOT_NUMBER, OPEN_RING, add, pack, sort, write_package

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "geopackage" / "quarter.gpkg"
HOSTILE = [
    'q"x',
    "a%b",
    "max__h",
    "objects",
    "auth_user",
    "中文 表",
    "n" * 80,
    "select",
    "'; DROP TABLE t",
    "a\nb",
]


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        (OPEN_RING, "GEOMETRY_NOT_READABLE"),
        (NOT_NUMBER, "COORDINATE_NOT_NUMBER"),
        (BOW_TIE, "INVALID_GEOMETRY"),
        (b"rubbish", "GEOMETRY_NOT_READABLE"),
        (shapely.Point(0, 0), "KIND_NOT_DECLARED"),
    ],
)
def test_a_broken_row_is_told_by_its_id_and_the_others_are_read(
    shape: Any, code: str, tmp_path: Path
) -> None:
    path = write_package(tmp_path / "a.gpkg", add(BOX), add(shape), add(BOX), kind="POLYGON")
    rows, errors, milder = sort(read_tables(path, False)[0])
    assert ([row.code for row in rows], milder) == (["1", "3"], [])
    assert [(error.object, error.code, error.position) for error in errors] == [("2", code, "t, geometry")]


def test_a_value_that_is_not_of_its_column_s_type_is_told_and_not_guessed(tmp_path: Path) -> None:
    bad = ("INSERT INTO t VALUES (7, NULL, 'many', CAST(x'ff' AS TEXT))", ())
    path = write_package(
        tmp_path / "a.gpkg", add(BOX, 2**62), bad, add(None, None, None), add(None, 1, b"\0")
    )
    rows, errors, _ = sort(read_tables(path, False)[0])
    assert [row.values for row in rows] == [(2**62, "a"), (None, None)]
    assert [(error.object, error.position) for error in errors] == [
        ("7", "t, n"),
        ("7", "t, word"),
        ("9", "t, word"),
    ]


def test_null_and_empty_geometry_is_a_row_without_footprint(tmp_path: Path) -> None:
    empty = ("INSERT INTO t (geom) VALUES (?)", (pack(shapely.Point(), flags=0b10001),))
    path = write_package(tmp_path / "a.gpkg", add(None), empty, add(shapely.Polygon()))
    rows, errors, _ = sort(read_tables(path, False)[0])
    assert ([row.footprint for row in rows], errors) == ([None, None, None], [])


@pytest.mark.parametrize("blob", [b"", b"GP", b"XX" + bytes(30), b"GP\0\x0f" + bytes(60), "text", 5])
def test_what_is_no_geopackage_binary_is_told(blob: Any, tmp_path: Path) -> None:
    path = write_package(tmp_path / "a.gpkg", ("INSERT INTO t (geom) VALUES (?)", (blob,)))
    [error] = sort(read_tables(path, False)[0])[1]
    assert "GeoPackage binary" in error.message


def test_an_envelope_before_the_geometry_is_passed_over(tmp_path: Path) -> None:
    blob = pack(bytes(32) + bytes(shapely.to_wkb(BOX)), flags=0b11)
    path = write_package(tmp_path / "a.gpkg", ("INSERT INTO t (geom) VALUES (?)", (blob,)))
    [row] = sort(read_tables(path, False)[0])[0]
    assert row.footprint is not None
    assert row.footprint.equals(BOX)


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_of_a_table_or_column_is_read_untouched(name: str, tmp_path: Path) -> None:
    quoted = quote_name(name)
    path = write_package(
        tmp_path / "a.gpkg",
        add(BOX),
        f"CREATE TABLE {quoted} (id INTEGER PRIMARY KEY, {quoted} TEXT)",
        f"INSERT INTO {quoted} VALUES (4, 'kept')",
        ("INSERT INTO gpkg_contents (table_name, data_type) VALUES (?, 'attributes')", (name,)),
    )
    table = read_tables(path, False)[1]
    assert (table.name, [column.name for column in table.columns]) == (name, [name])
    [row] = sort(table)[0]
    assert (row.code, row.values) == ("4", ("kept",))
    assert [row.code for row in sort(table, name)[0]] == ["kept"]


def test_keys_that_are_missing_or_repeat_are_told(tmp_path: Path) -> None:
    words = ["a", None, "b", "a"]
    path = write_package(tmp_path / "a.gpkg", *(add(None, n, word) for n, word in enumerate(words)))
    table = read_tables(path, False)[0]
    rows, errors, _ = sort(table, "word")
    assert [row.code for row in rows] == ["a", "b"]
    assert [(error.code, error.object) for error in errors] == [("KEY_MISSING", "2"), ("KEY_TWICE", "a")]
    assert [row.code for row in sort(table, "fid")[0]] == ["1", "2", "3", "4"]
    assert [row.code for row in sort(table, "n")[0]] == ["0", "1", "2", "3"]


def test_curves_become_lines(tmp_path: Path) -> None:
    basins = next(table for table in read_tables(FIXTURE, False) if table.name == "basins")
    [row] = sort(basins)[0]
    assert row.footprint is not None
    assert row.footprint.area == pytest.approx(3.14159 * 10**2, rel=0.01)
    assert basins.geometry == ("polygon",)


def test_the_extent_is_where_the_rows_lie_and_not_what_the_file_claims(tmp_path: Path) -> None:
    claim = "UPDATE gpkg_contents SET min_x = 0, min_y = 0, max_x = 1, max_y = 1"
    path = write_package(tmp_path / "a.gpkg", add(BOX), add(NOT_NUMBER), claim)
    assert read_tables(path, False)[0].extent == BOX.bounds
    west, south, east, north = BOX.bounds
    assert read_tables(path, True)[0].extent == (south, west, north, east)


def test_a_package_without_tables_is_refused(tmp_path: Path) -> None:
    path = write_package(tmp_path / "a.gpkg", "DROP TABLE t", "DELETE FROM gpkg_contents")
    with pytest.raises(RefusedError, match="no table"):
        read_tables(path, False)
