"""Columns of positions are known by their names; what lies off the earth is blamed or no position at all."""

import pytest

from spatial.tabular.points import find_pair
from spatial.vector.faults import Faults


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["id", "lat", "Lon"], (2, 1, True)),
        (["经度", "纬度"], (0, 1, True)),
        (["Longitude", "Latitude"], (0, 1, True)),
        (["X", "Y"], (0, 1, False)),
        (["X 坐标", "Y 坐标"], (0, 1, False)),
    ],
)
def test_pairs_are_found_by_name(names: list[str], told: tuple[int, int, bool]) -> None:
    pair = find_pair(names)
    assert pair
    assert (pair.east, pair.north, pair.in_degrees) == told


def test_one_column_alone_is_no_position() -> None:
    assert find_pair(["lon", "name"]) is None


def test_points_are_drawn_where_both_numbers_are() -> None:
    pair = find_pair(["lon", "lat"])
    assert pair
    east, north = ["120.1", "", "x", "1201"], [30.2, 30.0, 30.0, 30.0]
    pair.take(east, north)
    faults: Faults = {}
    shapes = pair.draw(east, north, faults)
    assert [shape and shape.wkt for shape in shapes] == ["POINT (120.1 30.2)", None, None, None]
    assert [fault.code for fault in faults[3]] == ["POSITION_OUT_OF_RANGE"]
    assert (pair.boxes, pair.within, pair.beyond) == ([(120.1, 30.2, 120.1, 30.2)], 1, 1)
    assert not pair.is_sound
