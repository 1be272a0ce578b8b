"""What a crash leaves behind is settled by the fate of the load's transaction."""

import pytest
from django.db import connection, transaction

from twin.ingest import recover
from twin.models import Dataset, Load, Source

pytestmark = pytest.mark.usefixtures("twin")


def running(xid: int | None) -> Load:
    """A load that says it runs."""
    dataset, _ = Dataset.objects.get_or_create(key="cut")
    source = Source.objects.create(
        dataset=dataset, file="cut.json", sha256="0" * 64, size=1, format="cityjson"
    )
    return Load.objects.create(source=source, who="tester", xid=xid)


def transaction_of(*, kept: bool) -> int:
    """The number of a transaction that committed, or did not."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint")
            [xid] = cursor.fetchone()
        transaction.set_rollback(not kept)
    return int(xid)


def test_a_load_whose_transaction_was_rolled_back_has_failed() -> None:
    load = running(transaction_of(kept=False))
    assert recover() == [load]
    load.refresh_from_db()
    assert load.status == Load.Status.FAILED
    assert "nothing of it was kept" in load.reason


def test_a_load_whose_transaction_committed_is_done() -> None:
    load = running(transaction_of(kept=True))
    assert recover() == []
    load.refresh_from_db()
    assert load.status == Load.Status.DONE


def test_a_load_cut_off_before_its_transaction_has_failed() -> None:
    assert recover() == [] and recover() == []
    load = running(None)
    assert recover() == [load]


def test_a_load_still_in_progress_is_left_alone() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        load = running(cursor.fetchone()[0])
        assert recover() == []
        load.refresh_from_db()
        assert load.status == Load.Status.RUNNING
