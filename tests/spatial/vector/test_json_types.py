"""Types that only values tell."""

from typing import Any

import pytest

from spatial.vector.json_types import settle_type, tell_type


@pytest.mark.parametrize(
    ("value", "type"),
    [
        (True, "boolean"),
        (1, "integer"),
        (-(2**63), "number"),
        (2**64, "number"),
        (1.0, "number"),
        ("a", "string"),
        ("2024-05-01", "date"),
        ("2024-04-31", "string"),
        ("2024-05-01T08:00:00Z", "datetime"),
        ("2024-05-01T08:00:00.5+08:00", "datetime"),
        ("2024-05-01T08:00:00", "string"),
        ("2024-05-01T25:00:00Z", "string"),
        ([], "object"),
        ({}, "object"),
    ],
)
def test_a_value_tells_its_type(value: Any, type: str) -> None:
    assert tell_type(value) == type


@pytest.mark.parametrize(
    ("types", "type"),
    [
        (set(), "string"),
        ({"date"}, "date"),
        ({"integer", "number"}, "number"),
        ({"integer", "boolean"}, "string"),
        ({"date", "datetime"}, "string"),
        ({"object", "string"}, "string"),
    ],
)
def test_several_types_settle_for_one_that_holds_all(types: set[str], type: str) -> None:
    assert settle_type(types) == type
