"""Costs told by a callable become the pairs any other source tells, and are refused where they cannot be."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from spatial.analysis import Numbers
from spatial.catchment.cost_matrix import CostMatrix
from spatial.catchment.decay import Gaussian
from spatial.catchment.floating import share_supply
from spatial.catchment.reach import Indices
from spatial.catchment.straight_line import StraightLine
from spatial.catchment.travelled import CostsFrom, Travelled
from spatial.errors import RefusedError
from tests.columns import NAN, numbers

ALL = np.ones(3, bool)


def tell_out_of(cost: Numbers) -> CostsFrom:
    """What tells the costs of a matrix, in an order of its own."""

    def tell(asked: Indices) -> tuple[Indices, Indices, Numbers]:
        demand, own = (found[::-1] for found in np.nonzero(np.isfinite(cost[:, asked])))
        return asked[own], demand, cost[demand, asked[own]]

    return tell


def tell(*pairs: tuple[int, int, float]) -> Callable[[Indices], Any]:
    """Told of whatever is asked."""
    facility, demand, cost = zip(*pairs, strict=True)
    return lambda _: (np.array(facility), np.array(demand), numbers(*cost))


def test_three_sources_of_the_same_costs_give_the_same_access() -> None:
    random = np.random.default_rng(5)
    demand, facilities = random.uniform(0, 3000, (400, 2)), random.uniform(0, 3000, (30, 2))
    people, beds = random.uniform(0, 9, 400), random.uniform(1, 9, 30)
    demand[4], facilities[2] = NAN, NAN
    line = StraightLine(demand, facilities, 800)
    cost = np.hypot(*(demand[:, None] - facilities).transpose(2, 0, 1))
    travelled = Travelled(tell_out_of(cost), 800, line.demand_placed, line.facilities_placed, 7)
    found = [
        share_supply(reach, people, beds, Gaussian(300)).accessibility
        for reach in (line, CostMatrix(cost, 800), travelled)
    ]
    assert found[1].tobytes() == found[2].tobytes()
    assert found[0].tolist() == pytest.approx(found[1].tolist(), rel=1e-12, nan_ok=True)


def test_only_placed_facilities_are_asked_and_what_is_far_is_left_out() -> None:
    asked: list[list[int]] = []

    def costs_from(facilities: Indices) -> tuple[Indices, Indices, Numbers]:
        asked.append(facilities.tolist())
        demand = np.arange(3).repeat(len(facilities))
        return np.tile(facilities, 3), demand, demand * 5.0

    reach = Travelled(costs_from, 5, np.array([True, False, True]), np.array([True, False, True, True]), 2)
    blocks = list(reach.blocks())
    assert asked == [[0], [2, 3]]
    assert [block.facility.tolist() for block in blocks] == [[0], [2, 3]]
    assert [block.cost.tolist() for block in blocks] == [[0], [0, 0]]
    assert [(block.first, block.after) for block in blocks] == [(0, 2), (2, 4)]


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ([(0, 1, 2.0), (0, 1, 3.0)], "facility 0 to demand 1 is told twice"),
        ([(0, 1, -1.0)], "facility 0 to demand 1 is -1"),
        ([(0, 1, NAN)], "facility 0 to demand 1 is nan"),
        ([(9, 1, 1.0)], "was not asked for"),
        ([(0, 7, 1.0)], "there are 3 points"),
    ],
)
def test_pairs_that_cannot_be_are_refused_by_a_sentence(
    pairs: list[tuple[int, int, float]], told: str
) -> None:
    with pytest.raises(RefusedError, match=told):
        list(Travelled(tell(*pairs), 5, ALL, ALL).blocks())


def test_columns_of_unlike_length_are_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="differ in number"):
        list(Travelled(lambda _: (np.zeros(2, int), np.zeros(1, int), numbers(1)), 5, ALL, ALL).blocks())
