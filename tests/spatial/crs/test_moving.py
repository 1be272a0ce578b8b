"""Coordinates go from one system to another to the millimetre, or not at all."""

import numpy as np
import pytest
import shapely

from spatial.crs import move, parse, reproject
from spatial.crs.moving import in_degrees
from spatial.errors import RefusedError
from spatial.gcj02 import obscure, obscure_again

PLACE = (120.159, 30.267)
EAST, NORTH = 15_300.094, 3_349_722.302


def test_lon_lat_goes_to_east_north_to_the_millimetre() -> None:
    points = np.array([shapely.Point(120.159, 30.267), None])
    moved = reproject(points, 4490, 4549)
    assert shapely.get_coordinates(moved[:1])[0] == pytest.approx((515300.094, 3349722.302), abs=0.001)
    assert moved[1] is None
    back = reproject(moved[:1], 4549, 4326)
    assert shapely.get_coordinates(back)[0] == pytest.approx((120.159, 30.267), abs=1e-9)


def test_a_guessed_transformation_and_an_impossible_point_are_refused() -> None:
    with pytest.raises(RefusedError, match="no published transformation"):
        reproject(np.array([shapely.Point(515300, 3349722)]), 2385, 4549)
    with pytest.raises(RefusedError, match="cannot be brought"):
        reproject(np.array([shapely.Point(120, 95)]), 4326, 4549)


@pytest.mark.parametrize(
    ("code", "easting"),
    [(4549, 500_000 + EAST), (4528, 40_500_000 + EAST), (4479 + 70, 500_000 + EAST)],
)
def test_a_zone_number_in_front_is_all_that_differs(code: int, easting: float) -> None:
    assert move(np.array([PLACE]), 4490, code)[0] == pytest.approx((easting, NORTH), abs=0.001)
    assert move(np.array([[easting, NORTH]]), code, 4490)[0] == pytest.approx(PLACE, abs=1e-8)


@pytest.mark.parametrize("code", [4547, 4548, 4550, 4527, 4529, 4509, 4510, 4498, 4499])
def test_neighbouring_zones_lead_to_the_same_place(code: int) -> None:
    there = move(np.array([PLACE]), 4490, code)
    assert move(there, code, 4549)[0] == pytest.approx((500_000 + EAST, NORTH), abs=0.002)


@pytest.mark.parametrize("named", ["GCJ-02", "BD-09"])
def test_the_systems_of_web_maps_are_undone_on_the_way(named: str) -> None:
    hidden = obscure(np.array([PLACE]))
    hidden = obscure_again(hidden) if named == "BD-09" else hidden
    assert move(hidden, parse(named), 4549)[0] == pytest.approx((500_000 + EAST, NORTH), abs=0.001)
    moved = reproject(np.array([shapely.Point(hidden[0]), None]), parse(named), 4326)
    assert shapely.get_coordinates(moved[:1])[0] == pytest.approx(PLACE, abs=1e-9)
    assert moved[1] is None
    assert move(np.empty((0, 2)), parse(named), 4549).shape == (0, 2)


def test_an_extent_is_told_in_degrees_of_its_own_datum() -> None:
    around = (515_000.0, 3_349_000.0, 516_000.0, 3_350_000.0)
    west, south, east, north = in_degrees(around, parse(4549)) or (0, 0, 0, 0)
    assert (west, south) == pytest.approx((120.156, 30.26), abs=0.001)
    assert (east, north) == pytest.approx((120.166, 30.27), abs=0.001)
    hidden = in_degrees((120.1, 30.2, 120.2, 30.3), parse("GCJ-02"))
    assert hidden == pytest.approx((120.095, 30.202, 120.196, 30.303), abs=0.002)
    assert in_degrees((float("nan"),) * 4, parse("GCJ-02")) is None
