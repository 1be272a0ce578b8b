"""Arrays of CQL2, compared as sets (21-065r2 §7.13); the database keeps them as JSON."""

from collections.abc import Sequence
from typing import Any

from django.db.models import JSONField, Value

from twin.filter.sql import Sql
from twin.filter.terms import Kind, Term, write_plain

OPERATIONS = {
    "a_equals": "({0} @> {1} AND {0} <@ {1})",
    "a_contains": "({0} @> {1})",
    "a_containedby": "({0} <@ {1})",
    "a_overlaps": "(EXISTS (SELECT 1 FROM jsonb_array_elements({0}) AS member WHERE {1} @> member))",
}
# A JSON value that is no array is none, rather than one of one member.
ARRAY = "(SELECT CASE jsonb_typeof(j) WHEN 'array' THEN j END FROM (SELECT {}::jsonb OFFSET 0) AS kept(j))"
COMPARED = (
    "(SELECT CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN {} END "
    "FROM (SELECT {{}}, {{}} OFFSET 0) AS pair(a, b))"
)


def make_array(members: Sequence[Term]) -> Term:
    """An array that the filter writes, of constants and properties."""
    if all(one.constant is not None and one.kind is not Kind.GEOMETRY for one in members):
        constant = [write_plain(one.constant) for one in members]
        return Term(Kind.ARRAY, Value(constant, output_field=JSONField()), constant=constant)
    kinds = [kind for kind in Kind if kind not in (Kind.GEOMETRY, Kind.INTERVAL)]
    parts = [one.expect(*kinds).expression for one in members]
    return Term(
        Kind.ARRAY,
        Sql(f"jsonb_build_array({', '.join(['{}'] * len(parts))})", *parts, output_field=JSONField()),
    )


def relate(name: str, left: Term, right: Term) -> Any:
    """Whether two arrays stand so to each other; one value is taken for an array of one."""
    sides = [Sql(ARRAY, wrap(one).expression, output_field=JSONField()) for one in (left, right)]
    return Sql(COMPARED.format(OPERATIONS[name].format("a", "b")), *sides)


def wrap(one: Term) -> Term:
    """The array of one value, which in CQL2 text looks like the value in brackets."""
    return one if one.kind is Kind.ARRAY else make_array([one])
