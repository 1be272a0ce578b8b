"""What has changed since: each change of what a viewer may see, in the order of recording, once settled."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet

from twin.access.rows import layer_versions, model_of, relation
from twin.access.viewer import Viewer
from twin.clock import TICK, find_settled
from twin.layer import Layer

BEGUN, ENDED = "recorded__startswith", "recorded__endswith"
ONCE_ENDED = ~Q(recorded__upper_inf=True)
DAWN = datetime(1, 1, 3, tzinfo=UTC)
# In the words of the indexes on `recorded`; a whole table is not read to learn that nothing is new.
ASK = """
    SELECT %s WHERE EXISTS (SELECT FROM {table} WHERE lower(recorded) BETWEEN %s AND %s)
    OR EXISTS (SELECT FROM {table} WHERE NOT upper_inf(recorded) AND upper(recorded) BETWEEN %s AND %s)
"""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in the order of changes: a moment, in it a layer, in that a thing.

    Without a layer it lies behind all changes of its moment.
    """

    moment: datetime
    layer: str = ""
    thing: int = 0


BEGINNING = Position(DAWN)


class Turn(StrEnum):
    """What became of a feature in a viewer's eyes."""

    CREATED = "created"
    UPDATED = "updated"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Change:
    """That at a moment a feature of a layer was created, updated or ended."""

    at: Position
    turn: Turn


@dataclass(frozen=True, slots=True)
class Page:
    """Changes in their order; whether more are settled already; where to go on; up to when all is told."""

    changes: tuple[Change, ...]
    more: bool
    resume: Position
    settled: datetime | None


@dataclass(frozen=True, slots=True)
class Part:
    """Positions in their order; `cut` says that more may follow."""

    found: list[Position]
    cut: bool


def settled_of(layers: Iterable[Layer]) -> datetime | None:
    """The moment up to which all changes of these layers are there; None where nobody can say."""
    return find_settled(sorted({relation(layer) for layer in layers}))


def read_changes(
    viewer: Viewer, layers: Sequence[Layer], since: Position, limit: int, settled: datetime | None
) -> Page:
    """The changes of `layers` behind `since`, at most `limit` of them, up to the `settled` moment.

    `settled` is to be asked for before, by a statement of its own: this reads what was seen later.
    """
    # What is settled may fall back when a writer is seen that began earlier; a reader never does.
    if settled is None or settled < since.moment or (settled == since.moment and not since.layer):
        return Page((), False, since, settled)
    several = sorted(layers, key=lambda layer: layer.id)
    found = find_rest(viewer, several, since, limit, settled)
    whole = len(found) <= limit
    if whole:
        later = find_later(viewer, several, since.moment, limit + 1, settled)
        found += later.found
        whole = len(found) <= limit and not later.cut
    page = found[:limit]
    changes = tuple(tell_turns(viewer, several, page))
    return Page(changes, not whole, max(since, Position(settled)) if whole else page[-1], settled)


def find_rest(
    viewer: Viewer, layers: Sequence[Layer], since: Position, limit: int, settled: datetime
) -> list[Position]:
    """What follows in the moment of `since`, layer by layer, until there is one more than `limit`."""
    found: list[Position] = []
    if not since.layer or since.moment > settled:
        return found
    rest = [layer for layer in layers if layer.id >= since.layer]
    for layer in find_changed(rest, since.moment, since.moment):
        most = limit + 1 - len(found)
        after = since.thing if layer.id == since.layer else -1
        things: set[int] = set()
        for rows, bound in by_bounds(viewer, layer):
            chosen = rows.filter(**{bound: since.moment}, thing_id__gt=after).order_by("thing_id")
            things.update(chosen.values_list("thing_id", flat=True).distinct()[:most])
        found += [Position(since.moment, layer.id, thing) for thing in sorted(things)[:most]]
        if len(found) > limit:
            break
    return found


def find_later(
    viewer: Viewer, layers: Sequence[Layer], moment: datetime, most: int, settled: datetime
) -> Part:
    """What was recorded after a moment; as far as no layer holds back what comes before."""
    parts = [
        find_part(rows, bound, layer, moment, most, settled)
        for layer in find_changed(layers, moment + TICK, settled)
        for rows, bound in by_bounds(viewer, layer)
    ]
    ends = [part.found[-1] for part in parts if part.cut]
    found = sorted({position for part in parts for position in part.found})
    return Part([position for position in found if not ends or position <= min(ends)], bool(ends))


def find_part(
    rows: QuerySet[Any], bound: str, layer: Layer, moment: datetime, most: int, settled: datetime
) -> Part:
    """The first of the rows of a layer whose `bound` lies behind a moment, `most` at most."""
    chosen = rows.filter(**{f"{bound}__gt": moment, f"{bound}__lte": settled})
    told = list(chosen.order_by(bound, "thing_id").values_list(bound, "thing_id")[:most])
    return Part([Position(when, layer.id, thing) for when, thing in told], len(told) == most)


def by_bounds(viewer: Viewer, layer: Layer) -> tuple[tuple[QuerySet[Any], str], ...]:
    """The rows of a layer that tell of beginnings, and those that tell of ends."""
    rows = layer_versions(viewer, layer)
    return (rows, BEGUN), (rows.filter(ONCE_ENDED), ENDED)


def find_changed(layers: Sequence[Layer], first: datetime, last: datetime) -> list[Layer]:
    """Those of the layers in whose tables anything began or ended from `first` to `last`."""
    tables = {relation(layer): model_of(layer)._meta.db_table for layer in layers}
    if not tables:
        return []
    asked = [ASK.format(table=connection.ops.quote_name(table)) for table in tables.values()]
    values = [value for name in tables for value in (name, first, last, first, last)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), values)
        changed = {name for [name] in cursor.fetchall()}
    return [layer for layer in layers if relation(layer) in changed]


def tell_turns(viewer: Viewer, layers: Sequence[Layer], page: Sequence[Position]) -> Iterator[Change]:
    """What each change was: by what the viewer may see of the feature just before, and from then on."""
    known = {layer.id: layer for layer in layers}
    spans: dict[tuple[str, int], list[tuple[datetime, datetime | None]]] = {}
    for id, group in groupby(sorted(page, key=lambda at: at.layer), key=lambda at: at.layer):
        asked = list(group)
        touching = layer_versions(viewer, known[id]).filter(
            Q(recorded__upper_inf=True) | Q(**{f"{ENDED}__gte": min(at.moment for at in asked)}),
            **{f"{BEGUN}__lte": max(at.moment for at in asked)},
            thing_id__in={at.thing for at in asked},
        )
        for thing, begun, ended in touching.values_list("thing_id", F(BEGUN), F(ENDED)):
            spans.setdefault((id, thing), []).append((begun, ended))
    for at in page:
        yield Change(at, turn_at(at.moment, spans.get((at.layer, at.thing), [])))


def turn_at(moment: datetime, spans: Iterable[tuple[datetime, datetime | None]]) -> Turn:
    """What a moment was to a feature that was known in these spans, one of which begins or ends with it."""
    before = after = False
    for begun, ended in spans:
        before |= begun < moment and (ended is None or ended >= moment)
        after |= begun <= moment and (ended is None or ended > moment)
    return Turn.ENDED if not after else Turn.UPDATED if before else Turn.CREATED
