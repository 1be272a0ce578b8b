"""After a crash: loads that were cut off are told as failed, and files sent are taken up again."""

import time

from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app

from twin.ingest import uploads
from twin.ingest.ledger import LEDGER
from twin.models import Load

# Longer than PostgreSQL takes to notice that the client of a transaction was killed.
PATIENCE = 3.0
HEARTBEAT = 30.0


def recover(patience: float = 0.0) -> list[Load]:
    """Tell the loads that say they run but whose transaction has ended as failed; gives those found.

    What committed has said so in the same transaction. What is still in progress after `patience` seconds is
    left alone: somebody's load, or a killed client's that may yet commit.
    """
    deadline = time.monotonic() + patience
    running = Load.objects.using(LEDGER).filter(status=Load.Status.RUNNING).order_by("pk")
    while any(is_in_progress(load) for load in running.all()) and time.monotonic() < deadline:
        time.sleep(0.1)
    failed = []
    for load in running.all():
        if is_in_progress(load):
            continue
        reason = "It was cut off before it was done; nothing of it was kept."
        settled = running.filter(pk=load.pk, xid=load.xid).update(
            status=Load.Status.FAILED, reason=reason, ended=timezone.now()
        )
        failed += [load] if settled else []
    return failed


def is_in_progress(load: Load) -> bool:
    """Whether the load's transaction goes on; one of another server's numbering is none of ours."""
    if load.xid is None:
        return False
    with connections[LEDGER].cursor() as cursor:
        cursor.execute(
            "SELECT CASE WHEN %s::text::xid8 < pg_snapshot_xmax(pg_current_snapshot()) "
            "THEN pg_xact_status(%s::text::xid8) = 'in progress' END",
            [load.xid, load.xid],
        )
        [goes_on] = cursor.fetchone()
    return bool(goes_on)


@app.periodic(cron="* * * * *")
@app.task(name="twin.ingest.recover.watch", queueing_lock="twin.ingest.recover.watch", pass_context=False)
def watch(timestamp: int) -> None:
    """The worker's round, each minute: a load or a worker may be killed while the twin goes on."""
    recover()
    uploads.resume(HEARTBEAT)
