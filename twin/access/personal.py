"""The one way to rows about persons: for a purpose, masked by group, and each read written down.

Doors and analyses have no other; the audit is written before a row is given, or none is.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from spatial.errors import RefusedError
from twin.access import audit
from twin.access.masks import Rule, fields, mask
from twin.access.purposes import Purpose, purpose, tidy_note
from twin.access.times import NOW, Times
from twin.access.viewer import Viewer
from twin.layer import ADMIN, HOUSING
from twin.models import (
    AuditEntry,
    Employment,
    Household,
    Person,
    Register,
    Relation,
    Residence,
    Standing,
    Tie,
)

Row = dict[str, Any]
PERSONAL: dict[str, type[Register]] = {
    "employment": Employment,
    "household": Household,
    "person": Person,
    "residence": Residence,
}
MOST = 1000


class NotOpenError(RefusedError, PermissionDenied):
    """The viewer may not read rows about persons at all."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads, by which door, for which purpose (an id of `PURPOSES`) and, in own words, why.

    `token` is the number of the token they came by.
    """

    viewer: Viewer
    who: str
    purpose: str
    door: str
    note: str = ""
    token: int | None = None


@dataclass(frozen=True, slots=True)
class Occupants:
    """Who lives or is registered at a dwelling, masked."""

    households: list[Row]
    persons: list[Row]


def read(reading: Reading, kind: str, things: Collection[int], times: Times = NOW) -> list[Row]:
    """The rows of things of a kind ("person" …), by their ids; those not there or not open are left out."""
    if len(things) > MOST:
        raise RefusedError(f"{len(things)} things are asked for at once; ask for at most {MOST}.")
    ids = ", ".join(str(id) for id in sorted(things))
    [found] = show(reading, {kind: Q(thing__in=things)}, f"things {ids}", times)
    return found


def living_at(reading: Reading, dwelling: int, times: Times = NOW) -> Occupants:
    """The households and persons tied to a dwelling (the id of its thing), as far as the ties stand."""
    same = Q(relation=Relation.SAME) & (Q(thing=dwelling) | Q(target=dwelling))
    places = {dwelling, *(id for pair in ties(same, times) for id in pair)}
    households = tied(Relation.HOUSEHOLD_AT_DWELLING, places, times)
    persons = tied(Relation.PERSON_AT_DWELLING, places, times)
    persons |= tied(Relation.PERSON_IN_HOUSEHOLD, households, times)
    wanted = {"household": Q(thing__in=households), "person": Q(thing__in=persons)}
    return Occupants(*show(reading, wanted, f"at dwelling {dwelling}", times))


def whole_table(reading: Reading, kind: str, times: Times = NOW) -> QuerySet[Any]:
    """All rows of a kind, unmasked, for figures worked out of them in the database; no row may be shown."""
    found = part_of_table(reading, kind, times)
    note_figures(reading, kind, found.count())
    return found


def part_of_table(reading: Reading, kind: str, times: Times = NOW) -> QuerySet[Any]:
    """The same, of which only such are read as `note_figures` has told the audit, or will in this run."""
    permit(reading)
    return rows(reading.viewer, kind, times)


def note_figures(reading: Reading, kind: str, count: int) -> None:
    """Tell the audit that figures are worked out of so many rows of a kind."""
    permit(reading)
    audit.write(entry_of(reading, kind, "all, for figures", ["*"], count))


def show(reading: Reading, wanted: Mapping[str, Q], what: str, times: Times) -> list[list[Row]]:
    """The rows of each kind wanted as the reader may see them, once the audit has them all."""
    agreed = permit(reading)
    given, entries = [], []
    for kind, which in wanted.items():
        shown = fields(reading.viewer.groups, kind)
        found = rows(reading.viewer, kind, times).filter(which).order_by("thing", "id")
        given.append([masked(row, shown, agreed.whole, reading.who) for row in found])
        entries.append(entry_of(reading, kind, what, sorted(shown), len(given[-1])))
    audit.write(*entries)
    return given


def masked(row: Any, shown: Mapping[str, list[Rule]], whole: bool, who: str) -> Row:
    """A row as its reader may see it."""
    told = {name: mask(getattr(row, name), rules, whole, who) for name, rules in shown.items()}
    return {"valid": [row.valid.lower, row.valid.upper], **told}


def permit(reading: Reading) -> Purpose:
    """The purpose, if the reader may read personal rows for it."""
    if not reading.viewer.groups & {HOUSING, ADMIN}:
        raise NotOpenError(
            "Rows about persons are open to the housing bureau alone; sign in with such an account, or use "
            "the protected counts by zone."
        )
    if not reading.who or not reading.door:
        raise RefusedError("A read of personal rows names its reader and its door; give both.")
    return purpose(reading.viewer, reading.purpose)


def rows(viewer: Viewer, kind: str, times: Times) -> QuerySet[Any]:
    """The rows of a kind that are open to the viewer at `times`."""
    table = PERSONAL[kind]._default_manager
    return table.filter(times.condition(), openness__lte=viewer.openness)


def entry_of(reading: Reading, kind: str, things: str, fields: list[str], count: int) -> AuditEntry:
    """The read, for the audit."""
    return AuditEntry(
        who=reading.who,
        groups=sorted(reading.viewer.groups),
        purpose=reading.purpose,
        note=tidy_note(reading.note),
        kind=kind,
        things=things,
        fields=fields,
        rows=count,
        door=reading.door,
        token=reading.token,
    )


def tied(relation: Relation, targets: Collection[int], times: Times) -> set[int]:
    """The things that stand in a relation to any of the targets."""
    return {thing for thing, _ in ties(Q(relation=relation, target__in=targets), times)}


def ties(which: Q, times: Times) -> QuerySet[Tie, tuple[int, int]]:
    """Thing and target of ties that stand."""
    found = Tie.objects.filter(which, times.known(), standing=Standing.STANDS)
    return found.values_list("thing_id", "target_id")
