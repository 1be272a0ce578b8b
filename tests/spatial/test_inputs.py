"""Inputs are asked for, taken and refused by the types of an analysis's function."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import pytest

from spatial.analysis import Analysis, Ask, Series
from spatial.inputs import BadInputError, list_inputs, read_all, take_all
from spatial.text import Text


class Colour(StrEnum):
    """A choice."""

    RED = "red"
    BLUE = "blue"


def ask(**more: Any) -> Ask:
    """A question."""
    return Ask(title=Text("问", "asked"), **more)


def paint(
    share: Annotated[float, ask(least=0, most=1)],
    rooms: Annotated[int, ask(least=1)] = 2,
    colour: Annotated[Colour, ask()] = Colour.RED,
    wet: Annotated[bool, ask()] = False,
    day: Annotated[date | None, ask()] = None,
) -> tuple[Series, ...]:
    """A function of every type."""
    return ()


WORDS = Text("", "")
INPUTS = list_inputs(Analysis(id="paint", title=WORDS, about=WORDS, how=WORDS, measures=(), run=paint))


def test_types_tell_the_schema() -> None:
    schemas = {one.name: one.schema() for one in INPUTS}
    assert schemas["share"] == {"type": "number", "minimum": 0, "maximum": 1}
    assert schemas["colour"] == {"type": "string", "enum": ["red", "blue"], "default": "red"}
    assert schemas["day"] == {"type": "string", "format": "date", "nullable": True}
    assert schemas["rooms"] == {"type": "integer", "minimum": 1, "default": 2}
    assert list(schemas)[-3:] == ["zoning", "admin_level", "as_of"]


def test_what_is_not_given_is_what_stands_for_it() -> None:
    taken = take_all(INPUTS, {"share": 1, "day": "2024-05-31"})
    assert (taken["share"], taken["day"], taken["rooms"]) == (1.0, date(2024, 5, 31), 2)
    assert (taken["colour"], taken["zoning"], taken["as_of"]) == (Colour.RED, "city", None)
    with pytest.raises(BadInputError, match=r"share.*must be given"):
        take_all(INPUTS, {})


@pytest.mark.parametrize(
    ("name", "value", "wants"),
    [
        ("share", 1.1, "a number from 0 to 1"),
        ("share", True, "a number"),
        ("share", float("nan"), "a number"),
        ("rooms", 0, "an integer from 1"),
        ("rooms", 2.0, "an integer"),
        ("colour", "green", "one of red, blue"),
        ("wet", "yes", "true or false"),
        ("day", "31.5.2024", "a date"),
        ("zoning", "x" * 201, "at most 200"),
        ("zoning", "a\u202eb", "text"),
        ("zoning", {"href": "x"}, "text"),
        ("rooms", None, "an integer"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name(name: str, value: Any, wants: str) -> None:
    with pytest.raises(BadInputError, match=wants) as caught:
        take_all(INPUTS, {"share": 0.5, name: value})
    assert caught.value.input == name


def test_words_typed_are_read_to_what_json_would_say() -> None:
    typed = {"share": " 0.5 ", "rooms": "3", "wet": "true", "colour": "blue", "day": "", "other": "x"}
    assert read_all(INPUTS, typed) == {"share": 0.5, "rooms": 3, "wet": True, "colour": "blue", "other": "x"}
    assert read_all(INPUTS, {"rooms": "three"}) == {"rooms": "three"}
