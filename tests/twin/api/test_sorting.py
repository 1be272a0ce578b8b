"""An order names fields that are told, and puts what has no value last."""

import pytest

from tests.factories import fill_layer
from twin.access import NOBODY, rows
from twin.api.sorting import arrange, find_order, read_order, sortable
from twin.doorway.problems import BadParameterError
from twin.layer import layers

BUILDINGS = layers["buildings"]


@pytest.mark.django_db
def test_rows_without_a_value_come_last_either_way() -> None:
    for height in (5.0, None, 9.0):
        fill_layer(BUILDINGS, [0], code=str(height), height=height)
    for name, heights in {"height": [5.0, 9.0, None], "-height": [9.0, 5.0, None]}.items():
        order = find_order(read_order(name), BUILDINGS.fields)
        found = rows(NOBODY, BUILDINGS).order_by(*arrange(order))
        assert [row.height for row in found] == heights, name


def test_a_plus_may_be_written_or_come_as_a_space() -> None:
    orders = [find_order(read_order(text), BUILDINGS.fields) for text in ("+name", " name", "name")]
    assert orders[0] == orders[1] == orders[2]


def test_what_cannot_be_sorted_by_is_refused_by_name() -> None:
    assert "attributes" not in [field.name for field in sortable(BUILDINGS.fields)]
    for name in ("attributes", "-secret"):
        with pytest.raises(BadParameterError, match=name.lstrip("-")):
            find_order([name], BUILDINGS.fields)
