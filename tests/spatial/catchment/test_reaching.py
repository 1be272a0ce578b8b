"""Reach is by metres in a straight line, or by minutes along the streets from demand to facility."""

import numpy as np
import shapely

from spatial.catchment.reaching import ReachAsked
from spatial.commute.ways import Way
from spatial.points import Points
from spatial.routing.city import CityStreets
from spatial.routing.noding import node
from spatial.routing.streets import lay
from tests.columns import codes, numbers


def place(*xy: tuple[float, float]) -> Points:
    """Points of no zone that count for one each."""
    x, y = np.array(xy, dtype=float).reshape(-1, 2).T
    zone = codes(*[-1] * len(xy))
    return Points(zone=zone, x=x, y=y, count=numbers(*[1.0] * len(xy)), kind=zone)


def pairs(asked: ReachAsked, demand: Points, facilities: Points) -> dict[tuple[int, int], float]:
    """The cost of each pair of demand and facility."""
    return {
        (int(one), int(other)): round(float(cost), 6)
        for block in asked.reach(demand, facilities).blocks()
        for one, other, cost in zip(block.demand, block.facility, block.cost, strict=True)
    }


HOMES, SCHOOLS = place((1000, 1000), (1900, 1000), (1500, 9000)), place((1000, 1000), (2000, 1000))


def test_a_straight_line_has_its_metres() -> None:
    found = pairs(ReachAsked(streets=None, metres=950), HOMES, SCHOOLS)
    assert found == {(0, 0): 0, (1, 0): 900, (1, 1): 100}
    assert ReachAsked(streets=None, metres=950).limit == 950


def test_a_one_way_street_is_gone_from_demand_to_facility_within_the_minutes() -> None:
    lines = np.array([shapely.LineString([(1000, 1000), (2000, 1000)])], dtype=object)
    streets = CityStreets(node(lay(lines, np.array(["residential"], dtype=object), oneway=[1])))
    drive = ReachAsked(streets=streets, way=Way.DRIVING, minutes=10)
    assert pairs(drive, HOMES, SCHOOLS) == {
        (0, 0): 0,
        (0, 1): round(1 / 25 * 60, 6),
        (1, 1): round(0.1 / 25 * 60, 6),
    }
    walk = ReachAsked(streets=streets, way=Way.WALKING, minutes=10)
    assert pairs(walk, HOMES, SCHOOLS) == {(0, 0): 0, (1, 1): 1.2}
    reach = walk.reach(HOMES, SCHOOLS)
    assert reach.demand_placed.tolist() == [True, True, False]
    assert pairs(walk, HOMES, place()) == {}
