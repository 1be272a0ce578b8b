"""The objects of a card, each told by all of its sources: which value of a field counts, and who differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from spatial.authority import Claim, choose
from twin.access import Viewer
from twin.authority import compared_fields, read_ranks
from twin.authority.ranks import Ranks
from twin.card.card import Fact, Part
from twin.layer import Field, layers
from twin.layer.register import REGISTERS
from twin.models import Conflict
from twin.together import Blank, Row, one_of

OF_BUILDINGS = (
    *("name", "class", "function", "address", "year"),
    *("height", "height_source", "storeys", "storeys_below"),
)


def told(kind: str) -> tuple[Field, ...]:
    """The fields of a kind that a card tells, in their order."""
    if kind == "building":
        return choose_fields("buildings", OF_BUILDINGS)
    if kind == "parcel":
        return (*choose_fields("parcels", ("code", "name", "class")), *REGISTERS[kind])
    return REGISTERS[kind]


def choose_fields(layer: str, names: Sequence[str]) -> tuple[Field, ...]:
    """Fields of a layer, with its words for their values."""
    known = {field.name: field for field in layers[layer].fields}
    return tuple(known[name] for name in names)


Open = Mapping[tuple[int, str], Row]
"""The conflicts by thing and field."""


def open_conflicts(things: Blank) -> QuerySet[Conflict, Any]:
    """The question which conflicts are now open over any of these things."""
    found = Conflict.objects.filter(one_of("thing_id", things), recorded__upper_inf=True)
    return found.values("thing_id", "field", "since", "ruled_for")


def by_field(conflicts: Iterable[Row]) -> Open:
    """The conflicts by thing and field."""
    return {(one["thing_id"], one["field"]): one for one in conflicts}


def stands(row: Any) -> bool:
    """Whether a version is of now, in both times."""
    return row.recorded.upper is None and timezone.localdate() in row.valid


def describe(
    viewer: Viewer,
    kind: str,
    company: Sequence[int],
    versions: Sequence[Any],
    codes: Mapping[int, Sequence[tuple[str, str]]],
    conflicts: Open,
) -> Part | None:
    """One object from the versions of its things, those of now first; None where none may be seen.

    What is gone is told as it last was.
    """
    latest = {row.thing_id: row for row in reversed(versions) if row.thing_id in company}
    rows = [row for row in versions if row.thing_id in company and stands(row)] or [
        latest[thing] for thing in company if thing in latest
    ]
    if not rows:
        return None
    ranks = read_ranks(kind) if compared_fields(kind) and len(rows) > 1 else {}
    first = min(rows, key=lambda row: row.thing_id)
    known = [field for field in told(kind) if viewer.may_know(field.sensitivity)]
    pairs = dict.fromkeys(pair for row in rows for pair in codes.get(row.thing_id, ()))
    return Part(
        kind=kind,
        thing=first.thing_id,
        things=tuple(company),
        uri=first.thing.uri,
        codes=tuple(pairs),
        facts=tuple(
            weigh(field, kind, rows, ranks, conflicts.get((company[0], field.source))) for field in known
        ),
        withheld=tuple(field for field in told(kind) if field not in known),
        stands=any(map(stands, rows)),
    )


def weigh(field: Field, kind: str, rows: Sequence[Any], ranks: Ranks, conflict: Row | None) -> Fact:
    """The value of a field that counts among what the rows claim."""
    claims = [
        Claim(row.thing.dataset.key, row.thing_id, value, row.recorded.lower)
        for row in rows
        if (value := getattr(row, field.source)) is not None
    ]
    if not claims:
        return Fact(field=field)
    compared = compared_fields(kind)
    ruled_for = conflict["ruled_for"] or None if conflict else None
    choice = choose(claims, ranks.get(field.source, {}), compared.get(field.source), ruled_for)
    fact = Fact(field=field, value=choice.claim.value, dataset=choice.claim.dataset)
    if field.source not in compared:
        return fact
    since = conflict["since"] if conflict else None
    return replace(fact, rule=choice.rule, others=choice.others, settled=choice.settled, since=since)
