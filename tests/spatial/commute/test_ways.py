"""Ways between zones run straight with a detour, or along the streets; staying follows the rule."""

import numpy as np
import pytest
import shapely

from spatial.commute.intrazonal import IntrazonalRule
from spatial.commute.ways import Way, WaysAsked, Zones
from spatial.routing.city import CityStreets
from spatial.routing.noding import node
from spatial.routing.streets import lay
from tests.columns import numbers

ZONES = Zones(x=numbers(0, 3000, 0), y=numbers(0, 0, 4000), area=numbers(1e6, 1e6, 1e6))
FAR = Zones(x=numbers(0, 3000, 50_000), y=numbers(0, 0, 0), area=numbers(1e6, 1e6, 1e6))


def streets() -> CityStreets:
    """An L from (3000, 0) by the origin to (0, 4000): residential, 25 km/h."""
    lines = np.array([shapely.LineString([(3000, 0), (0, 0), (0, 4000)])], dtype=object)
    return CityStreets(node(lay(lines, np.array(["residential"], dtype=object))))


def test_a_straight_way_is_as_long_as_the_detour_makes_it_and_takes_its_time() -> None:
    ways = WaysAsked(zones=ZONES, streets=None, detour=1.5, speed=30.0).measure()
    assert ways.kilometres[1, 2] == ways.kilometres[2, 1] == pytest.approx(7.5)
    assert ways.minutes == pytest.approx(ways.kilometres * 2)
    assert np.diagonal(ways.kilometres).tolist() == pytest.approx([2.25, 2.25, 3.0])


def test_the_way_along_the_streets_is_theirs() -> None:
    drive = WaysAsked(zones=ZONES, streets=streets(), way=Way.DRIVING, rule=IntrazonalRule.ZERO).measure()
    walk = WaysAsked(zones=ZONES, streets=streets(), way=Way.WALKING, rule=IntrazonalRule.ZERO).measure()
    assert drive.kilometres[1, 2] == walk.kilometres[1, 2] == pytest.approx(7.0)
    assert drive.minutes[1, 2] == pytest.approx(7 / 25 * 60)
    assert walk.minutes[1, 2] == pytest.approx(7 / 5 * 60)
    assert np.diagonal(drive.minutes).tolist() == [0, 0, 0]


def test_a_zone_on_an_island_of_streets_has_no_way() -> None:
    lines = [[(3000, 0), (0, 0), (0, 4000)], [(50_000, 0), (50_100, 0)]]
    shapes = np.array([shapely.LineString(line) for line in lines], dtype=object)
    island = CityStreets(node(lay(shapes, np.array(["residential"] * 2, dtype=object))))
    ways = WaysAsked(zones=FAR, streets=island, way=Way.DRIVING).measure()
    assert np.isnan(ways.minutes[2]).all() and np.isnan(ways.kilometres[2]).all()
    assert ways.kilometres[0, 1] == pytest.approx(3.0)


def test_a_zone_far_from_any_street_has_no_way() -> None:
    ways = WaysAsked(zones=FAR, streets=streets(), way=Way.DRIVING).measure()
    assert np.isnan(ways.minutes[2]).all() and np.isnan(ways.kilometres[:, 2]).all()
    assert np.isfinite(ways.minutes[:2, :2]).all()
    assert ways.kilometres[0, 0] == pytest.approx(1.5)
