"""Opportunities within reach are summed and the nearest found, as a whole table of distances tells."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from spatial.catchment.cost_matrix import CostMatrix
from spatial.catchment.cumulative import count_opportunities
from spatial.catchment.straight_line import StraightLine
from spatial.errors import RefusedError
from tests.columns import NAN, numbers
from tests.spatial.catchment.belo_horizonte import read_belo_horizonte


def test_totals_and_nearest_are_those_of_all_distances() -> None:
    random = np.random.default_rng(8)
    demand, facilities = random.uniform(0, 3000, (500, 2)), random.uniform(0, 3000, (40, 2))
    jobs = random.integers(0, 100, 40) * 1.0
    found = count_opportunities(StraightLine(demand, facilities, 400, pairs=50), jobs)
    distance = np.hypot(*(demand[:, None] - facilities).transpose(2, 0, 1))
    within = distance <= 400
    assert found.total.tolist() == (within @ jobs).tolist()
    near = within.any(axis=1)
    assert 0 < near.sum() < 500
    assert found.nearest.tolist() == np.where(near, distance.argmin(axis=1), -1).tolist()
    assert found.nearest_cost[near].tolist() == pytest.approx(distance.min(axis=1)[near].tolist(), rel=1e-14)
    assert np.isnan(found.nearest_cost[~near]).all()


@pytest.mark.parametrize("pairs", [1, 100])
def test_of_facilities_as_near_the_first_is_the_nearest(pairs: int) -> None:
    found = count_opportunities(CostMatrix(np.array([[9.0, 4, 4, 5]]), pairs=pairs), np.ones(4))
    assert (found.nearest.tolist(), found.nearest_cost.tolist()) == ([1], [4])


def test_jobs_of_belo_horizonte_within_an_hour_grow_with_the_limit(sample: Callable[[str], Path]) -> None:
    city = read_belo_horizonte(sample)
    near, far = (count_opportunities(CostMatrix(city.minutes, limit), city.jobs).total for limit in (30, 60))
    assert near.tolist() == (np.where(city.minutes <= 30, 1, 0) @ city.jobs).tolist()
    assert (near <= far).all() and (far <= city.jobs.sum()).all()


def test_what_is_not_known_is_counted_and_what_has_no_place_has_no_figure() -> None:
    cost = np.array([[1.0, 2, NAN], [1, np.inf, NAN], [NAN, NAN, NAN]])
    found = count_opportunities(CostMatrix(cost), numbers(5, NAN, 7))
    assert found.total.tolist() == pytest.approx([5, 5, NAN], nan_ok=True)
    assert found.unknown.tolist() == [1, 0, 0]
    assert found.nearest.tolist() == [0, 0, -1]


def test_opportunities_below_none_are_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="opportunities at index 0 is -1"):
        count_opportunities(CostMatrix(np.ones((1, 1))), numbers(-1))
