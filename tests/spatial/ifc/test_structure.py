"""A product belongs to the building, the storey and the thing that the model's relations say."""

import pytest

from spatial.ifc.structure import LEFT_OUT, WHOLES, find_code, find_place, is_any
from tests.houses import Entity, House


@pytest.fixture(scope="module")
def house() -> House:
    """A house that is only read."""
    return House()


def find(house: House, kind: str) -> Entity:
    """The first product of a class."""
    found: Entity = house.file.by_type(kind)[0]
    return found


@pytest.mark.parametrize(
    ("kind", "within"),
    [
        ("IfcWall", None),
        ("IfcSpace", None),
        ("IfcFurnishingElement", "IfcSpace"),
        ("IfcOpeningElement", "IfcWall"),
        ("IfcMechanicalFastener", "IfcWall"),
    ],
)
def test_a_thing_is_in_the_building_a_storey_and_the_thing_nearest_to_it(
    house: House, kind: str, within: str | None
) -> None:
    place = find_place(find(house, kind))
    assert place.whole == house.building.GlobalId
    assert place.storey == house.storeys[0].GlobalId
    assert place.within == (find(house, within).GlobalId if within else None)
    assert place.above[-1] == house.building.id()


def test_a_building_is_in_no_other_and_a_site_in_nothing(house: House) -> None:
    assert find_place(house.building).whole is None
    assert find_place(house.building).above == (house.site.id(),)
    assert find_place(house.site).above == ()


def test_a_building_within_a_building_names_it() -> None:
    house = House()
    wing = house.root("IfcBuilding", Name="东翼")
    house.gather("IfcRelAggregates", house.building, [wing])
    assert find_place(wing).whole == house.building.GlobalId


def test_relations_that_go_round_in_circles_end() -> None:
    house = House()
    wall, *_ = house.file.by_type("IfcWall")
    part = house.root("IfcBuildingElementPart")
    house.gather("IfcRelAggregates", part, [wall])
    house.file.remove(house.file.by_type("IfcRelContainedInSpatialStructure")[1])
    house.gather("IfcRelAggregates", wall, [part])
    assert find_place(wall).whole in (None, house.building.GlobalId)
    assert find_place(part).within == wall.GlobalId


def test_classes_that_a_schema_lacks_are_none_of_its_products(house: House) -> None:
    assert is_any(house.building, WHOLES)
    assert not is_any(house.site, (*WHOLES, *LEFT_OUT))


@pytest.mark.parametrize("code", ["", None])
def test_a_code_that_is_none_is_none(code: str | None) -> None:
    house = House()
    house.building.GlobalId = code
    assert find_code(house.building) is None
    assert find_place(house.storeys[0]).whole is None
