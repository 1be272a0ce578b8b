"""Values at the edges of their types: kept as they are, or told."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from spatial.vector.cells import Odd, fit, say

KEPT = [
    ("string", "杭州", "杭州"),
    ("string", "", ""),
    ("string", 5, "5"),
    ("string", True, "true"),
    ("string", {"a": [1]}, '{"a":[1]}'),
    ("string", b"\x00\xff", "AP8="),
    ("integer", 2**63 - 1, 2**63 - 1),
    ("integer", 5.0, 5),
    ("number", 5, 5.0),
    ("number", float("nan"), None),
    ("boolean", 1, True),
    ("boolean", False, False),
    ("date", "2024-02-29", date(2024, 2, 29)),
    ("datetime", "2024-05-01T08:00:00+08:00", datetime(2024, 5, 1, tzinfo=UTC)),
    ("datetime", "2024-05-01T08:00:00", datetime(2024, 5, 1, 8)),
    ("time", "08:30:00", time(8, 30)),
    ("object", '{"a": 1}', {"a": 1}),
    ("object", [None], [None]),
    ("object", {"a": "\\u0000"}, {"a": "\\u0000"}),
]
ODD = [
    ("string", "a\0b", "NUL"),
    ("integer", "7", "“7” is no whole number"),
    ("integer", 7.5, "no whole number"),
    ("integer", True, "no whole number"),
    ("integer", 2**63, "64 bits"),
    ("number", "x", "no number"),
    ("number", float("inf"), "infinity"),
    ("boolean", 2, "not 0 or 1"),
    ("boolean", "1", "not 0 or 1"),
    ("date", "2023-02-29", "no date"),
    ("date", 7, "no date"),
    ("datetime", "rubbish", "no date and time"),
    ("datetime", "0001-01-01T00:00:00+08:00", "none of the years"),
    ("time", "25:00", "no time"),
    ("object", "{", "not valid JSON"),
    ("object", {"a": "\0"}, "NUL"),
]


@pytest.mark.parametrize(("type", "value", "kept"), KEPT)
def test_a_value_of_its_column_s_type_is_kept(type: str, value: Any, kept: Any) -> None:
    fitted = fit(value, type)
    assert fitted == kept
    assert fitted is None or fitted.__class__ is kept.__class__


@pytest.mark.parametrize(("type", "value", "told"), ODD)
def test_a_value_of_another_type_is_told(type: str, value: Any, told: str) -> None:
    fitted = fit(value, type)
    assert isinstance(fitted, Odd)
    assert told in fitted.message


@pytest.mark.parametrize("type", {type for type, _, _ in KEPT})
def test_nothing_stays_nothing(type: str) -> None:
    assert fit(None, type) is None


def test_a_long_value_is_told_by_its_beginning() -> None:
    assert say("x" * 100) == f"“{'x' * 40}…”"
