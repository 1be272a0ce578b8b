"""Flows are balanced where they are local and Furness is slow, in passes that are counted."""

import numpy as np
import pytest

from spatial.analysis import Numbers
from spatial.commute.balancing import Trail, balance
from spatial.errors import RefusedError


def make_line(zones: int) -> tuple[Numbers, Numbers, Numbers]:
    """Homes and jobs along a line far longer than anyone commutes."""
    random = np.random.default_rng(2)
    homes, jobs = random.lognormal(size=zones), random.lognormal(size=zones)
    places = np.sort(random.uniform(0, 100, zones))
    return homes / homes.sum(), jobs / jobs.sum(), np.abs(np.subtract.outer(places, places)) + 0.1


def test_a_long_city_is_balanced_at_a_beta_given() -> None:
    homes, jobs, ways = make_line(250)
    found = balance(homes, jobs, ways, None, 1.0, 0.5)
    flows = np.exp(found.row[:, None] + found.column - found.beta * ways)
    assert found.beta == 0.5
    np.testing.assert_allclose(flows.sum(axis=1), homes, rtol=1e-9)
    np.testing.assert_allclose(flows.sum(axis=0), jobs, rtol=1e-6)
    assert np.abs(flows.sum(axis=0) / jobs - 1).max() == pytest.approx(found.off, abs=1e-12)


def test_a_mean_is_met_and_the_passes_are_told() -> None:
    homes, jobs, ways = make_line(250)
    known = balance(homes, jobs, ways, None, 1.0, 0.2)
    mean = (np.exp(known.row[:, None] + known.column - 0.2 * ways) * ways).sum()
    found = balance(homes, jobs, ways, mean, mean, 1 / mean)
    assert found.beta == pytest.approx(0.2, rel=1e-4)
    assert found.passes > 2


def test_a_mean_below_the_least_is_refused_by_a_sentence() -> None:
    homes, jobs, ways = make_line(8)
    with pytest.raises(RefusedError, match=r"After 200 passes .* off by"):
        balance(homes, jobs, ways, 0.11, 0.11, 1.0)


def test_a_trail_finds_the_end_of_a_linear_road_at_once() -> None:
    matrix, end = np.array([[0.5, 0.2], [0.1, 0.7]]), np.array([3.0, -2])
    trail, at = Trail(np.ones(2)), np.zeros(2)
    for _ in range(3):
        at = trail.extend(at, matrix @ (end - at))
    np.testing.assert_allclose(at, end, atol=1e-9)
    trail.forget()
    assert trail.points == []
