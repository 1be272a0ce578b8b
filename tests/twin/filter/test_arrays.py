"""Arrays are compared as sets, one value as a set of one."""

import pytest

from tests.filters import keys, publish
from twin.filter.arrays import make_array
from twin.filter.terms import Kind, read_day, read_number, read_text, write_plain

FOUND = {
    "a_contains(tags, ('x'))": "ab",
    "a_contains(tags, ('x', 1))": "a",
    "a_containedby(tags, ('x', 'z'))": "b",
    "a_equals(tags, ('y', 'x', 1))": "a",
    "a_overlaps(tags, ('y', name))": "a",
    "not a_overlaps(tags, ('y', 'q'))": "b",
}


@pytest.mark.usefixtures("twin")
def test_arrays_are_compared_as_sets() -> None:
    publish()
    assert {text: keys(text) for text in FOUND} == FOUND


def test_an_array_of_constants_is_one_itself() -> None:
    made = make_array([read_text("x"), read_number(2.0), read_day("2020-01-01")])
    assert (made.kind, made.constant[:2]) == (Kind.ARRAY, ["x", 2])
    assert write_plain(made.constant[2]) == "2020-01-01"
