"""A cell has one sheet of a layer, kept as it is sent."""

import pytest
from django.contrib.gis.geos import Polygon
from django.db import IntegrityError, connection

from twin.models import Sheet

CONTENT = ("told", "shapes11", "shapes12", "shapes13", "shapes14")


def make(layer: str, x: int) -> Sheet:
    """An empty sheet."""
    return Sheet.objects.create(
        layer=layer, x=x, y=1, reach=Polygon.from_bbox((0, 0, 1, 1)), **dict.fromkeys(CONTENT, b"")
    )


def test_a_cell_has_one_sheet_of_a_layer(db: None) -> None:
    make("trees", 1)
    make("trees", 2)
    make("yards", 1)
    with pytest.raises(IntegrityError):
        make("trees", 1)


def test_what_is_read_whole_and_often_is_not_packed(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'twin_sheet'::regclass AND attstorage = 'e'"
        )
        assert {name for (name,) in cursor.fetchall()} == set(CONTENT)
