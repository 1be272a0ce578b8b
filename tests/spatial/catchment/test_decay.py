"""Weights fall with cost as their papers say."""

from math import exp

import numpy as np
import pytest

from spatial.catchment.decay import LUO_QI, Gaussian, GaussianToZero, Rings, alike, weigh
from spatial.errors import RefusedError
from tests.columns import NAN, numbers


def test_all_counts_alike() -> None:
    assert alike(numbers(0, 5, 99)).tolist() == [1, 1, 1]


def test_a_bound_belongs_to_the_ring_it_ends() -> None:
    found = LUO_QI(numbers(0, 10, 10.01, 20, 30, 30.01))
    assert found.tolist() == [1, 1, 0.68, 0.68, 0.22, 0]


def test_gaussian_weights_of_known_costs() -> None:
    assert Gaussian(2)(numbers(0, 2, 4)).tolist() == pytest.approx([1, exp(-0.5), exp(-2)])


def test_the_gaussian_of_dai_ends_at_the_limit() -> None:
    found = GaussianToZero(10)(numbers(0, 5, 10, 20))
    middle = (exp(-0.125) - exp(-0.5)) / (1 - exp(-0.5))
    assert found.tolist() == pytest.approx([1, middle, 0, 0])


@pytest.mark.parametrize(
    ("bounds", "weights"), [((), ()), ((10, 10), (1, 1)), ((10, 5), (1, 1)), ((0, 5), (1, 1)), ((5,), (1, 1))]
)
def test_rings_that_cannot_be_are_refused(bounds: tuple[float, ...], weights: tuple[float, ...]) -> None:
    with pytest.raises(RefusedError, match="rising bounds"):
        Rings(bounds, weights)


@pytest.mark.parametrize("breadth", [0, -1, NAN, np.inf])
@pytest.mark.parametrize("decay", [Gaussian, GaussianToZero])
def test_a_breadth_that_cannot_be_is_refused(decay: type[Gaussian], breadth: float) -> None:
    with pytest.raises(RefusedError, match="above 0"):
        decay(breadth)


@pytest.mark.parametrize("weights", [[1.0, -0.1], [NAN, 1], [1, np.inf]])
def test_what_is_no_weight_is_refused(weights: list[float]) -> None:
    with pytest.raises(RefusedError, match="below 0 or no number"):
        weigh(lambda _: numbers(*weights), numbers(1, 2))


def test_no_cost_has_no_weight() -> None:
    assert len(weigh(alike, numbers())) == 0
