"""What a GeoPackage says of its tables."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.vector.contents import Shelf, read_shelves, read_type
from spatial.vector.sqlite import open_database
from tests.spatial.vector.made import write_package


def shelves(path: Path) -> list[Shelf]:
    """All that a package says."""
    with open_database(path) as ask:
        return list(read_shelves(ask))


@pytest.mark.parametrize(
    ("declared", "type"),
    [
        ("MEDIUMINT", "integer"),
        ("TINYINT", "integer"),
        ("BOOLEAN", "boolean"),
        ("TEXT(40)", "string"),
        ("VARCHAR(9)", "string"),
        ("DOUBLE", "number"),
        ("NUMERIC(9,2)", "number"),
        ("date", "date"),
        ("DATETIME", "datetime"),
        ("JSON", "object"),
        ("BLOB", "string"),
        ("", "string"),
    ],
)
def test_a_column_s_type_is_that_of_its_declaration(declared: str, type: str) -> None:
    assert read_type(declared) == type


def test_declared_tables_come_first_then_others_but_none_of_the_machinery(tmp_path: Path) -> None:
    path = write_package(
        tmp_path / "a.gpkg",
        "CREATE TABLE notes (word)",
        "CREATE TABLE tiles (id)",
        "CREATE VIRTUAL TABLE rtree_t_geom USING rtree(id, a, b, c, d)",
        "CREATE VIRTUAL TABLE find USING fts5(word)",
        "CREATE VIEW v AS SELECT n, word FROM t",
        "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('tiles', 'tiles'), ('v', 'attributes')",
    )
    found = {shelf.name: shelf for shelf in shelves(path)}
    assert list(found)[:3] == ["t", "v", "notes"]
    assert not {"tiles", "find", "rtree_t_geom", "gpkg_contents"} & set(found)
    assert (found["t"].fid, found["t"].geometry, found["t"].crs, found["t"].title) == (
        "fid",
        "geom",
        "EPSG:4549",
        "T",
    )
    assert (found["v"].fid, found["v"].stored, found["notes"].stored) == (None, False, True)


@pytest.mark.parametrize(
    ("system", "crs"),
    [
        ("0, '', 0, ''", None),
        ("-1, '', -1, ''", None),
        ("9, 'epsg', 4490, ''", "EPSG:4490"),
        ("9, 'ours', 1, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
         "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]'", "EPSG:4326"),
        ("9, 'ours', 1, 'rubbish'", None),
        ("9, 'ours', 1, NULL", None),
    ],
)  # fmt: skip
def test_a_system_is_known_by_its_code_or_its_definition(
    system: str, crs: str | None, tmp_path: Path
) -> None:
    number, organization, code, definition = system.split(", ", 3)
    path = write_package(
        tmp_path / "a.gpkg",
        "DELETE FROM gpkg_spatial_ref_sys",
        f"INSERT INTO gpkg_spatial_ref_sys VALUES ('', {number}, {organization}, {code}, {definition}, '')",
        f"UPDATE gpkg_geometry_columns SET srs_id = {number}",
    )
    assert [shelf.crs for shelf in shelves(path)] == [crs]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("INSERT INTO gpkg_contents (table_name, data_type) VALUES ('gone', 'features')", "“gone”"),
        ("UPDATE gpkg_geometry_columns SET column_name = 'shape'", "“shape”"),
        ("UPDATE gpkg_contents SET table_name = CAST(x'ff' AS TEXT)", "UTF-8"),
        ("DROP TABLE gpkg_contents", "no gpkg_contents"),
    ],
)
def test_a_package_that_contradicts_itself_is_refused(statement: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=told):
        shelves(write_package(tmp_path / "a.gpkg", statement))


def test_a_table_of_too_many_columns_is_refused(tmp_path: Path) -> None:
    columns = ", ".join(f"c{number}" for number in range(1_501))
    path = write_package(tmp_path / "a.gpkg", f"CREATE TABLE wide ({columns})")
    with pytest.raises(RefusedError, match="1501 columns"):
        shelves(path)
