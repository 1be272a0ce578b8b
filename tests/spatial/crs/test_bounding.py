"""Rectangles go from degrees to a plan whole, or not at all."""

import pytest

from spatial.crs import area_in_plan, in_plan, parse


def test_an_extent_goes_to_the_plan_with_its_bulging_sides() -> None:
    west, south, east, north = in_plan((119.0, 30.0, 121.0, 31.0), 4549) or (0.0, 0.0, 0.0, 0.0)
    assert (west + east) / 2 == pytest.approx(500_000, abs=0.01)
    middle = in_plan((120.0, 30.0, 120.0, 30.0), 4549)
    assert middle is not None
    assert south == pytest.approx(middle[1], abs=0.01)
    assert north > 3_430_000


def test_an_extent_out_of_reach_has_no_plan() -> None:
    assert in_plan((120.0, 95.0, 120.0, 95.0), 4549) is None


def test_a_systems_area_is_told_in_its_own_plan() -> None:
    area = area_in_plan(parse(4549))
    assert area == pytest.approx((347_872, 2_702_916, 652_128, 5_912_395), abs=1)
    assert area_in_plan(parse(4490)) == parse(4490).area
