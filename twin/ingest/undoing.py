"""Undoing a load as a new version: what it opened is closed, what it closed stands again, nothing is lost."""

import getpass
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from spatial.errors import RefusedError
from twin import changes
from twin.ingest import ledger
from twin.ingest.carrying import claim
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
            [[moment]] = ask("SELECT clock_timestamp()")
            for kind in changes.tables():
                did = undo_kind(kind, undone, entry, moment)
                sums = [total + part for total, part in zip(sums, did, strict=True)]
                if did[0] or did[1]:
                    changed.add(kind)
            closed, reopened, kept = sums
            counts = {"undoing": {"opened": reopened, "closed": closed, "kept": kept, "load": number}}
            told = f"Undoes load {number}."
            ledger.close_load(entry, Load.Status.DONE, counts, [], told, moment, book=ledger.WITH_ROWS)
            ledger.mark_undone(undone)
    except RefusedError as refusal:
        ledger.close_load(entry, Load.Status.REFUSED, {}, [], str(refusal))
        raise
    except BaseException as fault:
        ledger.close_load(entry, Load.Status.FAILED, {}, [], f"{type(fault).__name__}: {fault}")
        raise
    return Undone(entry.pk, closed, reopened, kept)


def undo_kind(kind: type[Recorded], undone: Load, entry: Load, moment: datetime) -> tuple[int, int, int]:
    """Undo a load in one table: rows closed, rows standing again, things left to later loads."""
    table, dataset = kind._meta.db_table, undone.source.dataset_id
    values: list[Any] = [undone.moment, dataset, kind._meta.model_name, undone.pk]
    [[kept]] = ask(
        f"""
        SELECT count(DISTINCT former.thing_id) FROM {table} AS former
        JOIN twin_thing AS thing ON thing.id = former.thing_id
        WHERE upper(former.recorded) = %s AND thing.dataset_id = %s AND thing.kind = %s
          AND EXISTS (SELECT FROM {table} AS now WHERE now.thing_id = former.thing_id
                      AND upper_inf(now.recorded) AND now.load_id <> %s)
        """,
        values,
    )
    [[closed]] = ask(
        f"""
        UPDATE {table} SET recorded = tstzrange(lower(recorded), %s)
        WHERE load_id = %s AND upper_inf(recorded)
        """,
        [moment, undone.pk],
    )
    columns = [column.column for column in kind._meta.concrete_fields]
    same = [name for name in columns if name not in ("id", "recorded", "load_id")]
    [[reopened]] = ask(
        f"""
        INSERT INTO {table} ({listed(same)}, recorded, load_id)
        SELECT {listed(same, "former.")}, tstzrange(%s, NULL), %s
        FROM {table} AS former JOIN twin_thing AS thing ON thing.id = former.thing_id
        WHERE upper(former.recorded) = %s AND thing.dataset_id = %s AND thing.kind = %s
          AND NOT EXISTS (SELECT FROM {table} AS now WHERE now.thing_id = former.thing_id
                          AND upper_inf(now.recorded))
        """,
        [moment, entry.pk, undone.moment, dataset, kind._meta.model_name],
    )
    return int(closed), int(reopened), int(kept)
