"""What a filter may ask of a layer: the fields its viewer may see, geometry, id and when it was so."""

from collections.abc import Iterable, Mapping

from django.db.models import F

from twin.filter.sql import BOOLEAN, DATE, TEXT, Sql
from twin.filter.terms import Kind, Term
from twin.layer import Field

GEOMETRY, ID, VALID = "geometry", "id", "valid"
SHORT_GEOMETRY = "geom"
"""What most tables call it."""

KINDS = {
    "string": Kind.TEXT,
    "integer": Kind.NUMBER,
    "number": Kind.NUMBER,
    "boolean": Kind.BOOLEAN,
    "object": Kind.ARRAY,
    "array": Kind.ARRAY,
}
FORMATS = {"date": Kind.DATE, "date-time": Kind.TIMESTAMP}


def find_queryables(fields: Iterable[Field]) -> Mapping[str, Term]:
    """The terms of a layer by name; a field goes before what every layer has under that name."""
    return {**OWN, **{field.name: find_term(field) for field in fields}}


def find_term(field: Field) -> Term:
    """The term of a field; a time of day is compared as its text."""
    kind = FORMATS.get(field.format or "", KINDS[field.type])
    column = F(field.source)
    if field.format == "time":
        return Term(kind, Sql("{}::text", column, output_field=TEXT), field.name)
    return Term(kind, Sql("{}", column, output_field=BOOLEAN) if kind is Kind.BOOLEAN else column, field.name)


def make_own() -> dict[str, Term]:
    """What every layer can be asked by; the last day of `valid` is in it."""
    valid = F("valid")
    first = Sql("COALESCE(lower({}), '-infinity'::date)", valid, output_field=DATE)
    last = Sql("COALESCE(upper({}) - 1, 'infinity'::date)", valid, output_field=DATE)
    ends = Term(Kind.DATE, first, VALID), Term(Kind.DATE, last, VALID)
    return {
        SHORT_GEOMETRY: Term(Kind.GEOMETRY, F("footprint"), SHORT_GEOMETRY),
        GEOMETRY: Term(Kind.GEOMETRY, F("footprint"), GEOMETRY),
        ID: Term(Kind.NUMBER, F("thing_id"), ID),
        VALID: Term(Kind.INTERVAL, valid, VALID, ends=ends),
    }


OWN = make_own()
