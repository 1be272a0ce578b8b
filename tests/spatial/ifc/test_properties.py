"""What is said of a product is kept whole, as JSON that a database takes."""

import json

import pytest

from spatial.ifc.properties import (
    find_area,
    find_value,
    make_plain,
    read_attributes,
    read_name,
    read_predefined_type,
)
from tests.houses import House


@pytest.fixture(scope="module")
def house() -> House:
    """A house that is only read."""
    house = House()
    wall = house.file.by_type("IfcWall")[0]
    kind = house.root("IfcWallType", Name="外墙 250", PredefinedType="STANDARD")
    house.root("IfcRelDefinesByType", RelatedObjects=[wall], RelatingType=kind)
    return house


def test_sets_materials_and_type_of_a_wall_are_told(house: House) -> None:
    assert read_attributes(house.file.by_type("IfcWall")[0]) == {
        "type": "外墙 250",
        "materials": ["烧结砖"],
        "property_sets": {"Pset_WallCommon": {"IsExternal": True}},
    }


def test_quantities_of_a_space_are_told(house: House) -> None:
    attributes = read_attributes(house.file.by_type("IfcSpace")[0])
    assert attributes["quantities"] == {"Qto_SpaceBaseQuantities": {"NetFloorArea": 71.25}}
    assert attributes["long_name"] == "阅览室"
    assert find_value(attributes, "NetFloorArea", "quantities") == 71.25
    assert find_value(attributes, "NetFloorArea") is None


def test_a_space_is_named_by_its_number_and_what_it_is_called(house: House) -> None:
    assert read_name(house.file.by_type("IfcSpace")[0]) == "101 阅览室"
    assert read_name(house.file.by_type("IfcDoor")[0]) == "大门"
    assert read_name(house.make("IfcSpace")) is None


def test_a_kind_that_is_not_defined_is_none(house: House) -> None:
    floor, *_, roof = house.file.by_type("IfcSlab")
    assert (read_predefined_type(floor), read_predefined_type(roof)) == ("FLOOR", "ROOF")
    floor.PredefinedType = "NOTDEFINED"
    assert read_predefined_type(floor) is None
    floor.PredefinedType = "FLOOR"


@pytest.mark.parametrize(
    ("attributes", "area"),
    [
        ({"quantities": {"Qto": {"GrossFloorArea": 12.0, "NetFloorArea": 10.0}}}, 0.1),
        ({"property_sets": {"PSet_Revit_Dimensions": {"Area": 30.0}}}, 0.3),
        ({"property_sets": {"PSet_Revit_Dimensions": {"Area": "large"}}}, None),
        ({"quantities": {"Qto": {"NetFloorArea": 0.0}}}, None),
        ({}, None),
    ],
)
def test_an_area_is_the_best_there_is_in_square_metres(
    attributes: dict[str, dict[str, dict[str, object]]], area: float | None
) -> None:
    assert find_area(attributes, 0.01) == (None if area is None else pytest.approx(area))


def test_values_become_json_that_postgresql_keeps(house: House) -> None:
    odd = {
        "nul": "a\0b",
        "alone": "\ud800",
        "none": float("nan"),
        "several": (1, 2.5, True, None),
        "measure": house.file.create_entity("IfcLabel", "词"),
        "entity": house.make("IfcMaterial", Name="木"),
        3: {"deep": {"x"}},
    }
    plain = make_plain(odd)
    assert json.loads(json.dumps(plain)) == plain
    assert (plain["nul"], plain["alone"], plain["none"], plain["several"]) == (
        "ab",
        "?",
        None,
        [1, 2.5, True, None],
    )
    assert plain["measure"] == "词"
    assert "IfcMaterial" in plain["entity"]
    assert plain["3"] == {"deep": ["x"]}
