"""Maximal covering finds what trying all choices finds, with points that are alike put together."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from spatial.catchment.cost_matrix import CostMatrix
from spatial.catchment.covering import merge_points, site_for_coverage
from spatial.catchment.straight_line import StraightLine
from spatial.errors import RefusedError
from tests.columns import NAN, numbers
from tests.spatial.catchment.belo_horizonte import read_belo_horizonte


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_choice_covers_more(seed: int, number: int) -> None:
    random = np.random.default_rng(seed)
    demand, candidates = random.uniform(0, 1000, (60, 2)), random.uniform(0, 1000, (10, 2))
    people, covered = random.integers(0, 9, 60) * 1.0, random.random(60) < 0.2
    found = site_for_coverage(StraightLine(demand, candidates, 250), people, covered, number)
    within = np.hypot(*(demand[:, None] - candidates).transpose(2, 0, 1)) <= 250
    most = max(
        people[within[:, list(some)].any(axis=1) | covered].sum() for some in combinations(range(10), number)
    )
    assert found.before == people[covered].sum()
    assert found.optimal and found.after == found.bound == most
    assert found.before + found.gains.sum() == found.after
    assert people[within[:, found.chosen].any(axis=1) | covered].sum() == most


def test_five_more_schools_of_belo_horizonte_within_15_minutes(sample: Callable[[str], Path]) -> None:
    city = read_belo_horizonte(sample)
    within = city.minutes <= 15
    covered = within[:, city.schools > 0].any(axis=1)
    found = site_for_coverage(CostMatrix(city.minutes, 15), city.population, covered, 5)
    assert (found.before, found.after, found.optimal) == (869542, 898809, True)
    assert city.population[within[:, found.chosen].any(axis=1) | covered].sum() == 898809


def test_points_of_the_same_candidates_are_one_and_of_none_too() -> None:
    cost = np.array([[1, 9, 1], [1, 9, 1], [9, 1, 9], [9, 9, 9], [1, 1, 1], [1, 9, 1.0]])
    open_points = np.array([True] * 5 + [False])
    numbers_of = merge_points(CostMatrix(cost, 5), open_points)
    assert numbers_of[0] == numbers_of[1]
    assert len(set(numbers_of[:5].tolist())) == 4
    assert numbers_of[5] == -1


def test_what_is_covered_already_or_has_no_place_gains_nothing() -> None:
    cost = np.array([[1.0, 9], [9, 1], [NAN, NAN]])
    found = site_for_coverage(CostMatrix(cost, 5), numbers(5, 3, 7), np.array([True, False, False]), 2)
    assert (found.chosen.tolist(), found.gains.tolist(), found.before, found.after) == ([1], [3], 5, 8)


def test_where_all_is_covered_no_candidate_is_chosen() -> None:
    found = site_for_coverage(CostMatrix(np.ones((2, 2))), numbers(5, NAN), np.array([True, False]), 1)
    assert (found.chosen.tolist(), found.after, found.optimal) == ([], 5, True)


def test_coverage_of_other_points_is_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="2 points whether they are covered, and there are 1"):
        site_for_coverage(CostMatrix(np.ones((1, 1))), numbers(1), np.zeros(2, bool), 1)


def test_no_number_is_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="ask for 1 or more"):
        site_for_coverage(CostMatrix(np.ones((1, 1))), numbers(1), np.zeros(1, bool), 0)
