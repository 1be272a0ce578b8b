"""A matrix of costs tells the pairs within the limit, and refuses what is no cost."""

import numpy as np
import pytest

from spatial.catchment.cost_matrix import CostMatrix
from spatial.errors import RefusedError
from tests.columns import NAN


def test_pairs_are_those_within_the_limit_by_facility() -> None:
    cost = np.array([[1.0, 9, np.inf], [5, 2, 3], [6, np.inf, 5]])
    blocks = list(CostMatrix(cost, 5, pairs=6).blocks())
    told = [(block.first, block.after, block.facility.tolist(), block.demand.tolist()) for block in blocks]
    assert told == [(0, 2, [0, 0, 1], [0, 1, 1]), (2, 3, [2, 2], [1, 2])]
    assert [block.cost.tolist() for block in blocks] == [[1, 5, 2], [3, 5]]


def test_without_a_limit_all_that_can_be_reached_is() -> None:
    [block] = CostMatrix(np.array([[1.0, np.inf], [1e9, 0]])).blocks()
    assert block.cost.tolist() == [1, 1e9, 0]


def test_a_row_or_column_without_any_cost_has_no_place() -> None:
    reach = CostMatrix(np.array([[1.0, NAN], [NAN, NAN]]))
    assert (reach.demand_placed.tolist(), reach.facilities_placed.tolist()) == ([True, False], [True, False])
    assert [block.demand.tolist() for block in reach.blocks()] == [[0]]


def test_no_demand_or_no_facility_is_no_pair() -> None:
    assert [len(block.cost) for block in CostMatrix(np.empty((0, 3))).blocks()] == [0]
    reach = CostMatrix(np.empty((3, 0)))
    assert list(reach.blocks()) == [] and reach.demand_placed.all()


@pytest.mark.parametrize("cost", [-1.0, NAN, -np.inf])
def test_what_is_no_cost_is_refused_by_a_sentence(cost: float) -> None:
    with pytest.raises(RefusedError, match="from demand 1 to facility 0"):
        CostMatrix(np.array([[1.0, 2], [cost, 4]]))


@pytest.mark.parametrize("limit", [0, -1, NAN])
def test_a_limit_that_is_none_is_refused(limit: float) -> None:
    with pytest.raises(RefusedError, match="limit above 0"):
        CostMatrix(np.ones((2, 2)), limit)


def test_a_list_of_costs_is_refused() -> None:
    with pytest.raises(RefusedError, match="two dimensions"):
        CostMatrix(np.ones(4))
