"""A whole model becomes records with findings, in every schema and unit, wherever it says it stands."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.ifc import wholes
from spatial.records import Building, CityObject, Component, Generic, Issue, Severity
from spatial.solids import read_vertices
from tests.houses import EAST, HEIGHT, NORTH, House

Read = Callable[..., tuple[list[CityObject], list[Issue]]]
METRE_MAP = {"Name": "EPSG:4549", "VerticalDatum": "EPSG:5737"}


def summary(records: list[CityObject]) -> list[tuple[object, ...]]:
    """All that must be the same whatever unit and schema a house is written in."""
    told = []
    for one in sorted(records, key=lambda one: (type(one).__name__, str(one.name), str(one.klass))):
        area = None if one.footprint is None else round(one.footprint.area, 1)
        figures = [getattr(one, name, None) for name in ("elevation", "ground", "height", "area")]
        rounded = [figure if figure is None else round(figure, 3) for figure in figures]
        told.append((type(one), one.name, one.cim_level, area, *rounded))
    return told


@pytest.mark.parametrize("unit", [0.001, 0.3048])
def test_a_house_is_the_same_in_any_unit(read_house: Read, unit: float) -> None:
    there = House(unit=unit)
    metre = there.make("IfcSIUnit", UnitType="LENGTHUNIT", Name="METRE")
    there.convert_to_map({**METRE_MAP, "MapUnit": metre}, Scale=unit)
    assert summary(read_house(there)[0]) == summary(read_house(House().convert_to_map())[0])


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4X3_ADD2"])
def test_a_house_is_the_same_in_any_schema(read_house: Read, schema: str) -> None:
    there = House(schema)
    records, issues = read_house(there.tell_map() if schema == "IFC2X3" else there.convert_to_map())
    assert [issue.code for issue in issues] == ["POSITION"]
    assert summary(records) == summary(read_house(House().convert_to_map())[0])


def test_every_product_is_one_record(read_house: Read) -> None:
    records, _ = read_house(House().convert_to_map())
    kinds = Counter((type(one).__name__, one.cim_level) for one in records)
    assert kinds == {
        ("Component", 5): 4,
        ("Component", 6): 14,
        ("Component", 7): 1,
        ("Generic", None): 1,
        ("Building", 4): 1,
    }
    assert len({one.code for one in records}) == 21


def test_shapes_stand_on_the_map_and_at_their_height(read_house: Read) -> None:
    records, _ = read_house(House().convert_to_map(XAxisAbscissa=0.0, XAxisOrdinate=1.0))
    [building] = [one for one in records if isinstance(one, Building)]
    assert building.footprint is not None
    assert building.footprint.bounds == pytest.approx((EAST - 8, NORTH, EAST, NORTH + 10))
    assert building.solid is not None
    assert building.solid.crs == "4549+5737"
    vertices = read_vertices(building.solid.body)
    assert vertices.min(axis=0) == pytest.approx(np.array([EAST - 8, NORTH, HEIGHT - 0.2]), abs=0.001)
    assert vertices.max(axis=0) == pytest.approx(np.array([EAST, NORTH + 10, HEIGHT + 6.4]), abs=0.001)
    assert (building.ground, building.height) == (HEIGHT, pytest.approx(6.4))


def test_a_model_in_map_coordinates_is_not_shifted_twice(read_house: Read) -> None:
    house = House().convert_to_map()
    house.move(house.site, (EAST, NORTH, HEIGHT))
    records, issues = read_house(house)
    assert [issue.code for issue in issues] == ["POSITION", "ALREADY_ON_MAP"]
    assert summary(records) == summary(read_house(House().convert_to_map())[0])


def test_a_shape_that_fails_leaves_its_thing_with_a_warning(read_house: Read) -> None:
    house = House().convert_to_map()
    door = house.file.by_type("IfcDoor")[0]
    door.Representation.Representations[0].Items[0].Depth = 0.0
    records, issues = read_house(house)
    [warning] = [issue for issue in issues if issue.severity is Severity.WARNING]
    assert (warning.code, warning.object) == ("GEOMETRY_FAILED", door.GlobalId)
    assert "kept without its shape (Non-positive extrusion height" in warning.message
    [record] = [one for one in records if one.code == door.GlobalId]
    assert (record.footprint, record.solid, record.lod) == (None, None, None)
    assert isinstance(record, Component)
    assert record.storey == house.storeys[0].GlobalId


def test_a_shape_far_astray_is_left_out_of_the_building(read_house: Read) -> None:
    house = House().convert_to_map()
    door = house.file.by_type("IfcDoor")[0]
    house.move(door, (3e6, 0.0, 0.0))
    records, issues = read_house(house)
    [warning] = [issue for issue in issues if issue.code == "GEOMETRY_FAILED"]
    assert "it lies 3,000 km from the rest of the model" in warning.message
    [building] = [one for one in records if isinstance(one, Building)]
    assert building.footprint is not None
    assert building.footprint.area == pytest.approx(80, abs=0.01)


def test_a_product_that_cannot_be_read_is_an_error_and_the_others_are_read(read_house: Read) -> None:
    house = House().convert_to_map()
    door = house.file.by_type("IfcDoor")[0]
    door.GlobalId = ""
    records, issues = read_house(house)
    [error] = [issue for issue in issues if issue.severity is Severity.ERROR]
    assert (error.code, error.object) == ("OBJECT_NOT_UNDERSTOOD", f"#{door.id()}")
    assert error.message == "The IfcDoor cannot be read (it has no GlobalId); mend it in the source."
    assert len(records) == 20


def test_what_is_no_thing_is_counted_and_left_out(read_house: Read) -> None:
    house = House().convert_to_map()
    house.root("IfcAnnotation")
    house.root("IfcGrid")
    house.root("IfcGrid")
    records, issues = read_house(house)
    [told] = [issue for issue in issues if issue.code == "LEFT_OUT"]
    assert (told.severity, told.message.endswith("left out: 1 IfcAnnotation, 2 IfcGrid.")) == (
        Severity.INFO,
        True,
    )
    assert len(records) == 21


def test_things_on_the_site_stand_by_themselves(read_house: Read) -> None:
    house = House().convert_to_map()
    tree = house.product("IfcBuildingElementProxy", house.site, (20, 5, 0), (1, 1, 4), Name="香樟")
    house.gather("IfcRelContainedInSpatialStructure", house.site, [tree])
    records, _ = read_house(house)
    [found] = [one for one in records if one.code == tree.GlobalId]
    assert isinstance(found, Generic)
    assert (found.klass, found.cim_level) == ("IfcBuildingElementProxy", 6)
    [building] = [one for one in records if isinstance(one, Building)]
    assert building.footprint is not None
    assert building.footprint.area == pytest.approx(80, abs=0.01)


def test_a_wing_names_the_building_it_is_part_of(read_house: Read) -> None:
    house = House().convert_to_map()
    wing = house.root("IfcBuilding", Name="东翼", ObjectPlacement=house.place(house.building, (0, 0, 0)))
    house.gather("IfcRelAggregates", house.building, [wing])
    records, _ = read_house(house)
    found = {one.name: one.parent for one in records if isinstance(one, Building)}
    assert found == {"河坊书屋": None, "东翼": house.building.GlobalId}


def test_a_skin_that_is_too_large_is_told_and_left_out(
    read_house: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wholes, "MOST", 100)
    records, issues = read_house(House().convert_to_map())
    assert [issue.code for issue in issues] == ["POSITION", "SKIN_TOO_LARGE"]
    [building] = [one for one in records if isinstance(one, Building)]
    assert (building.solid, building.lod) == (None, None)
    assert building.footprint is not None


def test_a_model_without_a_unit_of_length_is_read_in_metres_and_told(read_house: Read) -> None:
    house = House().convert_to_map()
    house.project.UnitsInContext.Units = [house.context]
    records, issues = read_house(house)
    assert [issue.code for issue in issues] == ["UNIT_MISSING", "POSITION"]
    assert len(records) == 21


def test_a_broken_place_is_refused(read_house: Read) -> None:
    house = House().refer((30, 15, 0), (120, 12, 0))
    house.site.ObjectPlacement.RelativePlacement.Location.Coordinates = [1.0, 2.0]
    with pytest.raises(RefusedError, match=r"What house\.ifc says of its units or its place is broken"):
        read_house(house)


def test_the_system_asked_for_is_that_of_the_bodies(read_house: Read) -> None:
    asked = Asked(crs="EPSG:4548", heights="EPSG:5737")
    records, _ = read_house(House().convert_to_map({"Name": "Our own"}), asked)
    bodies = [one.solid for one in records if one.solid]
    assert {solid.crs for solid in bodies} == {"4548+5737"}
    with pytest.raises(RefusedError, match="give --crs"):
        read_house(House().convert_to_map({"Name": "Our own"}), replace(asked, crs=None))
