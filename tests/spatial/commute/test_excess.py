"""Excess commuting of a city worked by hand, and the laws that hold in any."""

import numpy as np
import pytest

from spatial.commute.excess import Excess, measure_excess
from spatial.commute.flows import Flows
from spatial.commute.margins import Totals
from spatial.errors import RefusedError

HOMES, JOBS = np.array([60.0, 40]), np.array([30.0, 70])
COST = np.array([[1.0, 5], [5, 2]])
"""Of 60 and 40 who live and 30 and 70 who work in two zones, at least 30 must cross and at most 70 can."""


def make(seed: int) -> tuple[Flows, np.ndarray]:
    """Flows between thirty zones, some with nothing, and their costs."""
    random = np.random.default_rng(seed)
    flows = random.integers(0, 20, (30, 30)) * (random.random((30, 30)) < 0.4)
    flows[7], flows[:, 9] = 0, 0
    return Flows.of(flows), random.uniform(1, 30, (30, 30))


def measure(flows: Flows, cost: np.ndarray) -> Excess:
    """The excess of flows by their own homes and jobs."""
    return measure_excess(flows.leave(30), flows.arrive(30), cost, flows.mean_cost(cost))


def test_a_city_of_two_zones_is_as_worked_by_hand() -> None:
    found = measure_excess(HOMES, JOBS, COST, observed=3.5)
    assert found.least == pytest.approx((30 * 1 + 30 * 5 + 40 * 2) / 100)
    assert found.most == pytest.approx((60 * 5 + 30 * 5 + 10 * 2) / 100)
    assert found.random == pytest.approx((18 * 1 + 42 * 5 + 12 * 5 + 28 * 2) / 100)
    assert found.excess == pytest.approx((3.5 - 2.6) / 3.5)
    assert found.capacity_used == pytest.approx((3.5 - 2.6) / (4.7 - 2.6))
    assert found.normalised == pytest.approx((3.44 - 3.5) / 3.44)
    assert found.effort == pytest.approx((3.44 - 3.5) / (3.44 - 2.6))
    assert found.factor == 1


@pytest.mark.parametrize("seed", range(8))
def test_the_observed_lies_between_the_least_and_the_greatest(seed: int) -> None:
    found = measure(*make(seed))
    assert 0 < found.least < found.observed < found.most
    assert found.least < found.random < found.most


def test_costs_in_another_unit_change_no_share() -> None:
    flows, cost = make(3)
    one, other = measure(flows, cost), measure(flows, cost * 60)
    assert other.least == pytest.approx(one.least * 60)
    assert (other.excess, other.capacity_used) == pytest.approx((one.excess, one.capacity_used))
    assert (other.normalised, other.effort) == pytest.approx((one.normalised, one.effort))


def test_zones_in_another_order_change_nothing() -> None:
    flows, cost = make(4)
    order = np.random.default_rng(1).permutation(30)
    place = np.argsort(order).astype(np.int32)
    moved = Flows(origin=place[flows.origin], destination=place[flows.destination], count=flows.count)
    one, other = measure(flows, cost), measure(moved, cost[np.ix_(order, order)])
    assert (one.least, one.most, one.random) == pytest.approx((other.least, other.most, other.random))


def test_jobs_that_are_more_are_refused_unless_rescaled_and_the_factor_is_told() -> None:
    with pytest.raises(RefusedError, match="100 commuters by home and 200 by job"):
        measure_excess(HOMES, JOBS * 2, COST, 3.5)
    found = measure_excess(HOMES, JOBS * 2, COST, 3.5, Totals.RESCALE)
    assert found.factor == pytest.approx(0.5)
    assert found.least == pytest.approx(2.6)


def test_no_way_between_some_leaves_no_random_commute() -> None:
    cost = np.array([[1.0, 5], [np.inf, 2]])
    found = measure_excess(HOMES, JOBS, cost, observed=2.6)
    assert np.isnan([found.random, found.normalised, found.effort]).all()
    assert found.excess == pytest.approx(0)
    assert np.isnan(found.capacity_used)


@pytest.mark.parametrize("observed", [2.5, 4.8, np.nan, np.inf])
def test_a_mean_that_no_plan_has_is_refused_by_a_sentence(observed: float) -> None:
    with pytest.raises(RefusedError, match=r"allow 2\.6 to 4\.7"):
        measure_excess(HOMES, JOBS, COST, observed)


def test_where_nothing_costs_anything_there_is_no_share() -> None:
    found = measure_excess(HOMES, JOBS, np.zeros((2, 2)), 0.0)
    assert np.isnan([found.excess, found.capacity_used, found.normalised, found.effort]).all()
