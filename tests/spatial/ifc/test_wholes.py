"""A building is told by what it holds: plan, skin, height over its ground, storeys, year, address."""

from typing import Any

import pytest

from spatial.crs import parse
from spatial.ifc.body import make_body
from spatial.ifc.gathering import Gathered
from spatial.ifc.shapes import Mesh, shape_of
from spatial.ifc.storeys import Holder
from spatial.ifc.thing import read_thing
from spatial.ifc.wholes import make_whole, write_address
from spatial.records import Bridge, Building, CityObject, Generic, HeightSource, Road
from tests.houses import Entity, House

CRS = parse("4549+5737")


def hold(
    house: House, whole: Entity | None = None, kinds: tuple[str, ...] = ("IfcWall", "IfcSlab")
) -> Holder:
    """A building with all its products of some classes, its zero at 0."""
    gathered = Gathered()
    for kind in kinds:
        for product in house.file.by_type(kind):
            mesh = shape_of(product)
            assert isinstance(mesh, Mesh)
            gathered.add(product, {}, make_body(mesh, CRS), mesh)
    return Holder(thing=read_thing(whole or house.building), elevation=0.0, gathered=gathered)


def storeys_of(house: House) -> list[Holder]:
    """The storeys of a house, where they stand in it."""
    floors = (0.0, 3.2)
    pairs = zip(house.storeys, floors, strict=True)
    return [Holder(thing=read_thing(one), elevation=floor, gathered=Gathered()) for one, floor in pairs]


def make(house: House, **values: Any) -> Building:
    """The record of a house's building once it says so and so."""
    for name, value in values.items():
        setattr(house.building, name, value)
    record = make_whole(hold(house), storeys_of(house), house.unit, CRS)
    assert isinstance(record, Building)
    return record


def test_a_building_is_told_by_what_it_holds() -> None:
    record = make(House())
    assert (record.height, record.height_source) == (pytest.approx(6.4), HeightSource.MEASURED)
    assert (record.ground, record.storeys, record.storeys_below) == (0.0, 2, 0)
    assert (record.year, record.function, record.klass) == (1998, "图书馆", None)
    assert record.address == "河坊街 12 号, 杭州市, 310002, 中国"
    assert (record.cim_level, record.lod, record.parent) == (4, "3", None)
    assert record.footprint is not None
    assert record.footprint.area == pytest.approx(80, abs=0.01)
    assert record.solid is not None
    walls_and_slabs, with_an_opening = 10, 1
    boundaries = record.solid.body["geometry"][0]["boundaries"]
    assert len(boundaries) == walls_and_slabs * 12 + with_an_opening * 28


@pytest.mark.parametrize(
    ("terrain", "ground"), [(None, 0.0), (0.3, 0.3), (-0.15, -0.15), (80.0, 0.0), (-40.0, 0.0)]
)
def test_the_ground_is_the_terrain_told_where_it_can_be(terrain: float | None, ground: float) -> None:
    record = make(House(), ElevationOfTerrain=terrain)
    assert (record.ground, record.height) == (ground, pytest.approx(6.4 - ground))


def test_a_terrain_in_feet_is_metres() -> None:
    assert make(House(unit=0.3048), ElevationOfTerrain=1.0).ground == 0.3048


def test_an_address_may_be_the_site_s() -> None:
    house = House()
    house.site.SiteAddress = house.make("IfcPostalAddress", Town=" 杭州市 ", AddressLines=["", "江干区"])
    house.building.BuildingAddress = None
    assert write_address(house.building) == "江干区, 杭州市"
    house.site.SiteAddress = None
    assert write_address(house.building) is None


def test_an_empty_building_says_what_it_can() -> None:
    house = House()
    holder = Holder(thing=read_thing(house.building), elevation=7.0, gathered=Gathered())
    record = make_whole(holder, [], 1.0, CRS)
    assert isinstance(record, Building)
    assert (record.footprint, record.solid, record.lod, record.height) == (None, None, None, None)
    assert (record.ground, record.storeys, record.storeys_below) == (7.0, None, None)


def test_a_building_of_a_shape_of_its_own_keeps_it() -> None:
    house = House()
    mesh = shape_of(house.file.by_type("IfcDoor")[0])
    assert isinstance(mesh, Mesh)
    thing = read_thing(house.building).shaped(make_body(mesh, CRS))
    record = make_whole(Holder(thing=thing, elevation=0.0, gathered=Gathered()), [], 1.0, CRS)
    assert isinstance(record, Building)
    assert record.height == pytest.approx(2.1)
    assert thing.body is not None
    assert record.solid == thing.body.solid


@pytest.mark.parametrize(
    ("kind", "record"),
    [("IfcBridge", Bridge), ("IfcRoad", Road), ("IfcRailway", Generic), ("IfcFacility", Generic)],
)
def test_other_facilities_are_what_they_are(kind: str, record: type[CityObject]) -> None:
    house = House("IFC4X3_ADD2")
    facility = house.root(kind, Name="设施")
    made = make_whole(hold(house, facility), [], 1.0, CRS)
    assert type(made) is record
    assert made.footprint is not None
    assert (made.klass, made.solid is not None) == (kind if record is Generic else None, True)
