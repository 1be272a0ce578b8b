"""A column's values become what the record's field keeps, or are told to be none."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from spatial.profile.casting import cast, write
from spatial.profile.kinds import list_slots
from spatial.records import Building, HeightSource, Road
from spatial.vector.cells import Odd

SLOTS = list_slots(Building)


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("name", " 学校 ", "学校"),
        ("name", 12.0, "12"),
        ("name", "  ", None),
        ("name", None, None),
        ("height", "12.5", 12.5),
        ("height", 12, 12.0),
        ("storeys", 6.0, 6),
        ("storeys", "6", 6),
        ("valid_from", date(2001, 2, 3), date(2001, 2, 3)),
        ("valid_from", datetime(2001, 2, 3, 4, tzinfo=UTC), date(2001, 2, 3)),
        ("valid_from", "2001-02-03", date(2001, 2, 3)),
        ("height_source", "storeys", HeightSource.STOREYS),
    ],
)
def test_a_value_is_brought_to_its_field(field: str, value: Any, kept: Any) -> None:
    assert cast(value, SLOTS[field]) == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("height", "tall"),
        ("height", True),
        ("height", float("inf")),
        ("height", "nan"),
        ("storeys", 6.5),
        ("storeys", 40_000),
        ("storeys", "1e400"),
        ("valid_from", "3.2.2001"),
        ("height_source", "guessed"),
    ],
)
def test_a_value_that_does_not_fit_is_odd(field: str, value: Any) -> None:
    assert isinstance(cast(value, SLOTS[field]), Odd)


def test_figures_are_multiplied_and_whole_ones_rounded() -> None:
    assert cast(100, SLOTS["height"], 0.3048) == pytest.approx(30.48)
    assert cast(40, list_slots(Road)["maxspeed"], 1.609344) == 64


def test_dates_are_read_as_the_publisher_writes_them() -> None:
    assert cast(20010203, SLOTS["valid_from"], form="%Y%m%d") == date(2001, 2, 3)
    odd = cast("2001", SLOTS["valid_from"], form="%Y%m%d")
    assert isinstance(odd, Odd)
    assert "%Y%m%d" in odd.message


@pytest.mark.parametrize(("word", "truth"), [("是", True), ("No", False), (1, True), (False, False)])
def test_yes_and_no_are_understood(word: Any, truth: bool) -> None:
    assert cast(word, list_slots(Road)["oneway"]) is truth


def test_what_says_neither_yes_nor_no_is_odd() -> None:
    assert isinstance(cast("maybe", list_slots(Road)["oneway"]), Odd)


def test_whole_numbers_are_written_without_a_point() -> None:
    assert write(7.0) == "7"
    assert write(date(2001, 2, 3)) == "2001-02-03"
