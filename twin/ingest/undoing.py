"""Undoing a load as a new version: what it opened is closed, what it closed stands again, nothing is lost."""

import getpass
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from spatial.errors import RefusedError
from twin import changes
from twin.ingest import ledger
from twin.ingest.carrying import claim
from twin.ingest.ledger import UNDOING
from twin.ingest.sql import ask
from twin.ingest.staging import listed
from twin.models import Load, Recorded


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing did: rows closed, rows that stand again, things left because a later load changed them."""

    load: int
    closed: int
    reopened: int
    kept: int


def unload(number: int, who: str = "") -> Undone:
    """Undo load `number`; the past it made is still shown by `as-of`.

    A thing that a later load has changed is left as that load made it. Raises RefusedError for a load that
    is not there, brought nothing, or is undone already.
    """
    undone = Load.objects.using(ledger.LEDGER).select_related("source__dataset").filter(pk=number).first()
    if undone is None:
        raise RefusedError(f"There is no load {number}; `manage.py loads` lists them.")
    if undone.status != Load.Status.DONE or undone.moment is None:
        raise RefusedError(f"Load {number} is {undone.status}: there is nothing of it to undo.")
    entry = ledger.open_again(undone, who or getpass.getuser())
    sums = [0, 0, 0]
    try:
        with changes.writing() as changed:
            [[xid]] = ask("SELECT pg_current_xact_id()::text::bigint")
            ledger.note_transaction(entry, xid)
            claim(entry)
            moment = changes.take_moment()
            for kind in changes.tables():
                did = undo_kind(kind, undone, moment)
                sums = [total + part for total, part in zip(sums, did, strict=True)]
                if did[0] or did[1]:
                    changed.add(kind)
            closed, reopened, kept = sums
            counts = {UNDOING: {"opened": reopened, "closed": closed, "kept": kept, "load": number}}
            told = f"Undoes load {number}."
            ledger.close_load(entry, Load.Status.DONE, counts, [], told, moment, book=ledger.WITH_ROWS)
            ledger.mark(undone.pk, Load.Status.UNDONE)
            if is_undoing(undone):
                ledger.mark(undone.counts[UNDOING]["load"], Load.Status.DONE)
    except RefusedError as refusal:
        ledger.close_load(entry, Load.Status.REFUSED, {}, [], str(refusal))
        raise
    except BaseException as fault:
        ledger.note_fault(entry, fault)
        raise
    return Undone(entry.pk, closed, reopened, kept)


def undo_kind(kind: type[Recorded], undone: Load, moment: datetime) -> tuple[int, int, int]:
    """Undo a load in one table: rows closed, rows standing again, things left to later loads.

    A row that stands again is of the load that had brought it, from whose file it came.
    """
    table = kind._meta.db_table
    of_dataset = "thing.dataset_id = %s AND thing.kind = %s"
    dataset: list[Any] = [undone.source.dataset_id, kind._meta.model_name]
    by: Any = undone.pk
    brought = "now.load_id = %s"
    if is_undoing(undone):
        brought, by = "lower(now.recorded) = %s", undone.moment
    [[kept]] = ask(
        f"""
        SELECT count(DISTINCT former.thing_id) FROM {table} AS former
        JOIN twin_thing AS thing ON thing.id = former.thing_id
        WHERE upper(former.recorded) = %s AND {of_dataset}
          AND EXISTS (SELECT FROM {table} AS now WHERE now.thing_id = former.thing_id
                      AND upper_inf(now.recorded) AND NOT {brought})
        """,
        [undone.moment, *dataset, by],
    )
    [[closed]] = ask(
        f"""
        UPDATE {table} AS now SET recorded = tstzrange(lower(now.recorded), %s)
        FROM twin_thing AS thing
        WHERE thing.id = now.thing_id AND {of_dataset} AND upper_inf(now.recorded) AND {brought}
        """,
        [moment, *dataset, by],
    )
    same = [
        column.column
        for column in kind._meta.concrete_fields
        if column.column not in ("id", "recorded") and not column.generated
    ]
    [[reopened]] = ask(
        f"""
        INSERT INTO {table} ({listed(same)}, recorded)
        SELECT {listed(same, "former.")}, tstzrange(%s, NULL)
        FROM {table} AS former JOIN twin_thing AS thing ON thing.id = former.thing_id
        WHERE upper(former.recorded) = %s AND {of_dataset}
          AND NOT EXISTS (SELECT FROM {table} AS now WHERE now.thing_id = former.thing_id
                          AND upper_inf(now.recorded))
        """,
        [moment, undone.moment, *dataset],
    )
    return int(closed), int(reopened), int(kept)


def is_undoing(load: Load) -> bool:
    """Whether a load is the undoing of another."""
    return UNDOING in load.counts
