"""Ranges of numbers are spelled out one after the other."""

import numpy as np

from spatial.routing.columns import spell_out


def test_ranges_follow_each_other_and_empty_ones_say_nothing() -> None:
    found = spell_out(np.array([5, 0, 9]), np.array([3, 0, 2]))
    assert found.tolist() == [5, 6, 7, 9, 10]


def test_of_no_ranges_there_are_no_numbers() -> None:
    assert spell_out(np.array([], dtype=int), np.array([], dtype=int)).tolist() == []
