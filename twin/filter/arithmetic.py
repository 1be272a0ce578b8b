"""Arithmetic of CQL2 (21-065r2 §7.15): exact, and without a value where there is no number for one.

A row whose values cannot be reckoned with must not fail the question for all others.
"""

from typing import Any

from twin.filter.sql import NUMBER, Sql
from twin.filter.terms import Kind, Term

LARGEST, LEAST = "1e300", "1e-300"
OPERATIONS = {
    "+": "{}::numeric + {}::numeric",
    "-": "{}::numeric - {}::numeric",
    "*": "{}::numeric * {}::numeric",
    "/": "{}::numeric / NULLIF({}::numeric, 0)",
    "%": "{}::numeric %% NULLIF({}::numeric, 0)",
    "div": "div({}::numeric, NULLIF({}::numeric, 0))",
}
# OFFSET keeps the database from putting the parts in where their names are, and so reckoning them again.
BOUNDED = (
    f"(SELECT CASE WHEN abs(r) < {LARGEST} AND (r = 0 OR abs(r) > {LEAST}) THEN r::float8 END "
    "FROM (SELECT {} OFFSET 0) AS made(r))"
)
GROWTH = 690
"""The natural logarithm of what a power may be at most: e^690 is about 1e299."""

POWER = f"""(SELECT CASE
    WHEN x IS NULL OR y IS NULL OR abs(y) >= 1e6 THEN NULL
    WHEN x = 0 THEN CASE WHEN y > 0 THEN 0 WHEN y = 0 THEN 1 END
    WHEN x < 0 AND y <> floor(y) THEN NULL
    WHEN abs(y * ln(abs(x))) < {GROWTH} THEN power(x, y)
    END FROM (SELECT {{}}::float8, {{}}::float8 OFFSET 0) AS given(x, y))"""


def reckon(sign: str, left: Term, right: Term) -> Term:
    """The number two numbers make; none where there is none, or none that can be kept."""
    parts = [one.expect(Kind.NUMBER).expression for one in (left, right)]
    if sign == "^":
        return Term(Kind.NUMBER, Sql(POWER, *parts, output_field=NUMBER))
    return bound(OPERATIONS[sign], *parts)


def bound(pattern: str, *parts: Any) -> Term:
    """A number that is worked out exactly, if it can be kept."""
    return Term(Kind.NUMBER, Sql(BOUNDED.replace("{}", pattern), *parts, output_field=NUMBER))
