"""What of the demand is within the walk of each kind and of all kinds, with what cannot be told counted."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from spatial.catchment.cost_matrix import CostMatrix
from spatial.catchment.coverage import find_covered, measure_coverage
from spatial.catchment.straight_line import StraightLine
from spatial.errors import RefusedError
from tests.columns import NAN, numbers
from tests.spatial.catchment.belo_horizonte import read_belo_horizonte

STREET = np.column_stack([np.arange(0, 1000, 100.0), np.zeros(10)])
"""Homes every 100 m."""


def place(*metres: float) -> StraightLine:
    """Kindergartens along the street, with their 300 m."""
    spots = np.array([[metre, 0.0] for metre in metres]).reshape(-1, 2)
    return StraightLine(STREET, spots, 300)


def test_homes_on_a_street_are_counted_by_hand() -> None:
    found = measure_coverage({"near": place(0), "far": place(900, 901)}, np.full(10, 2.0))
    near, far = found.kinds["near"], found.kinds["far"]
    assert (near.covered, near.uncovered, near.share, near.facilities) == (8, 12, 0.4, 1)
    assert (far.covered, far.uncovered, far.share, far.facilities) == (8, 12, 0.4, 2)
    assert (found.together.covered, found.together.share) == (0, 0)
    assert found.number_of_kinds.tolist() == [1, 1, 1, 1, 0, 0, 1, 1, 1, 1]


def test_all_kinds_together_are_no_more_than_any_kind() -> None:
    found = measure_coverage({"a": place(300), "b": place(500)}, np.ones(10))
    assert found.together.covered == 5
    assert found.number_of_kinds.tolist() == [1, 1, 2, 2, 2, 2, 2, 1, 1, 0]


def test_each_kind_may_have_an_age_of_its_own() -> None:
    children = np.where(np.arange(10) < 2, 5.0, 0.0)
    found = measure_coverage({"kindergarten": place(0)}, np.ones(10), {"kindergarten": children})
    assert (found.kinds["kindergarten"].share, found.together.share) == (1, 0.4)


def test_what_cannot_be_told_is_counted_and_in_no_share() -> None:
    homes = np.vstack([STREET[:4], [[NAN, NAN]]])
    reach = StraightLine(homes, np.array([[0.0, 0], [NAN, 0]]), 100)
    found = measure_coverage({"clinic": reach}, numbers(1, 1, 1, NAN, 7))
    clinic = found.kinds["clinic"]
    assert (clinic.covered, clinic.uncovered, clinic.unknown, clinic.points_unknown) == (2, 1, 7, 1)
    assert clinic.uncertain and clinic.facilities == 1
    assert found.number_of_kinds.tolist() == [1, 1, 0, 0, -1]


def test_a_kind_of_no_facility_covers_nobody_and_no_demand_has_no_share() -> None:
    assert measure_coverage({"none": place()}, np.ones(10)).kinds["none"].share == 0
    assert np.isnan(measure_coverage({"a": place(0)}, np.zeros(10)).together.share)


def test_schools_of_belo_horizonte_within_15_minutes(sample: Callable[[str], Path]) -> None:
    city = read_belo_horizonte(sample)
    minutes = city.minutes[:, city.schools > 0]
    found = measure_coverage({"school": CostMatrix(minutes, 15)}, city.population)
    covered = (minutes <= 15).any(axis=1)
    assert found.together.covered == city.population[covered].sum()
    assert 0 < found.together.share < 1


def test_who_is_covered_is_told_point_by_point() -> None:
    assert find_covered(place(900)).tolist() == [False] * 6 + [True] * 4


def test_no_kind_and_unlike_demand_are_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="give one at least"):
        measure_coverage({}, np.ones(10))
    with pytest.raises(RefusedError, match="“a” is over other demand"):
        measure_coverage({"a": place(0)}, np.ones(9))
