"""One load's transaction: staged, checked and merged, all of it or nothing, with a record of either."""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import connection, transaction

from spatial.errors import RefusedError
from spatial.records import Issue, Severity
from twin import changes, rasters
from twin.ingest import ledger
from twin.ingest.merge import Merged, check, merge, same_things
from twin.ingest.offset import look_for_offset
from twin.ingest.quality import judge, name_of
from twin.ingest.quarantine import keep_out, note
from twin.ingest.sql import ask
from twin.ingest.staging import Stage
from twin.models import Dataset, Load, Openness, Recorded

Progress = Callable[[int, int | None], None]
PATIENCE = 3.0
EAGER, RARE = gc.get_threshold(), (50_000, 10, 10)
KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Report:
    """How a load went; `counts` by kind as read, opened, closed, unchanged."""

    load: int
    status: Load.Status
    dataset: str
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cargo:
    """What a load brings: `prepare` makes the stage and the stream of records within the transaction,
    `tables` tells where the dataset may have rows, `roams` that the dataset was not named by anyone, `words`
    what a table and its columns are called where that is not their own name; `finish` is what remains to be
    done when its rows are there."""

    prepare: Callable[[Load], tuple[Stage, Iterator[Any]]]
    tables: Callable[[Stage], Sequence[type[Recorded]]]
    total: int | None
    roams: bool
    words: Mapping[str, str] = field(default_factory=dict)
    finish: Callable[[Stage], None] = lambda stage: None


class Terms(Protocol):
    """What carrying needs to know of an order."""

    @property
    def rehearse(self) -> bool: ...
    @property
    def partial(self) -> bool: ...
    @property
    def keep_good(self) -> bool: ...
    @property
    def openness(self) -> Openness | None: ...


class RehearsedError(Exception):
    """Raised at the end of a rehearsal, to roll it back."""


class BadRowsError(RefusedError):
    """The file holds rows that cannot be taken."""


def carry(entry: Load, cargo: Cargo, terms: Terms, progress: Progress) -> Report:
    """Carry the cargo in one transaction, then close the books on it."""
    stage: Stage | None = None
    merged: dict[type[Recorded], Merged] = {}
    try:
        with changes.writing() as changed:
            [[xid]] = ask("SELECT pg_current_xact_id()::text::bigint")
            ledger.note_transaction(entry, xid)
            claim(entry)
            stage, stream = cargo.prepare(entry)
            with collecting_rarely():
                for done in stage.take(stream):
                    progress(done, cargo.total)
                    ledger.note_progress(entry, done, cargo.total)
            check(stage)
            look_for_offset(stage)
            if cargo.roams:
                settle(stage, entry)
            stage.quality = judge(stage, entry.source.dataset_id, terms.partial, cargo.words)
            sort_out(stage, entry, terms)
            merged = merge(stage, entry, terms.partial, cargo.tables(stage), terms.openness)
            cargo.finish(stage)
            changed |= {kind for kind, did in merged.items() if did.opened or did.closed}
            if terms.rehearse:
                raise RehearsedError
            note(entry, stage)
            report = close(entry, stage, merged, Load.Status.DONE, cargo.words, ledger.WITH_ROWS)
    except RehearsedError:
        assert stage is not None
        rasters.sweep()
        return close(entry, stage, merged, Load.Status.REHEARSED, cargo.words, ledger.LEDGER)
    except RefusedError as refusal:
        rasters.sweep()
        return refuse(entry, refusal, stage)
    except BaseException as fault:
        ledger.note_fault(entry, fault, stage.issues if stage else [])
        raise
    analyse(merged)
    return report


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look for garbage in cycles rarely: records come and go by the thousand, and hardly any are in one."""
    gc.freeze()
    gc.set_threshold(*RARE)
    try:
        yield
    finally:
        gc.set_threshold(*EAGER)
        gc.unfreeze()


def sort_out(stage: Stage, entry: Load, terms: Terms) -> None:
    """Take the bad rows out of the stage where the good are to be kept; refuse all of it otherwise."""
    number = stage.tally[Severity.ERROR]
    if number and not terms.keep_good:
        raise BadRowsError(
            f"{number} of its rows cannot be taken, so nothing was; mend what the findings name and load the "
            "file again, or take the good rows with --keep-good."
        )
    keep_out(stage, entry.source.dataset)


def close(
    entry: Load,
    stage: Stage,
    merged: dict[type[Recorded], Merged],
    status: Load.Status,
    words: Mapping[str, str],
    book: str,
) -> Report:
    """Close the books on a load that went well; `words` are what a table is called if not by its own name."""
    counts = {name_of(kind, words): did_of(did) for kind, did in merged.items()}
    if status is Load.Status.DONE and not any(did.opened or did.closed for did in merged.values()):
        status = Load.Status.UNCHANGED
    ledger.close_load(
        entry, status, counts, stage.issues, moment=stage.moment, quality=stage.quality, book=book
    )
    findings = {severity.value: number for severity, number in stage.tally.items()}
    return Report(entry.pk, status, entry.source.dataset.key, counts, findings, tuple(stage.issues))


def did_of(did: Merged) -> dict[str, int]:
    """A kind's counts as they are written down."""
    counts = {"read": did.read, "opened": did.opened, "closed": did.closed, "unchanged": did.unchanged}
    return counts if did.kept is None else {**counts, KEPT: did.kept}


def claim(entry: Load) -> None:
    """Hold the dataset for this transaction; two loads of one dataset would close each other's rows.

    PostgreSQL notices within a second that the client of another load was killed, so it is asked a while.
    """
    lock = "SELECT pg_try_advisory_xact_lock(hashtext('twin.dataset'), %s)"
    deadline = time.monotonic() + PATIENCE
    while ask(lock, [entry.source.dataset_id]) != [(True,)]:
        if time.monotonic() > deadline:
            raise RefusedError(
                f"Dataset {entry.source.dataset.key} is being loaded just now; try again when it is done."
            )
        time.sleep(0.1)


def settle(stage: Stage, entry: Load) -> None:
    """Recognise a new edition that came under another name by the ids it shares with the old one."""
    other = same_things(stage, entry.source.dataset_id)
    if other is None:
        return
    key = Dataset.objects.get(pk=other).key
    stage.note(
        Issue(
            severity=Severity.WARNING,
            code="NEW_EDITION",
            message=f"Most ids are those of dataset “{key}”, so it was taken as its new edition; "
            "give --dataset NAME if it is another.",
        )
    )
    ledger.move(entry, key)
    claim(entry)


def refuse(entry: Load, refusal: RefusedError, stage: Stage | None) -> Report:
    """Close the books on a file that was not taken."""
    issues = stage.issues if stage else []
    findings = {severity.value: number for severity, number in stage.tally.items()} if stage else {}
    quality = stage.quality if stage else None
    ledger.close_load(entry, Load.Status.REFUSED, {}, issues, str(refusal), quality=quality)
    return Report(
        entry.pk, Load.Status.REFUSED, entry.source.dataset.key, {}, findings, tuple(issues), str(refusal)
    )


def analyse(kinds: Iterable[type[Recorded]]) -> None:
    """Refresh the planner's statistics, which no plan of the tables just filled can do without."""
    if transaction.get_connection().in_atomic_block:
        return
    with connection.cursor() as cursor:
        for kind in kinds:
            cursor.execute(f"ANALYZE {kind._meta.db_table}")
        cursor.execute("ANALYZE twin_thing, twin_shape")
