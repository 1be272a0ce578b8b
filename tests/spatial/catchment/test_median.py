"""The p-median finds what trying all choices finds, beside the facilities that stand."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from spatial.catchment.cost_matrix import CostMatrix
from spatial.catchment.median import count_spared, site_for_travel
from spatial.errors import RefusedError
from tests.columns import NAN, numbers
from tests.spatial.catchment.belo_horizonte import read_belo_horizonte


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_choice_costs_less(seed: int, number: int) -> None:
    random = np.random.default_rng(seed)
    cost, people = random.uniform(0, 1000, (60, 10)), random.integers(0, 9, 60) * 1.0
    existing = np.where(random.random(60) < 0.3, random.uniform(0, 400, 60), NAN)
    found = site_for_travel(CostMatrix(cost), people, existing, number, beyond=1000)
    now = np.fmin(existing, 1000)
    least = min(
        people @ np.minimum(now, cost[:, list(some)].min(axis=1)) for some in combinations(range(10), number)
    )
    assert found.optimal and found.after == pytest.approx(least)
    assert found.before == pytest.approx(people @ now)
    assert people @ np.minimum(now, cost[:, found.chosen].min(axis=1)) == pytest.approx(least)
    assert found.before - found.gains.sum() == pytest.approx(found.after)


def test_one_median_of_a_line_lies_at_the_middle_of_its_weight() -> None:
    spots = np.array([0.0, 1, 2, 10, 50])
    cost = np.abs(spots[:, None] - spots)
    found = site_for_travel(CostMatrix(cost), numbers(1, 1, 1, 1, 1), np.full(5, NAN), 1, beyond=50)
    assert (found.chosen.tolist(), found.after) == ([2], 2 + 1 + 8 + 48)


def test_the_next_school_of_belo_horizonte_is_the_best_of_all_cells(sample: Callable[[str], Path]) -> None:
    city = read_belo_horizonte(sample)
    now = city.minutes[:, city.schools > 0].min(axis=1)
    now[np.isinf(now)] = NAN
    found = site_for_travel(CostMatrix(city.minutes, 60), city.population, now, 1)
    people_minutes = city.population @ np.minimum(np.fmin(now, 60)[:, None], city.minutes)
    assert found.chosen.tolist() == [int(people_minutes.argmin())]
    assert found.optimal and found.after == pytest.approx(float(people_minutes.min()))


def test_who_reaches_none_is_charged_the_limit_and_who_has_no_place_nothing() -> None:
    cost = np.array([[1.0, 2], [np.inf, 8], [NAN, NAN]])
    found = site_for_travel(CostMatrix(cost, 10), numbers(1, 1, 9), np.full(3, NAN), 1)
    assert (found.before, found.chosen.tolist(), found.after) == (20, [1], 10)


def test_each_site_spares_those_it_is_nearer_to_than_what_stands_and_the_sites_before_it() -> None:
    cost = np.array([[1.0, 2], [8, 3], [9, 9], [NAN, NAN]])
    people, existing = numbers(5, 20, 40, 80), numbers(NAN, NAN, 4, 4)
    spared = [count_spared(CostMatrix(cost, 10), people, existing, np.array(one)) for one in ([0, 1], [1, 0])]
    assert [one.tolist() for one in spared] == [[25, 20], [25, 5]]


@pytest.mark.parametrize(
    ("limit", "beyond", "existing"),
    [(np.inf, None, NAN), (np.inf, 4, NAN), (10, 4, NAN), (10, NAN, NAN), (10, 10, 11)],
)
def test_a_charge_that_cannot_be_is_refused_by_a_sentence(
    limit: float, beyond: float | None, existing: float
) -> None:
    candidates = CostMatrix(np.full((1, 1), 5.0), limit)
    with pytest.raises(RefusedError, match="cannot be charged"):
        site_for_travel(candidates, numbers(1), numbers(existing), 1, beyond)


def test_no_number_is_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="ask for 1 or more"):
        site_for_travel(CostMatrix(np.ones((1, 1)), 5), numbers(1), numbers(NAN), 0)
