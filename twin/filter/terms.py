"""The terms of a filter: what a name or a literal stands for in the database, and of which kind it is."""

import math
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Value

from twin.filter.errors import FilterError, show
from twin.filter.instants import read_date, read_instant
from twin.filter.sql import BOOLEAN, DATE, TEXT, TIMESTAMP, Sql

WHOLE = 2.0**53


class Kind(StrEnum):
    """The kinds of values, in the words that refusals name them by."""

    TEXT = "a text"
    NUMBER = "a number"
    BOOLEAN = "true or false"
    DATE = "a date"
    TIMESTAMP = "a date with a time"
    INTERVAL = "an interval"
    GEOMETRY = "a geometry"
    ARRAY = "an array"


TEMPORAL = frozenset({Kind.DATE, Kind.TIMESTAMP, Kind.INTERVAL})


@dataclass(frozen=True, slots=True)
class Term:
    """A value of a kind: `expression` in SQL, `constant` where the filter itself gives it.

    `name` is that of a property. An interval has `ends` in the place of an expression, None for an open one.
    """

    kind: Kind
    expression: Any = None
    name: str = ""
    constant: Any = None
    ends: "tuple[Term | None, Term | None]" = (None, None)

    def __str__(self) -> str:
        if self.name:
            return f"“{show(self.name)}” is {self.kind}"
        return (
            f"“{show(self.constant)}” is {self.kind}"
            if self.constant is not None
            else f"There is {self.kind}"
        )

    def expect(self, *kinds: Kind) -> "Term":
        """The term itself, if it is of one of the kinds; raises FilterError."""
        if self.kind in kinds:
            return self
        raise FilterError(f"{self}; give {' or '.join(kinds)} there.")


def read_text(text: str) -> Term:
    """A text of the filter."""
    return Term(Kind.TEXT, Sql("{}::text", Value(text), output_field=TEXT), constant=text)


def read_number(number: float) -> Term:
    """A number of the filter; a whole one is compared as such."""
    if not math.isfinite(number):
        raise FilterError("A number of the filter is beyond what can be counted; give a smaller one.")
    if isinstance(number, float) and number.is_integer() and abs(number) < WHOLE:
        number = int(number)
    return Term(Kind.NUMBER, Value(number), constant=number)


def read_boolean(value: bool) -> Term:
    """True or false, as the filter says it."""
    return Term(Kind.BOOLEAN, Value(value, output_field=BOOLEAN), constant=value)


def read_day(text: Any) -> Term:
    """A date of the filter."""
    try:
        day = read_date(text)
    except (TypeError, ValueError):
        raise FilterError(f"“{show(text)}” is no date; write it as 2024-05-31.") from None
    return Term(Kind.DATE, Value(day, output_field=DATE), constant=day)


def read_timestamp(text: Any) -> Term:
    """A date with time of the filter."""
    try:
        instant = read_instant(text)
    except (TypeError, ValueError):
        raise FilterError(
            f"“{show(text)}” is no date with a time; write it as 2024-05-31T08:00:00Z."
        ) from None
    return Term(Kind.TIMESTAMP, Value(instant, output_field=TIMESTAMP), constant=instant)


def write_plain(value: Any) -> Any:
    """A constant as JSON has it."""
    return value.isoformat() if isinstance(value, date | datetime) else value
