"""Writing down every read of personal rows, and proving that what is written is whole.

Entries go by a connection of their own: a read whose transaction is rolled back was a read all the same.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import connections, transaction
from django.db.models import QuerySet
from django.utils import timezone

from twin.access.chain import ROOT, Break, Head, seal, walk
from twin.models import AuditEntry

LEDGER = "ledger"
LOCK = "SELECT pg_advisory_xact_lock(hashtext('twin.audit'))"
STREAMED = 2000


def write(*entries: AuditEntry) -> None:
    """Append entries to the chain and commit them at once; number, moment and hashes are given here."""
    with transaction.atomic(using=LEDGER):
        with connections[LEDGER].cursor() as cursor:
            # A statement of its own: the next one then sees what the last holder of the lock has written.
            cursor.execute(LOCK)
        newest = AuditEntry.objects.using(LEDGER).order_by("-number")
        number, previous = newest.values_list("number", "hash").first() or (0, ROOT)
        moment = timezone.now()
        for entry in entries:
            number += 1
            entry.number, entry.moment, entry.previous = number, moment, previous
            entry.hash = previous = seal(entry)
        AuditEntry.objects.using(LEDGER).bulk_create(entries)


def verify(anchor: str | None = None) -> Head | Break:
    """Walk the whole chain, entry by entry, wherever it may be broken."""
    return walk(stream(AuditEntry.objects.using(LEDGER).order_by("number")), anchor)


def stream(entries: QuerySet[AuditEntry]) -> Iterator[AuditEntry]:
    """The entries a few at a time, however many there are."""
    return entries.iterator(chunk_size=STREAMED)


def entries(who: str | None = None, since: datetime | None = None, last: int = 50) -> list[AuditEntry]:
    """The newest entries, oldest of them first: those of one reader, or since a moment."""
    found = AuditEntry.objects.using(LEDGER).order_by("-number")
    if who is not None:
        found = found.filter(who=who)
    if since is not None:
        found = found.filter(moment__gte=since)
    return list(found[:last])[::-1]
