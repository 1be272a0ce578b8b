"""What a crash leaves behind has failed, unless its transaction goes on."""

from importlib import import_module

import pytest
from django.db import connection, transaction

from twin.ingest import recover
from twin.models import Dataset, Load, Source

module = import_module("twin.ingest.recover")  # The package gives the function of that name.
pytestmark = pytest.mark.usefixtures("twin")


def running(xid: int | None) -> Load:
    """A load that says it runs."""
    dataset, _ = Dataset.objects.get_or_create(key="cut")
    source = Source.objects.create(
        dataset=dataset, file="cut.json", sha256="0" * 64, size=1, format="cityjson"
    )
    return Load.objects.create(source=source, who="tester", xid=xid)


def transaction_undone() -> int:
    """The number of a transaction that was rolled back."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint")
            [xid] = cursor.fetchone()
        transaction.set_rollback(True)
    return int(xid)


def test_a_load_whose_transaction_was_rolled_back_has_failed() -> None:
    load = running(transaction_undone())
    assert recover() == [load]
    load.refresh_from_db()
    assert load.status == Load.Status.FAILED
    assert "nothing of it was kept" in load.reason


def test_a_load_whose_transaction_is_of_another_servers_numbering_has_failed() -> None:
    load = running(2**62)
    assert recover() == [load]


def test_a_load_cut_off_before_its_transaction_has_failed() -> None:
    assert recover() == [] and recover() == []
    load = running(None)
    assert recover() == [load]


def test_a_load_still_in_progress_is_left_alone() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        load = running(cursor.fetchone()[0])
        assert recover(patience=0.2) == []
        load.refresh_from_db()
        assert load.status == Load.Status.RUNNING


def test_the_end_of_another_transaction_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    load, answers = running(transaction_undone()), iter([True, True])
    monkeypatch.setattr(module, "is_in_progress", lambda load: next(answers, False))
    assert recover(patience=5.0) == [load]


def test_the_workers_round_settles_what_was_cut_off() -> None:
    load = running(transaction_undone())
    module.watch(0)
    load.refresh_from_db()
    assert load.status == Load.Status.FAILED
    assert load.ended is not None
