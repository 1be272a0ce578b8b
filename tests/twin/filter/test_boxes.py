"""Boxes of degrees are made exactly, cut at the antimeridian and laid into the web map's square."""

import math

import pytest

from twin.filter.boxes import make_boxes, project


def test_a_box_across_the_antimeridian_is_two() -> None:
    assert make_boxes([170, -10, -170, 10]) == [(170, -10, 180, 10), (-180, -10, -170, 10)]


@pytest.mark.parametrize(
    "numbers",
    [(1, 2, 3), (1, 2, 9, 3, 4, 8), (0, 2, 1, 1), (181, 0, 1, 1), (0, 0, 1, 91), (0, 0, math.nan, 1)],
)
def test_what_is_no_box_is_refused(numbers: tuple[float, ...]) -> None:
    with pytest.raises(ValueError):
        make_boxes(numbers)


def test_the_poles_lie_on_the_edge_of_the_square() -> None:
    edge = math.pi * 6378137
    assert project(180, 90) == pytest.approx((edge, edge), abs=0.01)
    assert project(-180, -90) == pytest.approx((-edge, -edge), abs=0.01)
    assert project(0, 0) == pytest.approx((0, 0), abs=1e-6)
