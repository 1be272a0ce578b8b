"""A thing that holds others gets its plan, its skin and its heights from them."""

from typing import Any

import numpy as np
import pytest
import shapely

from spatial.crs import parse
from spatial.ifc.body import Body, make_body
from spatial.ifc.gathering import Gathered, Gatherings, encloses
from spatial.ifc.shapes import Mesh, shape_of
from spatial.ifc.structure import find_place
from tests.houses import DEEP, SLAB, WIDE, Entity, House

CRS = parse("4549+5737")


def form(product: Entity) -> tuple[Body, Mesh]:
    """A product's body and mesh."""
    mesh = shape_of(product)
    assert isinstance(mesh, Mesh)
    return make_body(mesh, CRS), mesh


def gather(house: House, kinds: tuple[str, ...], external: bool | None = None) -> Gathered:
    """What is gathered of all products of some classes."""
    gathered = Gathered()
    attributes = {} if external is None else {"property_sets": {"Pset": {"IsExternal": external}}}
    for kind in kinds:
        for product in house.file.by_type(kind):
            gathered.add(product, attributes, *form(product))
    return gathered


@pytest.fixture(scope="module")
def house() -> House:
    """A house that is only read."""
    return House()


def test_the_plan_is_that_of_walls_and_of_the_spaces_within(house: House) -> None:
    plan = gather(house, ("IfcWall",)).draw_enclosed(1.0)
    assert plan is not None
    assert plan.area == pytest.approx(80 - 71.25, abs=0.01)
    assert shapely.get_num_interior_rings(shapely.get_geometry(plan, 0)) == 1
    whole = gather(house, ("IfcWall", "IfcSpace")).draw_enclosed(1.0)
    assert whole is not None
    assert whole.area == pytest.approx(80, abs=0.01)


def test_a_terrace_is_not_in_the_plan_of_what_is_enclosed() -> None:
    house = House()
    terrace = house.product("IfcSlab", house.storeys[0], (0, DEEP, -SLAB), (WIDE, 3.0, SLAB))
    gathered = gather(house, ("IfcWall", "IfcSlab", "IfcSpace"))
    assert terrace in house.file.by_type("IfcSlab")
    areas = [plan.area for plan in (gathered.draw_enclosed(1.0), gathered.draw_plan(1.0)) if plan]
    assert areas == [pytest.approx(80, abs=0.01), pytest.approx(110, abs=0.01)]


@pytest.mark.parametrize(
    ("schema", "values", "attributes"),
    [
        ("IFC4", {"PredefinedType": "EXTERNAL"}, {}),
        ("IFC2X3", {"InteriorOrExteriorSpace": "EXTERNAL"}, {}),
        ("IFC4", {}, {"property_sets": {"Pset_SpaceCommon": {"IsExternal": True}}}),
    ],
)
def test_a_space_outside_encloses_nothing(
    schema: str, values: dict[str, str], attributes: dict[str, Any]
) -> None:
    house = House(schema)
    assert encloses(house.make("IfcSpace"), {})
    assert not encloses(house.make("IfcSpace", **values), attributes)


def test_furniture_makes_a_plan_only_where_nothing_else_does(house: House) -> None:
    alone = gather(house, ("IfcFurnishingElement",))
    assert (alone.low, alone.high, alone.skin) == (None, None, [])
    plan = alone.draw_enclosed(1.0)
    assert plan is not None
    assert plan.area == pytest.approx(1.28, abs=0.01)
    both = gather(house, ("IfcFurnishingElement", "IfcSlab")).draw_enclosed(1.0)
    assert both is not None
    assert both.area == pytest.approx(80, abs=0.01)
    assert Gathered().draw_enclosed(1.0) is None


@pytest.mark.parametrize(("external", "sheets"), [(None, 11), (True, 11), (False, 0)])
def test_the_skin_is_of_what_does_not_say_it_is_inside(
    house: House, external: bool | None, sheets: int
) -> None:
    assert len(gather(house, ("IfcWall", "IfcSlab"), external).skin) == sheets


def test_what_is_said_to_be_outside_is_skin_whatever_it_is(house: House) -> None:
    assert gather(house, ("IfcMechanicalFastener",)).skin == []
    assert len(gather(house, ("IfcMechanicalFastener",), external=True).skin) == 1


def test_heights_are_those_of_the_fabric(house: House) -> None:
    gathered = gather(house, ("IfcWall", "IfcSlab", "IfcSpace"))
    assert (gathered.low, gathered.high) == (pytest.approx(-0.2), pytest.approx(6.4))


def test_all_that_holds_a_thing_counts_it_but_an_opening_covers_nothing(house: House) -> None:
    gatherings = Gatherings()
    for kind in ("IfcOpeningElement", "IfcDoor"):
        [product] = house.file.by_type(kind)
        place = find_place(product)
        gatherings.count(product, place)
        gatherings.add(product, place, {}, *form(product))
    storey, building = house.storeys[0].id(), house.building.id()
    assert gatherings.by_id[storey].classes == {"IfcOpeningElement": 1, "IfcDoor": 1}
    assert len(gatherings.by_id[building].skin) == 1
    [plan] = gatherings.by_id[storey].enclosing
    assert np.array(plan.bounds) == pytest.approx(np.array([2.0, 0.0, 3.2, 0.1]))
