"""The book of loads, kept on a connection of its own so that it outlives a load that fails.

Only the end of a load that goes well is written on the connection of its rows: they commit together.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from spatial.crs import Crs
from spatial.format import Header
from spatial.records import Issue
from twin.ingest.recognise import Input
from twin.models import Dataset, Finding, Load, Source

UNDOING = "undoing"
LEDGER, WITH_ROWS = "ledger", DEFAULT_DB_ALIAS
KEPT = 1000


def open_load(input: Input, key: str, header: Header | None, agreed: Crs | None, who: str) -> Load:
    """Write down that `who` begins to read `input` into the dataset `key`."""
    told = header or Header(crs=None)
    dataset, _ = Dataset.objects.using(LEDGER).get_or_create(key=key, defaults={"title": told.title or ""})
    source = Source.objects.using(LEDGER).create(
        dataset=dataset,
        file=input.path.name,
        files=[{"name": name, "sha256": digest} for name, digest in input.files],
        sha256=input.sha256,
        size=input.size,
        format=input.format.id,
        version=told.version or "",
        publisher=told.publisher or "",
        licence=told.licence or "",
        attribution=told.attribution or "",
        reference_date=str(told.notes.get("reference_date") or ""),
        crs=agreed.code if agreed else told.crs or "",
        heights=f"EPSG:{agreed.vertical}" if agreed and agreed.vertical else "",
        about=told.about,
    )
    return Load.objects.using(LEDGER).create(source=source, who=who)


def note_transaction(load: Load, xid: int) -> None:
    """Write down which transaction carries the rows: its fate is the load's."""
    Load.objects.using(LEDGER).filter(pk=load.pk).update(xid=xid, status=Load.Status.RUNNING, reason="")


def note_progress(load: Load, done: int, total: int | None) -> None:
    """Write down how many records have been read of how many, for whoever waits."""
    counts = {"progress": {"read": done, **({"of": total} if total else {})}}
    Load.objects.using(LEDGER).filter(pk=load.pk).update(counts=counts)


def move(load: Load, key: str) -> None:
    """The file turned out to be an edition of dataset `key`; the dataset made for it goes if it is empty."""
    source = load.source
    mistaken = source.dataset
    source.dataset = Dataset.objects.using(LEDGER).get(key=key)
    source.save(using=LEDGER, update_fields=["dataset"])
    if not mistaken.sources.using(LEDGER).exists():
        mistaken.delete(using=LEDGER)


def close_load(
    load: Load,
    status: Load.Status,
    counts: dict[str, Any],
    issues: Iterable[Issue],
    reason: str = "",
    moment: datetime | None = None,
    quality: dict[str, Any] | None = None,
    book: str = LEDGER,
) -> None:
    """Write down how the load ended and what it found (the first thousand findings, all counted).

    `book` is the connection to write on: `WITH_ROWS` lets the end commit with the rows of the transaction.
    """
    Finding.objects.using(book).bulk_create(
        Finding(
            load=load,
            severity=issue.severity,
            code=issue.code,
            message=issue.message,
            object=issue.object,
            position=issue.position,
        )
        for issue in issues
    )
    Load.objects.using(book).filter(pk=load.pk).update(
        status=status, counts=counts, reason=reason, ended=timezone.now(), moment=moment, quality=quality
    )


def note_fault(load: Load, fault: BaseException, issues: Iterable[Issue] = ()) -> None:
    """Write down that a load ended by a fault of ours, or of the machine."""
    close_load(load, Load.Status.FAILED, {}, issues, f"{type(fault).__name__}: {fault}")


def open_again(load: Load, who: str) -> Load:
    """Write down that `who` begins something more with the source of a load."""
    return Load.objects.using(LEDGER).create(source=load.source, who=who)


def mark(number: int, status: Load.Status) -> None:
    """Write down, with the rows, that a load is undone, or done again after all."""
    Load.objects.using(WITH_ROWS).filter(pk=number).update(status=status)


def latest(key: str) -> Load | None:
    """The last load of a dataset, if its rows are what is in the twin; one that undid another is none."""
    done = Load.objects.using(LEDGER).filter(source__dataset__key=key, status=Load.Status.DONE)
    done = done.exclude(counts__has_key=UNDOING)
    return done.select_related("source").order_by("-pk").first()
