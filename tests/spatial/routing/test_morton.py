"""Points are put in the order of a Morton curve."""

import numpy as np
import pytest

from spatial.routing.morton import sort


def test_four_quarters_are_passed_in_the_shape_of_a_z() -> None:
    xy = np.array([[1.0, 1.0], [0.0, 1.0], [1.0, 0.0], [0.0, 0.0]]) * 1000
    assert xy[sort(xy)].tolist() == [[0, 0], [1000, 0], [0, 1000], [1000, 1000]]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_is_a_permutation_that_does_not_depend_on_the_order_given(seed: int) -> None:
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 30000, (500, 2)).round(1)
    order, shuffle = sort(xy), rng.permutation(500)
    assert sorted(order.tolist()) == list(range(500))
    assert (xy[shuffle][sort(xy[shuffle])] == xy[order]).all()


def test_neighbours_in_the_city_are_near_in_the_order() -> None:
    xy = np.random.default_rng(1).uniform(0, 10000, (4000, 2))
    steps = np.hypot(*np.diff(xy[sort(xy)], axis=0).T).mean()
    assert steps < np.hypot(*np.diff(xy, axis=0).T).mean() / 20


def test_points_at_one_place_and_no_points_are_no_fault() -> None:
    assert sorted(sort(np.ones((3, 2))).tolist()) == [0, 1, 2]
    assert sort(np.empty((0, 2))).tolist() == []
