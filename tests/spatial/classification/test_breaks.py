"""Each method's bounds are what its definition says, the natural ones the best there are."""

from itertools import combinations

import numpy as np
import pytest

from spatial.classification.breaks import (
    MOST_GROUPS,
    fit,
    gather,
    head_tail,
    natural_breaks,
    quantiles,
)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("classes", [2, 3, 4])
def test_no_other_bounds_fit_better_than_the_natural_ones(seed: int, classes: int) -> None:
    values = np.sort(np.random.default_rng(seed).gamma(1.5, 10, 14).round())
    best = max(
        fit(values, (float(values[0]), *inner))
        for inner in combinations(np.unique(values)[1:].tolist(), classes - 1)
    )
    found = natural_breaks(values, classes)
    assert len(found) == classes
    assert fit(values, found) == pytest.approx(best)


def test_repeated_values_weigh_by_their_number() -> None:
    heads = np.array([1.0, 2, 8, 9, 30])
    times = np.array([400, 1, 1, 400, 3])
    assert natural_breaks(np.repeat(heads, times), 3) == (1.0, 8.0, 30.0)


def test_very_many_values_are_gathered_without_losing_one() -> None:
    values = np.sort(np.random.default_rng(1).lognormal(3, 1, 50_000))
    heads, weights = gather(values)
    assert len(heads) <= MOST_GROUPS and weights.sum() == len(values)
    exact = natural_breaks(values[::50], 5)
    assert fit(values, natural_breaks(values, 5)) >= fit(values, exact) - 0.005


def test_quantiles_leave_one_number_in_each_class() -> None:
    values = np.arange(100.0)
    assert quantiles(values, 4) == (0.0, 25.0, 50.0, 75.0)
    assert quantiles(np.array([1.0, 1, 1, 1, 1, 9]), 3) == (1.0,)


def test_the_head_is_cut_off_at_each_mean_while_it_is_the_smaller_part() -> None:
    values = np.sort(np.array([1.0] * 27 + [3] * 9 + [9] * 3 + [27]))
    assert head_tail(values, 7) == (1.0, 3.0, 9.0, 27.0)
    assert head_tail(np.arange(50.0), 5) == (0.0,)


def test_values_that_are_all_the_same_are_explained_by_any_class() -> None:
    assert fit(np.ones(4), (1.0,)) == 1.0
