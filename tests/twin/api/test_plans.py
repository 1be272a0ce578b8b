"""The small map shows the object among its neighbours as far as the viewer sees them."""

import pytest
from shapely import Point, box

from tests.reports import put_building
from twin.access import NOBODY, find_object
from twin.api.plans import draw_place, flatten
from twin.models import Building, Openness

pytestmark = pytest.mark.django_db
NEIGHBOUR = 'fill="#e4e1da"'


def test_neighbours_are_drawn_where_they_are_open() -> None:
    made = put_building("a")
    near = put_building("b")
    known = find_object(NOBODY, made.thing_id)
    assert known is not None
    drawn = draw_place(NOBODY, known, "Where")
    assert drawn is not None and NEIGHBOUR in drawn and "m</text>" in drawn
    Building.objects.filter(pk=near.pk).update(openness=Openness.CLOSED)
    alone = draw_place(NOBODY, known, "Where")
    assert alone is not None and NEIGHBOUR not in alone


def test_what_has_no_place_is_not_drawn() -> None:
    made = put_building("a")
    Building.objects.filter(pk=made.pk).update(footprint=None)
    known = find_object(NOBODY, made.thing_id)
    assert known is not None
    assert draw_place(NOBODY, known, "Where") is None


def test_degrees_are_laid_flat_in_metres() -> None:
    west, south, east, north = flatten(box(10, 59.999, 10.002, 60.001)).bounds
    assert (east - west, north - south) == pytest.approx((111.3, 222.6), abs=0.1)
    assert flatten(Point(10, 90)).bounds[2] > 0
