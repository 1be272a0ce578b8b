"""How two instants or intervals stand to each other in time (CQL2 21-065r2 §7.12, after Allen 1983)."""

from typing import Any

from twin.filter.comparing import begin
from twin.filter.errors import FilterError
from twin.filter.sql import TIMESTAMP, Sql
from twin.filter.terms import TEMPORAL, Kind, Term, read_day, read_timestamp

# a and b begin and c and d end the first and the second.
RELATIONS = {
    "t_after": "a > d",
    "t_before": "c < b",
    "t_contains": "a < b AND c > d",
    "t_disjoint": "(a > d OR c < b)",
    "t_during": "a > b AND c < d",
    "t_equals": "a = b AND c = d",
    "t_finishedby": "a < b AND c = d",
    "t_finishes": "a > b AND c = d",
    "t_intersects": "a <= d AND c >= b",
    "t_meets": "c = b",
    "t_metby": "a = d",
    "t_overlappedby": "a > b AND a < d AND c > d",
    "t_overlaps": "a < b AND c > b AND c < d",
    "t_startedby": "a = b AND c > d",
    "t_starts": "a = b AND c < d",
}
RELATED = "(SELECT {} FROM (SELECT {{}}, {{}}, {{}}, {{}} OFFSET 0) AS times(a, c, b, d))"
OPEN = ("..", "")
LAST = "({} + interval '1 day' - interval '1 microsecond')"


def relate(name: str, left: Term, right: Term) -> Any:
    """Whether two times stand so to each other.

    Dates are compared with dates as days; beside a moment a date is from the beginning to the end of its day
    in the city.
    """
    for one in (left, right):
        one.expect(*(kind for kind in Kind if kind in TEMPORAL))
    times = [end for one in (left, right) for end in find_ends(one)]
    moments = any(one and one.kind is Kind.TIMESTAMP for one in times)
    ends = [write_end(one, at % 2 == 1, moments) for at, one in enumerate(times)]
    return Sql(RELATED.format(RELATIONS[name]), *ends)


def find_ends(one: Term) -> tuple[Term | None, Term | None]:
    """When a time begins and ends."""
    return one.ends if one.kind is Kind.INTERVAL else (one, one)


def write_end(one: Term | None, last: bool, moments: bool) -> Any:
    """An end of a time, as a moment or as a day."""
    if one is None:
        return Sql(f"'{'' if last else '-'}infinity'::{'timestamptz' if moments else 'date'}")
    if one.kind is Kind.DATE and moments:
        return Sql(LAST, begin(one), output_field=TIMESTAMP) if last else begin(one)
    return one.expression


def make_interval(first: Term, last: Term) -> Term:
    """The interval of two terms; a text of the filter is a date, a date with a time, or “..” for no end."""
    ends = read_end(first), read_end(last)
    begun, ended = (one.constant if one else None for one in ends)
    if begun is not None and ended is not None and type(begun) is type(ended) and begun > ended:
        raise FilterError(f"The interval from {begun} to {ended} ends before it begins; turn it round.")
    return Term(Kind.INTERVAL, ends=ends)


def read_end(one: Term) -> Term | None:
    """An end of an interval."""
    if one.kind is not Kind.TEXT or one.constant is None:
        return one.expect(Kind.DATE, Kind.TIMESTAMP)
    if one.constant in OPEN:
        return None
    return read_day(one.constant) if len(one.constant) <= len("2024-05-31") else read_timestamp(one.constant)
