"""After a crash: every load left running is what its transaction became."""

from django.db import connections

from twin.ingest.ledger import LEDGER
from twin.models import Load


def recover() -> list[Load]:
    """Settle the loads that say they run but whose transaction has ended; gives those found to have failed.

    A load that died before it had a transaction wrote no row. pg_xact_status tells the rest; what is still
    in progress is left alone (a killed client's backend may yet commit).
    """
    failed = []
    for load in Load.objects.using(LEDGER).filter(status=Load.Status.RUNNING).order_by("pk"):
        fate = fate_of(load)
        if fate == "in progress":
            continue
        load.status = Load.Status.DONE if fate == "committed" else Load.Status.FAILED
        load.reason = (
            "" if fate == "committed" else "The server stopped before it was done; nothing of it was kept."
        )
        load.save(using=LEDGER, update_fields=["status", "reason"])
        if load.status == Load.Status.FAILED:
            failed.append(load)
    return failed


def fate_of(load: Load) -> str | None:
    """What PostgreSQL says became of the load's transaction."""
    if load.xid is None:
        return None
    with connections[LEDGER].cursor() as cursor:
        cursor.execute("SELECT pg_xact_status(%s::text::xid8)", [load.xid])
        [fate] = cursor.fetchone()
    return fate
