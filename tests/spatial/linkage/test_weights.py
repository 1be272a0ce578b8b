"""Weights are found again from the pairs they made, and order pairs by their evidence."""

from collections.abc import Callable, Iterator
from itertools import product
from math import log2, prod
from pathlib import Path

import pytest

from tests.spatial.linkage.agreement import count_patterns, pair_between
from tests.spatial.linkage.febrl import GUIDE, read_febrl
from tests.spatial.linkage.weights import Weight, estimate

TRUE = (Weight(0.95, 0.01), Weight(0.9, 0.1), Weight(0.8, 0.05), Weight(0.85, 0.2))
SHARE = 0.05


def expected() -> Iterator[tuple[tuple[bool, ...], int]]:
    """How many of ten million pairs agree in each way if the fields are independent."""
    for pattern in product((True, False), repeat=len(TRUE)):
        matched = prod(w.m if agrees else 1 - w.m for w, agrees in zip(TRUE, pattern, strict=True))
        chance = prod(w.u if agrees else 1 - w.u for w, agrees in zip(TRUE, pattern, strict=True))
        yield pattern, round(10_000_000 * (SHARE * matched + (1 - SHARE) * chance))


def test_agreement_weighs_what_it_tells_in_bits() -> None:
    weight = Weight(0.8, 0.1)
    assert weight.bits(True) == pytest.approx(3)
    assert weight.bits(False) == pytest.approx(log2(0.2 / 0.9))


def test_the_weights_that_made_the_pairs_are_found_again() -> None:
    found = estimate(dict(expected()))
    assert found.share == pytest.approx(SHARE, rel=1e-3)
    for weight, true in zip(found.weights, TRUE, strict=True):
        assert (weight.m, weight.u) == pytest.approx((true.m, true.u), rel=2e-3)


def test_the_more_agrees_the_likelier_two_are_one() -> None:
    found = estimate(dict(expected()))
    assert found.probability((True,) * 4) > 0.999
    assert found.probability((True, True, False, False)) > found.probability((False, True, False, False))
    assert found.probability((False,) * 4) < 1e-3


def test_the_pairs_of_febrl4_part_at_the_guides_threshold(sample: Callable[[str], Path]) -> None:
    left, right = (read_febrl(sample(f"reference/linkage/dataset4{part}.csv")) for part in "ab")
    patterns = count_patterns(pair_between(left, right, "given_name"), GUIDE)
    found = estimate(patterns)
    likely = sum(times for pattern, times in patterns.items() if found.probability(pattern) > 0.5)
    assert likely == pytest.approx(3241 + 146, abs=146)
