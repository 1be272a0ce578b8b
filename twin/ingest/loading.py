"""One load from file to versions: all of it or nothing, and a record of either."""

import getpass
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import Asked, Header
from spatial.records import Issue, Severity
from twin import changes
from twin.ingest import ledger
from twin.ingest.merge import Merged, ask, check, merge, same_things
from twin.ingest.recognise import Input, recognise
from twin.ingest.staging import Stage
from twin.models import Dataset, Load

Progress = Callable[[int, int | None], None]


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


class RehearsedError(Exception):
    """Raised at the end of a rehearsal, to roll it back."""


class BadRowsError(RefusedError):
    """The file holds rows that cannot be taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a load was asked to do beyond the file: see `load`."""

    dataset: str | None = None
    asked: Asked = field(default_factory=Asked)
    rehearse: bool = False
    partial: bool = False


def load(path: Path, order: Order, who: str = "", progress: Progress = lambda done, total: None) -> Report:
    """Load a file (or folder) into the twin, whole or not at all.

    `order.dataset` names the body of data it is an edition of (else the file's own identifier, else its
    name); `order.asked` overrides its declared CRS and heights; `order.rehearse` reports and rolls back;
    `order.partial` keeps what the file does not mention. Raises RefusedError when no format knows the file;
    every other outcome is a Report, and a Load row tells the same for good.
    """
    input = recognise(path)
    who = who or getpass.getuser()
    try:
        header = input.format.header(path, order.asked)
        agreed = agree(header, order.asked, settings.TWIN_CRS, settings.TWIN_HEIGHTS)
    except RefusedError as refusal:
        entry = ledger.open_load(input, order.dataset or named(path), None, None, who)
        return refuse(entry, refusal, None)
    key = order.dataset or header.dataset or named(path)
    last = ledger.latest(key)
    entry = ledger.open_load(input, key, header, agreed, who)
    if (
        last
        and last.source.sha256 == input.sha256
        and last.source.crs == entry.source.crs
        and not order.partial
    ):
        ledger.close_load(entry, Load.Status.UNCHANGED, last.counts, [])
        return Report(
            entry.pk, Load.Status.UNCHANGED, key, reason=f"This file was load {last.pk}; nothing changed."
        )
    return carry(input, header, agreed.horizontal, order, entry, progress)


def named(path: Path) -> str:
    """The dataset a file belongs to when nobody says otherwise: its name without its endings."""
    return path.resolve().name.split(".")[0]


def carry(input: Input, header: Header, crs: int, order: Order, entry: Load, progress: Progress) -> Report:
    """Stage, check and merge in one transaction, then close the books on it."""
    stage: Stage | None = None
    merged: dict[Any, Merged] = {}
    status = Load.Status.DONE
    try:
        with changes.writing() as changed:
            [[xid]] = ask("SELECT pg_current_xact_id()::text::bigint")
            ledger.note_transaction(entry, xid)
            stage = Stage(crs, ledger.KEPT)
            claim(entry)
            assert input.format.read is not None
            for done in stage.take(input.format.read(input.path, order.asked)):
                progress(done, header.total)
            check(stage)
            if stage.tally[Severity.ERROR]:
                raise BadRowsError(
                    f"{stage.tally[Severity.ERROR]} of its rows cannot be taken, so nothing was; "
                    "mend what the findings name and load the file again."
                )
            settle(stage, entry, order)
            merged = merge(stage, entry, order.partial)
            changed |= {kind for kind, did in merged.items() if did.opened or did.closed}
            if order.rehearse:
                raise RehearsedError
    except RehearsedError:
        status = Load.Status.REHEARSED
    except RefusedError as refusal:
        return refuse(entry, refusal, stage)
    except BaseException as fault:
        issues = stage.issues if stage else []
        ledger.close_load(entry, Load.Status.FAILED, {}, issues, f"{type(fault).__name__}: {fault}")
        raise
    assert stage is not None
    counts = {str(kind._meta.model_name): did_of(did) for kind, did in merged.items()}
    if status is Load.Status.DONE and not any(did.opened or did.closed for did in merged.values()):
        status = Load.Status.UNCHANGED
    ledger.close_load(entry, status, counts, stage.issues)
    if status is Load.Status.DONE:
        analyse(merged)
    findings = {severity.value: number for severity, number in stage.tally.items()}
    return Report(entry.pk, status, entry.source.dataset.key, counts, findings, tuple(stage.issues))


def did_of(did: Merged) -> dict[str, int]:
    """A kind's counts as they are written down."""
    return {"read": did.read, "opened": did.opened, "closed": did.closed, "unchanged": did.unchanged}


def claim(entry: Load) -> None:
    """Hold the dataset for this transaction; two loads of one dataset would close each other's rows."""
    [[free]] = ask(
        "SELECT pg_try_advisory_xact_lock(hashtext('twin.dataset'), %s)", [entry.source.dataset_id]
    )
    if not free:
        raise RefusedError(
            f"Dataset {entry.source.dataset.key} is being loaded just now; try again when it is done."
        )


def settle(stage: Stage, entry: Load, order: Order) -> None:
    """Recognise a new edition that came under another name by the ids it shares with the old one."""
    if order.dataset:
        return
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
    ledger.close_load(entry, Load.Status.REFUSED, {}, issues, str(refusal))
    return Report(
        entry.pk, Load.Status.REFUSED, entry.source.dataset.key, {}, findings, tuple(issues), str(refusal)
    )


def analyse(merged: dict[Any, Merged]) -> None:
    """Refresh the planner's statistics, which no plan of the tables just filled can do without."""
    if transaction.get_connection().in_atomic_block:
        return
    with connection.cursor() as cursor:
        for kind in merged:
            cursor.execute(f"ANALYZE {kind._meta.db_table}")
        cursor.execute("ANALYZE twin_thing, twin_shape")
