"""Objects are read one by one: a bad one is told and left out, a whole one becomes its record."""

from pathlib import Path
from typing import Any

import pytest

from spatial.cityjson.document import open_document
from spatial.cityjson.objects import Objects, read_objects
from spatial.crs import parse
from spatial.format import Asked
from spatial.records import Building, CityObject, Issue, Severity
from tests.cities import city, write

SYSTEM = parse("4549+5737")
FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "cityjson" / "quarter.city.json"


def read(path: Path) -> dict[str, list[Any]]:
    """The rows of a file by the object they are about."""
    rows: dict[str, list[Any]] = {}
    [told] = read_objects([Objects(open_document(path, Asked()), SYSTEM)], SYSTEM, False)
    for row in told:
        rows.setdefault(row.code if isinstance(row, CityObject) else row.object, []).append(row)
    return rows


def test_each_object_is_a_record_with_its_own_body_in_the_files_system() -> None:
    rows = read(FIXTURE)
    assert list(rows)[:3] == ["shop", "house", "house-low"]
    [shop] = rows["shop"]
    assert shop.solid.crs == "4549+5737"
    assert shop.footprint.area == pytest.approx(80)
    assert (shop.height, shop.ground, shop.storeys, shop.year) == (9.2, 6.0, 3, 1998)
    assert shop.address == "延安路 12, 杭州"
    assert shop.attributes["owners"] == [1, {"share": 0.5}]


def test_a_building_of_parts_has_their_union_and_they_name_it() -> None:
    rows = read(FIXTURE)
    [house], [low], [high] = rows["house"], rows["house-low"], rows["house-high"]
    assert house.footprint.geom_type == "MultiPolygon"
    assert house.footprint.area == pytest.approx(96)
    assert (house.height, house.ground, house.parent) == (12, 6, None)
    children = {"children": ["house-low", "house-high"]}
    assert house.solid.body == {"type": "Building", **children, "geometry": [], "vertices": []}
    assert (low.parent, high.parent) == ("house", "house")


def test_what_has_no_geometry_is_kept_without_a_footprint() -> None:
    [noise] = read(FIXTURE)["noise"]
    assert noise.footprint is None
    assert noise.attributes == {"decibel": 55}


def break_city(tmp_path: Path, **changes: Any) -> dict[str, list[Any]]:
    """The rows of a city of two boxes, of which the first is changed."""
    content = city({"a": 9, "b": 9})
    content["CityObjects"]["a"] |= changes
    return read(write(tmp_path / "city.json", content))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type": 5}, "OBJECT_NOT_UNDERSTOOD"),
        ({"type": ""}, "OBJECT_NOT_UNDERSTOOD"),
        ({"geometry": {}}, "GEOMETRY_NOT_UNDERSTOOD"),
        ({"parents": "b"}, "LINK_NOT_UNDERSTOOD"),
        ({"children": [1]}, "LINK_NOT_UNDERSTOOD"),
        (
            {"geometry": [{"type": "MultiSurface", "lod": "1", "boundaries": [[[0, 2, 1, 3]]]}]},
            "104 RING_SELF_INTERSECTION",
        ),
        (
            {"geometry": [{"type": "MultiSurface", "lod": "1", "boundaries": [[[0, 1, 1, 0]]]}]},
            "NO_FOOTPRINT",
        ),
    ],
)
def test_a_bad_object_is_an_error_and_its_neighbour_is_kept(
    tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    rows = break_city(tmp_path, **changes)
    assert not any(isinstance(row, CityObject) for row in rows["a"])
    assert code in [row.code for row in rows["a"] if row.severity is Severity.ERROR]
    assert [type(row) for row in rows["b"]] == [Building]


def test_many_findings_of_one_kind_are_one_issue(tmp_path: Path) -> None:
    broken = [
        {"type": "MultiSurface", "lod": "1", "boundaries": [[[0, 1, 2 + 999 * n]] for n in range(1, 9)]}
    ]
    [issue] = break_city(tmp_path, geometry=broken)["a"]
    assert isinstance(issue, Issue)
    assert issue.code == "VERTEX_OUT_OF_RANGE"
    assert issue.message == "There is no vertex 1001; the last is 15. (and 7 more like it)"
    assert issue.position == "geometry[0].boundaries[0][0][2]"


def test_a_null_geometry_is_told_and_the_object_kept(tmp_path: Path) -> None:
    warning, record = break_city(tmp_path, geometry=None)["a"]
    assert (warning.severity, warning.code) == (Severity.WARNING, "GEOMETRY_NULL")
    assert (record.footprint, record.solid.body["geometry"], record.height) == (None, [], 9)


def test_a_lone_wall_is_kept_with_a_warning(tmp_path: Path) -> None:
    wall = [{"type": "MultiSurface", "lod": "1", "boundaries": [[[0, 1, 5, 4]]]}]
    warning, record = break_city(tmp_path, geometry=wall)["a"]
    assert (warning.severity, warning.code) == (Severity.WARNING, "NO_FOOTPRINT")
    assert record.footprint is None
    assert record.solid is not None


def test_a_part_without_its_building_stands_alone_with_a_warning(tmp_path: Path) -> None:
    warning, record = break_city(tmp_path, type="BuildingPart", parents=["gone"])["a"]
    assert warning.code == "PARENT_MISSING"
    assert record.parent is None


def test_a_crossing_wall_is_only_a_warning(tmp_path: Path) -> None:
    shell = city({"a": 9})["CityObjects"]["a"]["geometry"][0]["boundaries"]
    shell[0][2] = [[0, 5, 1, 4]]
    warning, record = break_city(tmp_path, geometry=[{"type": "Solid", "lod": "1", "boundaries": shell}])["a"]
    assert (warning.severity, warning.code) == (Severity.WARNING, "104 RING_SELF_INTERSECTION")
    assert record.footprint.area == pytest.approx(100)


def test_a_template_of_the_wrong_make_is_an_error(tmp_path: Path) -> None:
    instance = {
        "type": "GeometryInstance",
        "template": 0,
        "boundaries": [0],
        "transformationMatrix": [1] * 16,
    }
    content = city({"a": 9})
    content["geometry-templates"] = {"templates": [{"type": "Solid"}], "vertices-templates": []}
    content["CityObjects"]["a"]["geometry"] = [instance]
    issue, _ = read(write(tmp_path / "city.json", content))["a"]
    assert (issue.severity, issue.code) == (Severity.ERROR, "WRONG_NESTING")
    assert issue.position == "geometry-templates.templates[0].boundaries"


def test_places_of_addresses_become_coordinates(tmp_path: Path) -> None:
    place = {"Locality": "Delft", "location": {"type": "MultiPoint", "lod": "1", "boundaries": [0]}}
    [record] = break_city(tmp_path, address=[place, "x"])["a"]
    point = {"type": "MultiPoint", "coordinates": [[515_000, 3_349_000, 5]]}
    assert record.attributes["address"] == [{"Locality": "Delft", "location": point}, "x"]
    [kept, text] = record.solid.body["address"]
    assert (kept, text) == (place | {"location": place["location"] | {"boundaries": [3]}}, "x")
    assert record.solid.body["vertices"][3] == [0, 0, 0]


@pytest.mark.parametrize(
    "location",
    [
        "x",
        {"type": "MultiPoint"},
        {"type": "MultiPoint", "boundaries": [99]},
        {"type": "Solid", "boundaries": []},
    ],
)
def test_a_place_that_cannot_be_read_is_told_and_left_behind(tmp_path: Path, location: Any) -> None:
    warning, record = break_city(tmp_path, address={"Locality": "Delft", "location": location})["a"]
    assert (warning.code, warning.position) == ("LOCATION_NOT_UNDERSTOOD", "address")
    assert record.attributes["address"] == record.solid.body["address"] == {"Locality": "Delft"}


@pytest.mark.parametrize("name", ["GnericCityObject", "+lower", "Buildings"])
def test_a_type_nobody_knows_is_told_and_kept(tmp_path: Path, name: str) -> None:
    warning, record = break_city(tmp_path, type=name)["a"]
    assert (warning.code, warning.position) == ("UNKNOWN_TYPE", "type")
    assert record.solid.body["type"] == name
