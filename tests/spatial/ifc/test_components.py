"""Storeys, spaces, elements and their pieces are records at their level, in the thing they belong to."""

from dataclasses import replace

import pytest

from spatial.crs import parse
from spatial.ifc.body import make_body
from spatial.ifc.components import find_level, make_component
from spatial.ifc.gathering import Gathered
from spatial.ifc.shapes import Mesh, shape_of
from spatial.ifc.structure import Place
from spatial.ifc.thing import Thing, read_thing
from spatial.records import CityObject, Component, Generic
from tests.houses import House

CRS = parse("4549+5737")


@pytest.fixture(scope="module")
def house() -> House:
    """A house that is only read."""
    return House()


def read_shaped(house: House, kind: str) -> Thing:
    """The first thing of a class, with its shape if it has one."""
    product = house.file.by_type(kind)[0]
    mesh = shape_of(product) if product.Representation else None
    thing = read_thing(product)
    return thing.shaped(make_body(mesh, CRS)) if isinstance(mesh, Mesh) else thing


def make(thing: Thing, gathered: Gathered | None = None) -> CityObject:
    """The record of a thing."""
    return make_component(thing, gathered or Gathered(), 1.0, 1.0)


@pytest.mark.parametrize(
    ("kind", "level"),
    [("IfcBuildingStorey", 5), ("IfcSpace", 5), ("IfcWall", 6), ("IfcDoor", 6), ("IfcMechanicalFastener", 7)],
)
def test_each_class_has_its_level(house: House, kind: str, level: int) -> None:
    assert find_level(read_shaped(house, kind)) == level


def test_a_wall_is_a_component_as_high_as_it_is(house: House) -> None:
    thing = read_shaped(house, "IfcWall")
    record = make(thing)
    assert isinstance(record, Component)
    assert (record.klass, record.building, record.storey, record.within) == (
        "IfcWall",
        house.building.GlobalId,
        house.storeys[0].GlobalId,
        None,
    )
    assert (record.elevation, record.height, record.area) == (0.0, pytest.approx(3.0), None)
    assert record.attributes["materials"] == ["烧结砖"]


def test_a_space_has_the_area_it_tells_or_that_of_its_plan(house: House) -> None:
    thing = read_shaped(house, "IfcSpace")
    told = make(replace(thing, attributes={"quantities": {"Qto": {"NetFloorArea": 70.0}}}))
    drawn = make(replace(thing, attributes={}))
    assert isinstance(told, Component)
    assert isinstance(drawn, Component)
    assert (told.area, drawn.area) == (70.0, pytest.approx(71.25, abs=0.01))


def test_an_assembly_has_the_plan_and_heights_of_its_parts(house: House) -> None:
    stair = house.root("IfcStair", Name="楼梯")
    flight = read_shaped(house, "IfcWall")
    gathered = Gathered()
    mesh = shape_of(flight.product)
    assert flight.body is not None
    assert isinstance(mesh, Mesh)
    gathered.add(flight.product, {}, flight.body, mesh)
    place = Place(whole="house")
    record = make(Thing(product=stair, code=stair.GlobalId, place=place, attributes={}), gathered)
    assert isinstance(record, Component)
    assert record.footprint is not None
    assert record.footprint.area == pytest.approx(2.5, abs=0.01)
    assert (record.elevation, record.height, record.lod) == (0.0, pytest.approx(3.0), None)


def test_a_space_without_a_shape_does_not_get_that_of_its_furniture(house: House) -> None:
    space = house.file.by_type("IfcSpace")[0]
    desk = read_shaped(house, "IfcFurnishingElement")
    mesh = shape_of(desk.product)
    assert desk.body is not None
    assert isinstance(mesh, Mesh)
    gathered = Gathered()
    gathered.add(desk.product, {}, desk.body, mesh)
    record = make(read_thing(space), gathered)
    assert isinstance(record, Component)
    assert (record.footprint, record.elevation, record.height) == (None, None, None)


def test_what_is_in_no_building_is_an_object_of_its_own(house: House) -> None:
    thing = replace(read_shaped(house, "IfcWall"), place=Place())
    record = make(thing)
    assert isinstance(record, Generic)
    assert (record.klass, record.cim_level) == ("IfcWall", 6)
