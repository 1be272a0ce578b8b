"""Zones are located in their order, in metres and in degrees."""

import pytest

from tests.registers import SOUTH, WEST, WIDE, Planted
from twin.access import NOBODY, NOW
from twin.runner.zone import Zoning
from twin.runner.zoning import find_zoning

pytestmark = pytest.mark.usefixtures("ledger")


def test_each_zone_has_a_point_within_it_and_its_area() -> None:
    Planted()
    west, east = find_zoning(NOBODY, NOW, "admin-areas", 6).locate()
    assert west[0] == pytest.approx(WEST + WIDE / 2) and east[0] == pytest.approx(WEST + 1.5 * WIDE)
    assert west[1] == east[1] == pytest.approx(SOUTH + WIDE / 2)
    assert west[2] == east[2] == pytest.approx(WIDE**2)
    assert west[3] == pytest.approx(120.14, abs=0.01) and west[4] == pytest.approx(30.25, abs=0.05)


def test_a_city_that_is_not_divided_has_none() -> None:
    assert Zoning().locate() == []
