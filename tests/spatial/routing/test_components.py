"""The parts of a graph are numbered from the greatest."""

import numpy as np
import pytest

from spatial.routing.components import label

TAIL, HEAD = np.array([3, 4, 5, 0]), np.array([4, 5, 3, 3])


def test_directions_aside_what_is_joined_is_one_part() -> None:
    assert label(7, TAIL, HEAD).tolist() == [0, 1, 2, 0, 0, 0, 3]


def test_strongly_only_what_can_come_back_is_one_part() -> None:
    found = label(7, TAIL, HEAD, strong=True)
    assert found[[3, 4, 5]].tolist() == [0, 0, 0] and sorted(found[[0, 1, 2, 6]].tolist()) == [1, 2, 3, 4]


@pytest.mark.parametrize("size", [0, 3])
def test_without_arcs_every_node_is_a_part(size: int) -> None:
    nothing = np.empty(0, dtype=int)
    assert label(size, nothing, nothing).tolist() == list(range(size))
