"""Areas reached within minutes: by hand on straight streets, nested on any."""

from itertools import pairwise

import numpy as np
import pytest
import shapely

from spatial.errors import RefusedError
from spatial.routing.graph import drive
from spatial.routing.isochrones import draw
from spatial.routing.noding import node
from spatial.routing.snapping import snap
from tests.spatial.routing.grids import SLOW, at, grid, line, streets, walked


def test_along_one_street_the_time_left_is_gone_either_way() -> None:
    graph = walked([line((0, 0), (500, 0))])
    (found,) = draw(graph, snap(graph, at((200, 30)), 50, SLOW), [2], width=10)
    assert found.metres == pytest.approx(2 * 90)
    assert found.polygon.bounds == pytest.approx([500100, 3349990, 500300, 3350010])
    assert found.area == pytest.approx(180 * 20 + np.pi * 100, rel=0.01) == found.polygon.area


def test_streets_are_cut_where_time_runs_out() -> None:
    graph = walked(grid(5))
    one, other = draw(graph, snap(graph, at((200, 200)), 50, SLOW), [2.5, 1], width=5)
    assert (one.minutes, other.minutes) == (1, 2.5)
    assert one.metres == pytest.approx(4 * 60)
    assert other.metres == pytest.approx(4 * (100 + 3 * 50))


def test_against_a_one_way_street_nothing_is_reached_but_inward() -> None:
    graph = drive(node(streets([line((0, 0), (500, 0))], oneway=[1], speed=[3.6])))
    place = snap(graph, at((200, 0)), 50, SLOW)
    for inward, bounds in ((False, (500190, 500270)), (True, (500130, 500210))):
        (found,) = draw(graph, place, [1], width=10, inward=inward)
        assert found.metres == pytest.approx(60)
        assert (found.polygon.bounds[0], found.polygon.bounds[2]) == pytest.approx(bounds)


def test_streets_reached_inward_are_those_one_gets_to_it_from() -> None:
    graph = drive(node(streets(grid(4), oneway=[1, 0, -1, 1, 0, 0, 1, -1], speed=[3.6] * 8)))
    turned = drive(node(streets(grid(4), oneway=[-1, 0, 1, -1, 0, 0, -1, 1], speed=[3.6] * 8)))
    (inward,) = draw(graph, snap(graph, at((130, 110)), 50, SLOW), [4], inward=True)
    (outward,) = draw(turned, snap(turned, at((130, 110)), 50, SLOW), [4])
    assert inward.metres == pytest.approx(outward.metres) and inward.metres > 500


@pytest.mark.parametrize("seed", range(4))
def test_a_shorter_one_lies_inside_a_longer_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    graph = drive(node(streets(grid(8), oneway=rng.integers(-1, 2, 16), speed=rng.uniform(3, 20, 16))))
    places = snap(graph, at(*rng.uniform(0, 700, (3, 2))), 60, SLOW)
    for number in range(3):
        drawn = [one for one in draw(graph, places, [1, 2, 3, 5, 8], width=20) if one.place == number]
        areas = [one.area for one in drawn]
        assert areas == sorted(areas)
        for inner, outer in pairwise(drawn):
            assert shapely.area(shapely.difference(inner.polygon, outer.polygon)) < 1e-6
            assert inner.metres <= outer.metres + 1e-9


def test_a_point_on_no_street_reaches_nothing_known() -> None:
    graph = walked(grid(2))
    (found,) = draw(graph, snap(graph, at((5000, 0)), 50, SLOW), [5])
    assert found.polygon.is_empty and np.isnan(found.area) and np.isnan(found.metres)


def test_a_point_farther_off_than_the_time_allows_reaches_nothing() -> None:
    graph = walked(grid(2))
    (found,) = draw(graph, snap(graph, at((50, -90)), 100, SLOW), [1])
    assert found.polygon.is_empty and found.area == 0 == found.metres


@pytest.mark.parametrize("minutes", [[], [0], [-5], [float("nan")], [float("inf")]])
def test_minutes_that_cannot_be_are_refused(minutes: list[float]) -> None:
    graph = walked(grid(2))
    with pytest.raises(RefusedError, match="Give the minutes"):
        draw(graph, snap(graph, at((0, 0)), 50), minutes)


def test_a_width_that_cannot_be_is_refused() -> None:
    graph = walked(grid(2))
    with pytest.raises(RefusedError, match="width above 0"):
        draw(graph, snap(graph, at((0, 0)), 50), [5], width=0)
