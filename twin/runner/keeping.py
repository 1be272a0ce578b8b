"""Tables that are kept between runs: what changed since is taken away and added, nothing is gathered anew."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any

import numpy as np
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone
from psycopg import Cursor

from spatial import multiset
from spatial.multiset import Multiset
from twin import access
from twin.access.personal import note_figures
from twin.models import Kept, KeptPart, Revision
from twin.runner.statements import PERSONAL, Ground, Plan
from twin.runner.tables import HAZARD_ZONE, Table
from twin.runner.touching import Parts, Since, TooManyError, by_indexes, has_changed, touch
from twin.runner.zone import ADMIN_AREAS, CITY

log = logging.getLogger(__name__)
# A city that is not divided is cut by the rows themselves, so that a change rewrites little.
SHARES = 64
WHOLE = np.dtype(np.int64)
WRITERS = (
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL "
    "AND backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table with columns (name to type), gathered on a ground, alike rows once, by `gather`."""

    name: str
    table: Table
    types: dict[str, np.dtype[Any]]
    plan: Callable[[Ground], Plan]
    gather: Callable[[Ground], Multiset]


def find_settled() -> datetime | None:
    """A moment before which nobody writes any more: now, where no transaction of another writes.

    Whoever writes has a transaction's number before the moment its rows bear (`twin.changes`).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
        cursor.execute(WRITERS)
        return moment if cursor.fetchone() is None else None


def may_keep(ground: Ground) -> bool:
    """Whether tables of a ground are kept: those of now, by the whole city or by administrative areas."""
    return ground.times == access.NOW and ground.zoning.id.split("/")[0] in (CITY, ADMIN_AREAS)


def recall(wanted: Wanted, ground: Ground) -> Multiset:
    """The table as it is now, by way of the one that is kept.

    Where nothing is, all is gathered and kept. Who asks does not wait for what changed to be written down:
    what is kept moves on where the ground says so (`twin.runner.priming`).
    """
    narrow = replace(ground, narrow=True, kept=set())
    plan = wanted.plan(narrow)
    parts, basis = Parts.named(plan.named), find_basis(plan, ground)
    name = f"{wanted.name} {' '.join(wanted.types)} {ground.zoning.id} {ground.reading.viewer.openness}"
    kept = Kept.objects.filter(name=name, basis=basis).first()
    if kept is None and ground.follows:
        return put_together({}, wanted)
    if kept is None:
        return begin(wanted, ground, parts, Kept(name=name, basis=basis))
    held, since = read(kept, wanted), Since(kept.moment, kept.day)
    if count(held) != kept.rows:
        return begin(wanted, ground, parts, kept)
    if has_changed(parts, since):
        # The steps that stood make room for those of what changed.
        ground.kept.clear()
        try:
            changes = follow(wanted, narrow, parts, since, held)
        except (TooManyError, ValueError) as reason:
            log.info("The table %s is gathered anew: %r", name, reason)
            return begin(wanted, ground, parts, kept)
        if ground.moves and is_settled(ground, parts):
            store(kept, ground, held, changes)
    for kind in sorted(plan.named & PERSONAL.keys()):
        note_figures(ground.reading, kind, count(held))
    return put_together(held, wanted)


def begin(wanted: Wanted, ground: Ground, parts: Parts, kept: Kept) -> Multiset:
    """Gather the whole table, and keep it."""
    rows = wanted.gather(ground)
    held = cut(rows, ground)
    if is_settled(ground, parts):
        store(Kept(name=kept.name, basis=kept.basis), ground, held, list(held))
    return put_together(held, wanted)


def put_together(held: dict[int, Multiset], wanted: Wanted) -> Multiset:
    """All parts in their order, that of what lies in no zone the last, as figures are told."""
    none = Multiset({name: np.empty(0, type) for name, type in wanted.types.items()}, np.empty(0, WHOLE))
    return multiset.join([none, *(held[part] for part in sorted(held, key=lambda part: (part < 0, part)))])


def follow(
    wanted: Wanted, narrow: Ground, parts: Parts, since: Since, held: dict[int, Multiset]
) -> list[int]:
    """Take what changed since from the table as it was, and add it as it is; gives the parts that changed.

    Raises TooManyError, or ValueError where the table was another than the twin says it was.
    """
    touch(wanted.table, parts, since)
    before = access.Times((since.day, since.day), since.moment)
    with by_indexes():
        gone = cut(wanted.gather(replace(narrow, times=before, kept=set())), narrow)
        come = cut(wanted.gather(replace(narrow, kept=set())), narrow)
    changed = sorted(gone.keys() | come.keys())
    for part in changed:
        held[part] = multiset.change([held.get(part), come.get(part)], gone.get(part))
    return changed


def cut(rows: Multiset, ground: Ground) -> dict[int, Multiset]:
    """The rows by part: by zone, or by what they tell."""
    labels = multiset.assign(rows, "zone" if ground.zoning.zones else None, SHARES)
    order = np.argsort(labels, kind="stable")
    found, starts = np.unique(labels[order], return_index=True)
    ends = [*starts[1:], len(order)]
    return {
        int(part): rows.choose(order[start:end])
        for part, start, end in zip(found, starts, ends, strict=False)
    }


def count(held: dict[int, Multiset]) -> int:
    """How many rows there are in all parts."""
    return sum(int(rows.count.sum()) for rows in held.values())


def find_basis(plan: Plan, ground: Ground) -> str:
    """What a table is worked out by, in a word: its statements, its zones, and the hazard zones it names."""
    zones = Revision.objects.filter(kind=ground.zoning.kind).values_list("number", flat=True).first()
    statements = [plan.main.sql, *(step.sql for step in plan.steps.values())]
    hazards: list[int] = []
    if HAZARD_ZONE in plan.named:
        hazards = list(ground.choose(HAZARD_ZONE).order_by("id").values_list("id", flat=True))
    told = repr((statements, zones, [zone.id for zone in ground.zoning.zones], hazards))
    return blake2b(told.encode(), digest_size=16).hexdigest()


def is_settled(ground: Ground, parts: Parts) -> bool:
    """Whether the rows read are those of the settled moment."""
    moment = ground.settled
    return moment is not None and not has_changed(parts, Since(moment, timezone.localdate()))


def read(kept: Kept, wanted: Wanted) -> dict[int, Multiset]:
    """The parts of a kept table."""
    connection.ensure_connection()
    # Bytes told as text, as other cursors ask for them, are twice as many.
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        query = "SELECT part, rows, content FROM twin_keptpart WHERE kept_id = %s"
        cursor.execute(query, [kept.pk], binary=True)
        return {part: decode(content, rows, wanted) for part, rows, content in cursor}


def write(kept: Kept, parts: dict[int, Multiset]) -> None:
    """Write parts of a table that has none of these."""
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.executemany(
            "INSERT INTO twin_keptpart (kept_id, part, rows, content) VALUES (%s, %s, %s, %b)",
            [(kept.pk, part, len(rows), encode(rows)) for part, rows in parts.items()],
        )


def decode(content: bytes, rows: int, wanted: Wanted) -> Multiset:
    """A part from its bytes."""
    columns, start = {}, 0
    for name, type in wanted.types.items():
        columns[name] = np.frombuffer(content, type, rows, start)
        start += columns[name].nbytes
    return Multiset(columns, np.frombuffer(content, WHOLE, rows, start))


def encode(rows: Multiset) -> bytes:
    """A part as bytes, a column after the other."""
    return b"".join(column.tobytes() for column in (*rows.columns.values(), rows.count))


def store(kept: Kept, ground: Ground, held: dict[int, Multiset], changed: list[int]) -> None:
    """Keep these parts of the table as of the settled moment, unless another run does so just now."""
    assert ground.settled is not None
    kept.moment, kept.day, kept.rows = ground.settled, timezone.localdate(), count(held)
    try:
        with transaction.atomic():
            if kept.pk is None:
                Kept.objects.filter(name=kept.name).delete()
            kept.save()
            KeptPart.objects.filter(kept=kept, part__in=changed).delete()
            write(kept, {part: held[part] for part in changed if len(held[part])})
    except (OperationalError, IntegrityError) as conflict:
        log.info("The table %s is being kept by another run: %s", kept.name, conflict)
