"""Facilities at one place are found, and told apart by what else they say."""

import numpy as np

from spatial.catchment.repeats import find_repeated
from tests.columns import NAN, numbers

SPOTS = np.array([[5.0, 5], [900, 5], [5.2, 4.9], [NAN, 5], [900, 5], [NAN, 5]])


def test_facilities_at_one_place_are_a_group_and_what_has_none_is_in_none() -> None:
    assert [group.tolist() for group in find_repeated(SPOTS)] == [[0, 2], [1, 4]]


def test_those_of_unlike_capacity_are_not() -> None:
    assert [group.tolist() for group in find_repeated(SPOTS, numbers(9, NAN, 8, 1, NAN, 1))] == [[1, 4]]


def test_a_finer_grid_tells_more_apart() -> None:
    assert [group.tolist() for group in find_repeated(SPOTS, apart=0.01)] == [[1, 4]]


def test_no_facility_is_no_group() -> None:
    assert find_repeated(np.empty((0, 2))) == []
