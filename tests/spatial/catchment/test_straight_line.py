"""Pairs within a straight line are those that every distance tells, each once, in blocks of any size."""

import tracemalloc
from itertools import pairwise

import numpy as np
import pytest

from spatial.analysis import Numbers
from spatial.catchment.reach import Reach
from spatial.catchment.straight_line import StraightLine
from spatial.errors import RefusedError
from tests.columns import NAN


def list_pairs(reach: Reach) -> list[tuple[int, int]]:
    """Every pair of demand and facility, in the order told."""
    return [
        pair
        for block in reach.blocks()
        for pair in zip(block.demand.tolist(), block.facility.tolist(), strict=True)
    ]


def scatter(shift: float = 0) -> tuple[Numbers, Numbers]:
    """Demand and facilities about one place, some beyond the others and two without a place."""
    random = np.random.default_rng(4)
    demand, facilities = random.uniform(0, 4000, (1500, 2)), random.uniform(-900, 4900, (60, 2))
    demand[7], facilities[3, 1] = NAN, NAN
    return demand + shift, facilities + shift


@pytest.mark.parametrize("limit", [0.5, 60, 700, 3000, 20_000])
@pytest.mark.parametrize("shift", [0, 4_000_000])
def test_the_pairs_are_those_of_all_distances(limit: float, shift: float) -> None:
    demand, facilities = scatter(shift)
    found = list_pairs(StraightLine(demand, facilities, limit))
    distance = np.hypot(*(demand[:, None] - facilities).transpose(2, 0, 1))
    assert len(found) == len(set(found))
    assert set(found) == set(map(tuple, np.argwhere(distance <= limit).tolist()))


def test_points_on_a_lattice_at_the_limit_are_within_it() -> None:
    steps = np.arange(0, 50, 5.0)
    lattice = np.column_stack([axis.ravel() for axis in np.meshgrid(steps, steps)])
    found = list_pairs(StraightLine(lattice, lattice, 5))
    assert len(found) == 100 + 4 * 90


@pytest.mark.parametrize("pairs", [1, 900, 1 << 20])
def test_blocks_hold_every_facility_once_in_order(pairs: int) -> None:
    reach = StraightLine(*scatter(), 700, pairs)
    blocks = list(reach.blocks())
    assert blocks[0].first == 0 and blocks[-1].after == 60
    assert all(one.after == other.first for one, other in pairwise(blocks))
    assert list_pairs(reach) == list_pairs(StraightLine(*scatter(), 700))
    assert all(len(block.cost) <= pairs or block.after - block.first == 1 for block in blocks)


def test_no_more_is_held_than_the_points_and_the_pairs_of_a_block() -> None:
    demand = np.random.default_rng(9).uniform(0, 100, (2000, 2))
    tracemalloc.start()
    told = sum(len(block.cost) for block in StraightLine(demand, demand[:500], 200, 10_000).blocks())
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told == 1_000_000
    assert held < 3_000_000


def test_what_has_no_place_is_told_and_in_no_pair() -> None:
    demand, facilities = scatter()
    reach = StraightLine(demand, facilities, 20_000)
    assert np.flatnonzero(~reach.demand_placed).tolist() == [7]
    assert np.flatnonzero(~reach.facilities_placed).tolist() == [3]
    assert not {7} & {demand for demand, _ in list_pairs(reach)}


def test_all_demand_at_one_spot_is_one_strip() -> None:
    reach = StraightLine(np.full((5, 2), 9.0), np.array([[9.0, 9], [9, 30]]), 10)
    assert list_pairs(reach) == [(number, 0) for number in range(5)]


@pytest.mark.parametrize("east", [120.3, -70])
def test_degrees_are_refused_by_a_sentence(east: float) -> None:
    degrees = np.array([[120.1, 30.2], [east, 30.4]])
    with pytest.raises(RefusedError, match="look like degrees"):
        StraightLine(degrees, degrees, 300)


def test_what_is_no_table_of_points_is_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="two columns"):
        StraightLine(np.ones((4, 3)), np.ones((4, 2)), 10)
