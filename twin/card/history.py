"""What changed when: the versions of a card's things in the order the twin came to know them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from twin.access import Viewer
from twin.card.card import Event, Origin, Turn
from twin.card.parts import told
from twin.models import Load


def trace(viewer: Viewer, versions: Iterable[Any]) -> tuple[Event, ...]:
    """The history of all things of these versions, newest first, without fields closed to the viewer."""
    of_thing: dict[int, list[Any]] = defaultdict(list)
    for row in versions:
        of_thing[row.thing_id].append(row)
    events = [event for rows in of_thing.values() for event in follow(viewer, rows)]
    return tuple(sorted(events, key=lambda event: event.moment, reverse=True))


def follow(viewer: Viewer, rows: Sequence[Any]) -> list[Event]:
    """The history of one thing."""
    ordered = sorted(rows, key=lambda row: (row.recorded.lower, row.valid.lower is not None, row.valid.lower))
    events = []
    before = None
    for row in ordered:
        turn = Turn.FIRST if before is None else Turn.CHANGED
        events.append(describe(viewer, row, turn, before))
        before = row
    if before is not None and all(row.recorded.upper for row in ordered):
        events.append(close(before))
    return events


def describe(viewer: Viewer, row: Any, turn: Turn, before: Any) -> Event:
    """That a state of a thing came to be known, and in what it differs from the one before."""
    kind = row.thing.kind
    known = [field for field in told(kind) if viewer.may_know(field.sensitivity)]
    changes = (
        []
        if before is None
        else [
            (field, old, new)
            for field in known
            if (old := getattr(before, field.source)) != (new := getattr(row, field.source))
        ]
    )
    reshaped = before is not None and look(before) != look(row)
    return Event(
        moment=row.recorded.lower,
        kind=kind,
        code=row.code,
        turn=turn,
        valid=(row.valid.lower, row.valid.upper),
        changes=tuple(changes),
        reshaped=reshaped,
        origin=trace_origin(row),
    )


def close(row: Any) -> Event:
    """That a thing is no longer told of; which load left it out is not kept."""
    return Event(
        moment=row.recorded.upper,
        kind=row.thing.kind,
        code=row.code,
        turn=Turn.ENDED,
        valid=(row.valid.lower, row.valid.upper),
        changes=(),
        reshaped=False,
        origin=None,
    )


def look(row: Any) -> tuple[Any, Any]:
    """What tells one geometry from another."""
    return getattr(row, "shape_id", None), row.footprint and row.footprint.wkb.tobytes()


def trace_origin(row: Any) -> Origin:
    """The load and file a version came by."""
    load = read_load(row.load_id)
    return Origin(
        load=load.pk,
        moment=load.moment or load.began,
        dataset=row.thing.dataset.key,
        file=load.source.file,
        sha256=load.source.sha256,
    )


@lru_cache(maxsize=1024)
def read_load(number: int) -> Load:
    """A load with its source; where rows of it are seen it is done, and its file and moment stay."""
    return Load.objects.select_related("source").get(pk=number)
