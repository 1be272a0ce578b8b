"""Bounds of unknown counts under equations, whatever is settled or apart."""

import math

import numpy as np
import pytest
from scipy.sparse import csr_array

from spatial.privacy.system import System


def system(rows: list[list[float]], values: list[float], width: int = 4) -> System:
    matrix = csr_array(np.array(rows, dtype=float).reshape(-1, width))
    return System(matrix, np.array(values, dtype=float))


def reach(found: System, *weights: float) -> tuple[float, float]:
    goal = np.array(weights, dtype=float)
    return found.reach(goal), -found.reach(-goal)


def test_what_single_equations_settle_has_no_range() -> None:
    found = system([[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 1]], [9, 4, 0])
    assert found.parts == []
    assert reach(found, 0, 1, 0, 0) == (5, 5)
    assert reach(found, 0, 0, 1, 1) == (0, 0)


def test_parts_that_share_no_equation_are_solved_apart() -> None:
    found = system([[1, 1, 0, 0], [0, 0, 1, 1]], [9, 4])
    assert len(found.parts) == 2
    assert reach(found, 1, 0, 1, 0) == (0, 13)


def test_what_nothing_bounds_may_be_anything() -> None:
    assert reach(system([], []), 1, 0, 0, 0) == (0, math.inf)
    assert reach(system([[1, -1, 0, 0]], [0]), 1, 0, 0, 0) == (0, math.inf)


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ([[1, 0, 0, 0], [1, 1, 0, 0]], [5, 4]),
        ([[1, 1, 0, 0], [1, 1, 0, 0]], [5, 4]),
        ([[1, 0, 0, 0], [1, 0, 0, 0]], [5, 4]),
    ],
)
def test_equations_that_contradict_each_other_are_refused(
    rows: list[list[float]], values: list[float]
) -> None:
    with pytest.raises(ValueError, match="contradict each other"):
        system(rows, values)


def test_the_state_is_a_solution_wherever_it_has_been_moved() -> None:
    found = system([[1, 1, 1, 0], [0, 0, 1, 1]], [9, 4])
    for goal in np.random.default_rng(7).normal(size=(20, 4)):
        found.wander(goal)
        assert found.state[:3].sum() == pytest.approx(9)
        assert found.state[2:].sum() == pytest.approx(4)
        assert found.state.min() >= -1e-9
