"""An area is what is reached along the streets, and a longer time reaches all that a shorter one does."""

import numpy as np
import pytest
import shapely

from spatial import crs
from spatial.analyses.isochrones import draw_isochrones, read_minutes
from spatial.analysis import Found, Reason, Series, Shapes
from spatial.catchment.demand import Demand, DemandAsked, People
from spatial.commute.ways import Way
from spatial.figures import Places
from spatial.inputs import BadInputError
from spatial.routing.city import CityStreets
from spatial.routing.noding import node
from spatial.routing.streets import lay
from tests.access import live
from tests.columns import codes, values

SYSTEM = 4549
WEST, SOUTH = 510_000.0, 3_345_000.0
HOMES = live((510.1, 3345, 0, 10), (510.7, 3345, 0, 30), (512, 3345, 0, 5))


def streets() -> CityStreets:
    """A street of 5 km."""
    line = np.array([shapely.LineString([(WEST, SOUTH), (WEST + 5000, SOUTH)])], dtype=object)
    return CityStreets(node(lay(line, np.array(["residential"], dtype=object))))


def draw(minutes: str = "6, 12", way: Way = Way.WALKING, offset: float = 0.0) -> tuple[Found, ...]:
    """From the west end of the street, or so many metres south of it."""
    [[longitude, latitude]] = crs.move(np.array([[WEST, SOUTH - offset]]), SYSTEM, crs.LONLAT).tolist()
    return draw_isochrones(streets(), SYSTEM, HOMES, Places(0), longitude, latitude, minutes, way)


def test_the_street_is_cut_where_the_time_is_up() -> None:
    found = draw()
    series = [one for one in found if isinstance(one, Series)]
    [shapes] = [one for one in found if isinstance(one, Shapes)]
    # At 5 km/h six minutes are 500 m, widened by 50 m.
    assert values(series, "area", "6 min")[0] == pytest.approx(500 * 100 + np.pi * 50**2, rel=0.01)
    assert values(series, "demand", "6 min") == [10] and values(series, "demand", "12 min") == [40]
    longer, shorter = shapes.geometry
    assert shapes.value.tolist() == [12, 6] and longer.covers(shorter)


def test_people_are_protected_by_how_many_lie_between_two_areas() -> None:
    points = live((510.1, 3345, 0, 10), (510.7, 3345, 0, 3)).choose()
    persons = People(zone=points.zone, x=points.x, y=points.y, age=codes(1, 1), count=points.count)
    who = DemandAsked(dwellings=None, people=persons, others=None, demand=Demand.PEOPLE)
    [[longitude, latitude]] = crs.move(np.array([[WEST, SOUTH]]), SYSTEM, crs.LONLAT).tolist()
    found = draw_isochrones(streets(), SYSTEM, who, Places(0), longitude, latitude, "6, 12", Way.WALKING)
    told = [one for one in found if isinstance(one, Series) and one.measure == "demand"]
    assert [one.value.tolist() for one in told] == [[10], [13]]
    assert [None if one.people is None else one.people.tolist() for one in told] == [[10], [3]]


def test_a_point_far_from_any_street_is_refused() -> None:
    with pytest.raises(BadInputError, match="No street lies within 500 m"):
        draw(offset=900)
    with pytest.raises(BadInputError, match="driving"):
        draw(way=Way.STRAIGHT)


def test_without_streets_nothing_is_told_and_the_reason_is() -> None:
    found = draw_isochrones(None, SYSTEM, HOMES, Places(0), 120.0, 30.0)
    assert {reason for one in found if isinstance(one, Series) for reason in one.reasons} == {Reason.NOT_HELD}


def test_minutes_are_numbers_parted_by_commas() -> None:
    assert read_minutes("15，5, 10, 5") == [5, 10, 15]
    for text in ("", "x", "0", "5, 181", "1,2,3,4,5,6,7", "nan"):
        with pytest.raises(BadInputError, match="numbers of minutes"):
            read_minutes(text)
