"""Places are found in plan and in degrees, with their north and their scale."""

import numpy as np
import pytest

from spatial.crs import find_degrees, find_spot, find_utm_zone, measure_apart
from spatial.errors import RefusedError


def test_a_spot_in_degrees_is_found_in_plan_with_its_north_and_scale() -> None:
    central, beside = find_spot(120.0, 30.0, 4549), find_spot(121.0, 30.0, 4549)
    assert (central.x, central.north, central.scale) == pytest.approx((500_000.0, 0.0, 1.0), abs=1e-6)
    # Convergence is the difference of longitude times the sine of latitude; here 1 degree times a half.
    assert np.degrees(beside.north) == pytest.approx(0.5, abs=0.001)
    assert beside.scale == pytest.approx(1.0001, abs=0.0001)
    assert find_degrees(beside.x, beside.y, 4549) == pytest.approx((121.0, 30.0))


def test_a_spot_beyond_reach_is_refused() -> None:
    with pytest.raises(RefusedError, match="cannot be brought to EPSG:4549"):
        find_spot(300.0, 95.0, 4549)


@pytest.mark.parametrize(
    ("lon", "lat", "code"), [(120.2, 30.3, 32651), (-58.4, -34.6, 32721), (180.0, 10.0, 32660)]
)
def test_the_zone_of_utm_is_that_around_a_place(lon: float, lat: float, code: int) -> None:
    assert find_utm_zone(lon, lat) == code


def test_places_are_apart_by_the_metres_over_the_ground() -> None:
    assert measure_apart((0.0, 0.0), (0.0, 1.0)) == pytest.approx(110_574, abs=1)
