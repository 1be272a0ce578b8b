"""GeoPackage: real packages whole, and known by what they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import HEAD, Asked
from spatial.formats.geopackage import FORMAT
from spatial.tables import Row
from tests.spatial.vector.made import BOX, add, write_package

assert FORMAT.tables is not None
tables = FORMAT.tables

REAL = {
    "land/bubenec/bubenec.gpkg": (
        "EPSG:3857",
        {"tessellation": 144, "buildings": 144, "streets": 35, "plots": 407},
    ),
    "conformance/ogc-cql2/cql2/standard/data/ne110m4cql2.gpkg": (
        "EPSG:4326",
        {
            "ne_110m_admin_0_countries": 177,
            "ne_110m_populated_places_simple": 243,
            "ne_110m_rivers_lake_centerlines": 13,
        },
    ),
}


@pytest.mark.parametrize("name", REAL)
def test_a_real_package_has_its_published_tables_and_no_finding(
    name: str, sample: Callable[[str], Path]
) -> None:
    path = sample(name)
    crs, counts = REAL[name]
    found = tables(path, Asked())
    assert FORMAT.recognises(path.read_bytes()[:HEAD])
    assert {table.name: table.total for table in found} == counts
    assert {table.crs for table in found} == {crs}
    for table in found:
        rows = list(table.rows(None))
        assert len(rows) == table.total
        assert all(isinstance(row, Row) and row.footprint for row in rows)


def test_names_types_and_values_of_a_real_table_are_kept(sample: Callable[[str], Path]) -> None:
    places = tables(sample("conformance/ogc-cql2/cql2/standard/data/ne110m4cql2.gpkg"), Asked())[1]
    types = {column.name: column.type for column in places.columns}
    assert (types["date"], types["start"], types["boolean"]) == ("date", "datetime", "boolean")
    assert (types["name"], types["pop_other"]) == ("string", "integer")
    rows = {row.values[1]: row for row in places.rows(None) if isinstance(row, Row)}
    assert dict(zip(types, rows["København"].values, strict=True))["pop_other"] == 1_038_288


def test_a_world_is_refused_by_a_city_and_a_city_by_another(sample: Callable[[str], Path]) -> None:
    with pytest.raises(RefusedError, match="outside the city"):
        agree(FORMAT.header(sample("land/bubenec/bubenec.gpkg"), Asked()), Asked(), 4549, 5737)


def test_a_package_in_the_wrong_system_is_told_which_option_to_give(tmp_path: Path) -> None:
    wrong = "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 4326"
    path = write_package(tmp_path / "a.gpkg", add(BOX), wrong)
    with pytest.raises(RefusedError, match="--crs EPSG:n"):
        agree(FORMAT.header(path, Asked()), Asked(), 4549, 5737)
    path = write_package(tmp_path / "b.gpkg", add(BOX), "UPDATE gpkg_geometry_columns SET srs_id = 0")
    with pytest.raises(RefusedError, match="--crs EPSG:n"):
        agree(FORMAT.header(path, Asked()), Asked(), 4549, 5737)
    assert agree(FORMAT.header(path, Asked()), Asked(crs="EPSG:4549"), 4549, 5737).horizontal == 4549


def test_another_database_is_no_package() -> None:
    head = b"SQLite format 3\0" + bytes(84)
    assert not FORMAT.recognises(head)
    assert FORMAT.recognises(head[:68] + b"GPKG" + head[72:])
    assert FORMAT.recognises(head + b"CREATE TABLE gpkg_contents (")


def test_zeros_without_end_are_known_as_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    with path.open("wb") as stream:
        stream.write(b"SQLite format 3\0" + bytes(52) + b"GPKG")
        stream.truncate(2 * 1024**3)
    with pytest.raises(RefusedError, match="cannot be read as a GeoPackage"):
        tables(path, Asked())
