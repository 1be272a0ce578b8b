"""Geometries of a filter are read strictly, in their system's own order of axes."""

from typing import Any

import pytest
import shapely

from twin.filter.errors import FilterError
from twin.filter.shapes import read_shape


def test_axes_are_put_in_order() -> None:
    line = {"type": "LineString", "coordinates": [[30, 120], [31, 121, 5]]}
    assert read_shape(line, 4490, True).equals(shapely.LineString([(120, 30), (121, 31)]))
    assert read_shape({"bbox": [30, 120, 31, 121]}, 4490, True).bounds == (120, 30, 121, 31)
    assert read_shape({"bbox": [30, 120, -5, 31, 121, 5]}, 4490, True).bounds == (120, 30, 121, 31)


def test_a_box_over_the_antimeridian_is_two_and_none_is_larger_than_the_world() -> None:
    both = read_shape({"bbox": [170, -10, -170, 10]}, 4326, False)
    assert both.area == pytest.approx(400)
    assert read_shape({"bbox": [1, 2, 1, 2]}, 4326, False).geom_type == "Point"
    assert read_shape({"bbox": [1, 2, 1, 3]}, 4326, False).geom_type == "LineString"


def test_what_crosses_itself_is_mended() -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
    assert read_shape(bow, 4326, False).is_valid


@pytest.mark.parametrize(
    ("tree", "srid"),
    [
        ({"type": "Point", "coordinates": [float("nan"), 0]}, 4326),
        ({"type": "Point", "coordinates": [181, 0]}, 4326),
        ({"type": "Point", "coordinates": [1e9, 0]}, 3857),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]}, 4326),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}, 4326),
        ({"type": "MultiLineString", "coordinates": [[[0, 0]]]}, 4326),
        ({"bbox": [1, 2, 0, 3]}, 3857),
        ({"bbox": [1, 2, 3]}, 3857),
        ({"bbox": [1, 2, float("inf"), 3]}, 3857),
        ({"type": None}, 4326),
    ],
)
def test_what_is_no_geometry_is_refused(tree: Any, srid: int) -> None:
    with pytest.raises(FilterError):
        read_shape(tree, srid, False)
