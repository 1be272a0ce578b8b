"""Comparisons of CQL2: of two values, with a pattern, a range or a list, and with nothing (21-065r2 §7.3)."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from twin.filter.errors import FilterError
from twin.filter.sql import TEXT, TIMESTAMP, Sql, join
from twin.filter.terms import Kind, Term

COMPARISONS = ("=", "<>", "<", ">", "<=", ">=")
EQUALITY = frozenset({"=", "<>"})
ORDERED = frozenset({Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.TIMESTAMP})
INSTANTS = frozenset({Kind.DATE, Kind.TIMESTAMP})
MOST_WILDCARDS = 20
"""Of many the database would try all ways in which they can be met."""


def compare(sign: str, left: Term, right: Term) -> Any:
    """Whether two values of one kind stand so to each other; texts by their characters' codes."""
    agree(left, right)
    if sign not in EQUALITY:
        for one in (left, right):
            one.expect(*(kind for kind in Kind if kind in ORDERED))
    return Sql(f"({{}} {sign} {{}})", *(settle(one, left, right, sign) for one in (left, right)))


def agree(left: Term, right: Term) -> None:
    """See that two terms are of kinds that can be compared."""
    if left.kind is right.kind and left.kind in ORDERED | {Kind.BOOLEAN}:
        return
    if {left.kind, right.kind} <= INSTANTS:
        return
    first, second = (left, right) if left.name or not right.name else (right, left)
    if first.kind in ORDERED | {Kind.BOOLEAN}:
        raise FilterError(f"{first}; compare it with {first.kind}, not with {second.kind}.")
    raise FilterError(f"{first}, which cannot be compared so; there are operators for it of their own.")


def settle(one: Term, left: Term, right: Term, sign: str) -> Any:
    """A side of a comparison as it is compared with the other."""
    if one.kind is Kind.TEXT and sign not in EQUALITY:
        return Sql('{} COLLATE "C"', one.expression, output_field=TEXT)
    if one.kind is Kind.DATE and left.kind is not right.kind:
        return begin(one)
    return one.expression


def begin(day: Term) -> Any:
    """The moment at which a day begins in the city."""
    zone = timezone.get_default_timezone_name()
    # A name of the settings, in the form PostgreSQL takes it.
    return Sql(f"({{}}::timestamp AT TIME ZONE '{zone}')", day.expression, output_field=TIMESTAMP)


def like(value: Term, pattern: Term) -> Any:
    """Whether a text meets a pattern of the filter, with % for any characters and _ for one (§7.4)."""
    value.expect(Kind.TEXT)
    pattern.expect(Kind.TEXT)
    text = pattern.constant
    if not isinstance(text, str):
        raise FilterError("The pattern of LIKE is a text in the filter itself; give one in quotes.")
    if (len(text) - len(text.rstrip("\\"))) % 2:
        raise FilterError("The pattern of LIKE ends with a lone backslash; write two for a backslash.")
    if text.count("%") > MOST_WILDCARDS:
        raise FilterError(f"The pattern of LIKE has more than {MOST_WILDCARDS} signs %; use fewer.")
    return Sql("({} LIKE {})", value.expression, pattern.expression)


def between(value: Term, low: Term, high: Term) -> Any:
    """Whether a value is in a range, its ends counted in."""
    return join("AND", [compare(">=", value, low), compare("<=", value, high)])


def among(value: Term, members: Sequence[Term]) -> Any:
    """Whether a value equals one of a list."""
    if not members:
        raise FilterError("The list of IN is empty; give at least one value.")
    for one in members:
        agree(value, one)
    if any(one.kind is not value.kind for one in members):
        return join("OR", [compare("=", value, one) for one in members])
    places = ", ".join(["{}"] * len(members))
    return Sql(f"({{}} IN ({places}))", value.expression, *(one.expression for one in members))


def is_missing(value: Any) -> Any:
    """Whether there is no value."""
    return Sql("({} IS NULL)", value)
