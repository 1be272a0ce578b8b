"""Limits are bounded and cursors come back as they were given."""

import pytest

from tests.factories import fill_layer
from twin.access import NOBODY, rows
from twin.api.paging import MOST, Turner, read_cursor, read_limit, write_cursor
from twin.api.sorting import find_order
from twin.doorway.problems import BadParameterError
from twin.layer import layers

BUILDINGS = layers["buildings"]


def test_more_than_the_most_is_served_as_the_most() -> None:
    assert read_limit(str(MOST)) == read_limit(str(MOST + 1)) == read_limit("9" * 30) == MOST
    assert read_limit("1") == 1


def test_a_cursor_leads_back_to_its_key() -> None:
    for key in [(1, 2), (2**63 - 1, 2**63 - 1)]:
        assert read_cursor(write_cursor(key)) == key


@pytest.mark.parametrize("text", ["", "x", "AAAA", "é", "A" * 23, "=" * 22])
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_cursor(text)


@pytest.mark.django_db
@pytest.mark.parametrize("sortby", ["name", "-height", "-storeys,name", "+class,-height"])
def test_pages_of_an_order_hold_every_row_once_in_it(sortby: str) -> None:
    for height, name in [(3.0, "b"), (None, "a"), (3.0, "a"), (7.5, None), (None, None), (1.0, "b")]:
        fill_layer(BUILDINGS, [0], code=f"{name}{height}", height=height, name=name)
    order = find_order(sortby.split(","), BUILDINGS.fields)
    turner = Turner(rows(NOBODY, BUILDINGS), order, NOBODY.groups)
    whole = [row.thing_id for row in turner.turn(None, 0, 100)]
    seen: list[int] = []
    cursor = None
    while len(seen) < len(whole):
        page = list(turner.turn(cursor, 0, 1))
        seen.append(page[0].thing_id)
        cursor = turner.write((page[0].thing_id, page[0].id))
    assert seen == whole
    assert len(whole) == 6


@pytest.mark.django_db
def test_a_cursor_of_an_order_is_good_for_that_order_and_those_groups_alone() -> None:
    [row] = fill_layer(BUILDINGS, [0])
    found, height = rows(NOBODY, BUILDINGS), find_order(["height"], BUILDINGS.fields)
    cursor = Turner(found, height, {"planner"}).write((row.thing_id, row.id))
    name = find_order(["name"], BUILDINGS.fields)
    for other in (Turner(found, height, NOBODY.groups), Turner(found, name, {"planner"})):
        with pytest.raises(BadParameterError):
            other.read(cursor)
    with pytest.raises(BadParameterError):
        Turner(found, height, {"planner"}).read(write_cursor((row.thing_id, row.id)))
