"""Flows add up, keep who comes from outside apart, and refuse what they cannot be."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import coo_array

from spatial.commute.flows import Flows
from spatial.errors import RefusedError
from tests.columns import codes, numbers

SMALL = Flows(origin=codes(0, 0, 1, -1, 1), destination=codes(0, 1, 0, 1, -1), count=numbers(5, 3, 2, 7, 4))


def test_flows_add_up_by_home_and_by_job() -> None:
    assert SMALL.leave(3).tolist() == [8, 6, 0]
    assert SMALL.arrive(3).tolist() == [7, 10, 0]
    assert SMALL.stay(3).tolist() == [5, 0, 0]


def test_who_lives_or_works_outside_is_told_apart() -> None:
    assert SMALL.external == 11
    assert SMALL.inside().count.tolist() == [5, 3, 2]


def test_dense_and_sparse_matrices_give_the_same_flows() -> None:
    table = np.array([[0, 2.0], [3, 0]])
    for flows in (Flows.of(table), Flows.of(coo_array(table))):
        assert flows.leave(2).tolist() == [2, 3]
        assert flows.arrive(2).tolist() == [3, 2]


def test_the_mean_cost_is_of_those_within_the_zones() -> None:
    cost = np.array([[1.0, 4], [2, np.inf]])
    assert SMALL.mean_cost(cost) == pytest.approx((5 * 1 + 3 * 4 + 2 * 2) / 10)
    nobody = Flows(origin=codes(-1), destination=codes(0), count=numbers(3))
    assert np.isnan(nobody.mean_cost(cost))


def test_a_flow_without_a_way_is_refused_unless_nobody_goes() -> None:
    cost = np.array([[1.0, np.inf], [2, 1]])
    with pytest.raises(RefusedError, match="from zone 0 to zone 1"):
        SMALL.mean_cost(cost)
    none = Flows(origin=codes(0, 0), destination=codes(0, 1), count=numbers(2, 0))
    assert none.mean_cost(cost) == 1


@pytest.mark.parametrize("count", [-1.0, np.nan, np.inf])
def test_a_count_that_is_none_is_refused_by_a_sentence(count: float) -> None:
    with pytest.raises(RefusedError, match="The flow in row 1 counts"):
        Flows(origin=codes(0, 0), destination=codes(0, 1), count=numbers(1, count))


def test_arrays_that_do_not_go_together_are_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="unlike lengths"):
        Flows(origin=codes(0), destination=codes(0, 1), count=numbers(1, 1))
    with pytest.raises(RefusedError, match="below -1"):
        Flows(origin=codes(-2), destination=codes(0), count=numbers(1))
    with pytest.raises(RefusedError, match="names zone 1, and there are 1"):
        SMALL.leave(1)
    with pytest.raises(RefusedError, match="give both of the same zones"):
        SMALL.mean_cost(np.ones((1, 1)))


def test_bristol_s_commuters_are_all_counted(sample: Callable[[str], Path]) -> None:
    rows = list(csv.DictReader(sample("commute/bristol/bristol_od.csv").read_text().splitlines()))
    zones = {code: at for at, code in enumerate(sorted({row["o"] for row in rows}))}
    flows = Flows(
        origin=codes(*(zones[row["o"]] for row in rows)),
        destination=codes(*(zones[row["d"]] for row in rows)),
        count=numbers(*(float(row["all"]) for row in rows)),
    )
    assert flows.leave(102).sum() == flows.arrive(102).sum() == 238_805
    assert flows.external == 0
