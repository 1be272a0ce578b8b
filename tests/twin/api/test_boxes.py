"""Boxes of degrees are read exactly, cut at the antimeridian and laid into the web map's square."""

import math

import pytest

from twin.api.boxes import project, read_boxes


def test_a_box_across_the_antimeridian_is_two() -> None:
    assert read_boxes("170,-10,-170,10") == [(170, -10, 180, 10), (-180, -10, -170, 10)]


def test_heights_are_passed_over() -> None:
    assert read_boxes("1,2,-5,3,4,900") == read_boxes("1, 2, 3, 4")


@pytest.mark.parametrize(
    "text", ["1,2,3", "1,2,3,4,5", "1,2,9,3,4,8", "0,2,1,1", "181,0,1,1", "0,0,1,91", "x,0,1,1"]
)
def test_what_is_no_box_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_boxes(text)


def test_the_poles_lie_on_the_edge_of_the_square() -> None:
    edge = math.pi * 6378137
    assert project(180, 90) == pytest.approx((edge, edge), abs=0.01)
    assert project(-180, -90) == pytest.approx((-edge, -edge), abs=0.01)
    assert project(0, 0) == pytest.approx((0, 0), abs=1e-6)
