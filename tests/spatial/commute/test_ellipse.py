"""The ellipse of commuters agrees with clouds whose shape is known and with points worked by hand."""

import numpy as np
import pytest

from spatial.commute.ellipse import find_reach


def test_a_normal_cloud_reaches_as_far_as_its_distribution_says() -> None:
    random = np.random.default_rng(12)
    points = random.normal(size=(200_000, 2)) * [6, 2]
    turn = np.array([[np.cos(0.7), -np.sin(0.7)], [np.sin(0.7), np.cos(0.7)]])
    points = points @ turn + [100, -40]
    # Of a plane normal distribution 90 % lie within sqrt(-2 ln 0.1) standard deviations.
    assert find_reach(np.ones(200_000), points, points, 0.9) == pytest.approx(
        6 * np.sqrt(-2 * np.log(0.1)), rel=0.01
    )


def test_points_on_a_line_reach_along_it() -> None:
    homes = np.array([[-10.0, 0], [-5, 0], [0, 0], [5, 0]])
    assert find_reach(np.ones(4), homes, -homes, 1.0) == pytest.approx(10)
    assert find_reach(np.ones(4), homes, -homes, 0.75) == pytest.approx(5)
    assert find_reach(np.array([0.0, 1, 1, 1]), homes, -homes, 1.0) == pytest.approx(5)


def test_a_commuter_is_held_only_with_both_ends() -> None:
    homes, jobs = np.zeros((4, 2)), np.array([[3.0, 0], [-3, 0], [1, 0], [-1, 0]])
    assert find_reach(np.ones(4), homes, jobs, 0.5) == pytest.approx(1)
    assert find_reach(np.ones(4), homes, jobs, 0.6) == pytest.approx(3)


def test_weights_count_as_so_many_commuters() -> None:
    random = np.random.default_rng(1)
    homes, jobs, weights = random.normal(size=(50, 2)), random.normal(size=(50, 2)), random.integers(1, 5, 50)
    each = np.repeat(np.arange(50), weights)
    one = find_reach(weights.astype(float), homes, jobs, 0.9)
    assert one == pytest.approx(find_reach(np.ones(len(each)), homes[each], jobs[each], 0.9))


def test_one_place_has_no_reach_and_nobody_has_none() -> None:
    same = np.ones((3, 2))
    assert find_reach(np.ones(3), same, same, 0.9) == 0
    assert np.isnan(find_reach(np.zeros(3), same, same, 0.9))
