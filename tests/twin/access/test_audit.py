"""Each read is written down for good, in one chain, whoever writes beside."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import InternalError, ProgrammingError, connection, connections, transaction
from django.utils import timezone

from twin.access.audit import LEDGER, entries, verify, write
from twin.access.chain import Head
from twin.models import AuditEntry

BOTH = ["default", LEDGER]


def read_by(who: str, rows: int = 1) -> AuditEntry:
    """An entry as the gate makes it."""
    return AuditEntry(
        who=who,
        groups=["housing"],
        purpose="case-work",
        kind="person",
        things="dwelling 7",
        fields=["birth_year"],
        rows=rows,
        door="card",
    )


@pytest.mark.django_db(databases=BOTH)
def test_entries_follow_each_other_and_come_back_whole() -> None:
    for who in ("wang", "李雷", "wang"):
        write(entry := read_by(who))
    assert verify() == Head(3, entry.hash)
    assert [entry.number for entry in entries(who="wang")] == [1, 3]
    assert [entry.number for entry in entries(last=2)] == [2, 3]
    assert entries(since=timezone.now() + timedelta(minutes=1)) == []


@pytest.mark.django_db(databases=BOTH)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE twin_auditentry SET rows = 0",
        "DELETE FROM twin_auditentry WHERE number = 1",
        "TRUNCATE twin_auditentry",
    ],
)
def test_the_database_refuses_to_change_an_entry(statement: str) -> None:
    write(read_by("wang"))
    with (
        pytest.raises(ProgrammingError, match="append-only"),
        transaction.atomic(LEDGER),
        connections[LEDGER].cursor() as cursor,
    ):
        cursor.execute(statement)
    assert isinstance(verify(), Head)


@pytest.mark.django_db(transaction=True, databases=BOTH)
def test_a_read_that_is_rolled_back_was_a_read_all_the_same() -> None:
    with pytest.raises(InternalError, match="undo"), transaction.atomic():
        write(read_by("wang"))
        raise InternalError("undo")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM twin_auditentry")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True, databases=BOTH)
def test_writers_beside_each_other_never_fork_the_chain() -> None:
    def write_some(who: str) -> None:
        for _ in range(10):
            write(read_by(who))
        connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write_some, "abcd"))
    found = verify()
    assert isinstance(found, Head)
    assert found.entries == 40


@pytest.mark.django_db(transaction=True, databases=BOTH)
def test_an_entry_changed_behind_the_triggers_back_is_found() -> None:
    for who in "abc":
        write(read_by(who))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE twin_auditentry DISABLE TRIGGER append_only")
        cursor.execute("UPDATE twin_auditentry SET who = 'nobody' WHERE number = 2")
        cursor.execute("ALTER TABLE twin_auditentry ENABLE TRIGGER append_only")
    assert not isinstance(verify(), Head)
