"""Bounds become figures people read, and no value changes its class where there is a gap."""

import numpy as np
import pytest

from spatial.classification.breaks import natural_breaks, places
from spatial.classification.rounding import equal_intervals, readable, roundest


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (12.3, 17.8, 15.0),
        (-3, 4, 0.0),
        (0.0123, 0.0171, 0.015),
        (97, 103, 100.0),
        (7, 7, 7.0),
        (-17, -12, -15),
    ],
)
def test_the_figure_of_fewest_digits_is_chosen(low: float, high: float, told: float) -> None:
    assert roundest(low, high) == pytest.approx(told)


def test_a_bound_lies_in_the_gap_between_two_classes() -> None:
    values = np.array([1.0, 2, 3, 47, 51, 183, 190])
    bounds = natural_breaks(values, 3)
    assert bounds == (1.0, 47.0, 183.0)
    told = readable(values, bounds)
    assert told == (0.0, 40.0, 100.0)
    assert places(values, told).tolist() == places(values, bounds).tolist()


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [
        (0, 100, (0, 20, 40, 60, 80)),
        (1642, 20747, (0, 5000, 10000, 15000, 20000)),
        (0.013, 0.187, (0, 0.04, 0.08, 0.12, 0.16)),
        (-7, 9, (-8, -4, 0, 4, 8)),
        (1995, 2024, (1990, 2000, 2010, 2020)),
    ],
)
def test_equal_intervals_have_one_round_width(least: float, most: float, told: tuple[float, ...]) -> None:
    assert equal_intervals(np.array([least, most], dtype=float), 5) == told


def test_no_class_is_emptied_and_bounds_keep_their_order() -> None:
    for seed in range(20):
        values = np.sort(np.random.default_rng(seed).normal(100, 30, 400))
        told = readable(values, natural_breaks(values, 5))
        assert list(told) == sorted(set(told))
        assert np.diff(places(values, told)).min() > 0
