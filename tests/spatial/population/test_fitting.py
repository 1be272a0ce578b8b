"""Whole numbers that fit: totals are met to the unit, caps never broken, margins exact on both sides."""

import numpy as np
import pytest

from spatial.population.fitting import apportion, balance, fit_sizes, round_flows


@pytest.mark.parametrize("seed", range(20))
def test_each_group_gets_its_total_and_nobody_more_than_the_cap(seed: int) -> None:
    draw = np.random.default_rng(seed)
    groups = draw.integers(0, 7, 200)
    caps = draw.integers(0, 9, 200)
    weights = draw.random(200) * (draw.random(200) < 0.8)
    totals = (np.bincount(groups, caps, 7) * draw.random(7)).astype(np.int64)
    shared = apportion(weights, groups, totals, caps)
    assert np.bincount(groups, shared, 7).tolist() == totals.tolist()
    assert (shared <= caps).all() and (shared >= 0).all()


def test_shares_are_by_weight_and_the_largest_remainder_takes_what_is_left() -> None:
    alone = np.zeros(3, dtype=np.int64)
    assert apportion(np.array([5.0, 3.0, 2.0]), alone, np.array([10])).tolist() == [5, 3, 2]
    assert apportion(np.array([1.0, 1.2, 1.0]), alone, np.array([10])).tolist() == [3, 4, 3]


def test_a_total_beyond_the_caps_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot take"):
        apportion(np.ones(2), np.zeros(2, dtype=np.int64), np.array([5]), np.array([2, 2]))


@pytest.mark.parametrize(("number", "total"), [(100, 262), (100, 100), (100, 300), (7, 18), (0, 0), (1, 3)])
def test_household_sizes_have_exactly_that_sum(number: int, total: int) -> None:
    counts = fit_sizes(np.array([0.3, 0.4, 0.3]), number, total)
    assert counts.sum() == number and counts @ np.array([1, 2, 3]) == total and (counts >= 0).all()


def test_the_usual_sizes_come_out_as_they_are() -> None:
    assert fit_sizes(np.array([0.3, 0.4, 0.3]), 1000, 2000).tolist() == [300, 400, 300]


def test_a_sum_no_sizes_can_have_is_refused() -> None:
    with pytest.raises(ValueError, match="No sizes"):
        fit_sizes(np.array([0.5, 0.5]), 10, 21)


def test_flows_have_both_margins_to_the_unit_and_keep_to_the_pull() -> None:
    draw = np.random.default_rng(3)
    rows, columns = draw.integers(0, 300, 30), draw.integers(0, 300, 30)
    columns[0] += max(rows.sum() - columns.sum(), 0)
    rows[0] += columns.sum() - rows.sum()
    pull = draw.random((30, 30)) + 0.01
    flows = balance(pull, rows, columns)
    whole = round_flows(flows, rows, columns)
    assert whole.sum(axis=1).tolist() == rows.tolist() and whole.sum(axis=0).tolist() == columns.tolist()
    assert (whole >= 0).all() and np.abs(whole - flows).max() < 3
