"""Storeys count where people can be, above and below ground, each as high as the next one lies over it."""

from collections import Counter
from typing import Any

import pytest

from spatial.ifc.gathering import Gathered
from spatial.ifc.storeys import Holder, count_storeys, make_storey
from spatial.ifc.structure import Place
from spatial.ifc.thing import Thing
from spatial.records import Component, Generic
from tests.houses import House

HOUSE = House()


def storey(
    elevation: float,
    classes: dict[str, int] | None = None,
    high: float | None = None,
    whole: str | None = "house",
    **attributes: Any,
) -> Holder:
    """A storey that holds so many things of some classes, whose fabric ends so high."""
    thing = Thing(
        product=HOUSE.storeys[0], code=f"{elevation}", place=Place(whole=whole), attributes=attributes
    )
    gathered = Gathered(high=high, classes=Counter(classes or {}))
    return Holder(thing=thing, elevation=elevation, gathered=gathered)


def count(*storeys: Holder, zero: float = 0.0) -> tuple[int, int]:
    """How many count above and below ground."""
    above, below = count_storeys(storeys, zero)
    return len(above), len(below)


def test_a_footing_and_a_roof_are_no_storeys_where_others_have_doors_and_spaces() -> None:
    """The storeys of a published duplex apartment."""
    foundation = storey(292.45, {"IfcFooting": 7, "IfcWallStandardCase": 7}, 293.7)
    first = storey(293.7, {"IfcDoor": 8, "IfcSpace": 10}, 299.7)
    second = storey(296.8, {"IfcDoor": 8, "IfcSpace": 10}, 299.9)
    roof = storey(299.7, {"IfcSpace": 1, "IfcRoof": 1}, 300.33)
    assert count(foundation, first, second, roof, zero=293.7) == (2, 0)


def test_all_that_hold_something_count_where_none_has_a_door_or_space() -> None:
    assert count(storey(0.0, {"IfcWall": 4}), storey(3.0, {"IfcWall": 4}), storey(6.0)) == (2, 0)
    assert count(storey(0.0), storey(3.0)) == (2, 0)
    assert count() == (0, 0)


def test_a_storey_well_under_the_building_s_zero_is_below_ground() -> None:
    spaces = {"IfcSpace": 1}
    assert count(storey(96.5, spaces), storey(99.4, spaces), storey(103.0, spaces), zero=100.0) == (2, 1)


def test_what_the_file_says_of_a_storey_is_over_its_level() -> None:
    said = {"Pset_BuildingStoreyCommon": {"AboveGround": False}}
    assert count(storey(0.0, property_sets=said), storey(3.0)) == (1, 1)


def test_a_storey_is_as_high_as_the_next_above_it_in_its_building() -> None:
    storeys = [
        storey(6.0, quantities={"Qto_BuildingStoreyBaseQuantities": {"GrossHeight": 2800.0}}),
        storey(0.0),
        storey(0.05),
        storey(3.2),
        storey(1.0, whole="other"),
    ]
    records = [make_storey(one, storeys, 0.001, 1.0, 1.0) for one in storeys]
    assert all(isinstance(one, Component) for one in records)
    heights = [one.height for one in records if isinstance(one, Component)]
    assert heights == [pytest.approx(2.8), pytest.approx(3.2), pytest.approx(3.15), pytest.approx(2.8), None]
    assert [one.elevation for one in records if isinstance(one, Component)] == [6.0, 0.0, 0.05, 3.2, 1.0]


def test_a_storey_of_no_building_stands_by_itself() -> None:
    alone = storey(0.0, whole=None)
    assert isinstance(make_storey(alone, [alone], 1.0, 1.0, 1.0), Generic)
