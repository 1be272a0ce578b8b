"""Literals are of the kind they are written in, and a term says what it is where it does not fit."""

import pytest

from twin.filter.errors import FilterError
from twin.filter.terms import Kind, Term, read_boolean, read_day, read_number, read_text, read_timestamp


def test_a_literal_is_of_its_kind() -> None:
    kinds = [
        one.kind
        for one in (
            read_text("x"),
            read_number(1),
            read_boolean(True),
            read_day("2020-01-01"),
            read_timestamp("2020-01-01T00:00:00Z"),
        )
    ]
    assert kinds == [Kind.TEXT, Kind.NUMBER, Kind.BOOLEAN, Kind.DATE, Kind.TIMESTAMP]


def test_a_whole_number_is_compared_as_one() -> None:
    assert [type(read_number(one).constant) for one in (5.0, 5.5, 1e300, 2**80)] == [int, float, float, int]
    for endless in (float("inf"), float("nan")):
        with pytest.raises(FilterError):
            read_number(endless)


@pytest.mark.parametrize("text", ["2020-02-30", "20200101", "yesterday", "", None, 5, ["2020-01-01"]])
def test_what_is_no_time_is_refused(text: object) -> None:
    for reader in (read_day, read_timestamp):
        with pytest.raises(FilterError, match="is no date"):
            reader(text)


def test_a_term_says_what_it_is() -> None:
    height = Term(Kind.NUMBER, name="height")
    assert height.expect(Kind.TEXT, Kind.NUMBER) is height
    with pytest.raises(FilterError, match="“height” is a number; give a text or a date there"):
        height.expect(Kind.TEXT, Kind.DATE)
