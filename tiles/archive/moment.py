"""One moment for many processes: a snapshot of PostgreSQL that whoever draws an archive reads by."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper

from spatial.errors import RefusedError

READING = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


@contextmanager
def hold() -> Iterator[str]:
    """A transaction that sees the twin as it is now; gives the name by which others join it."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(READING)
        let_last(cursor)
        cursor.execute("SELECT pg_export_snapshot()")
        [name] = cursor.fetchone()
        yield name


@contextmanager
def join(name: str) -> Iterator[None]:
    """A transaction that sees the twin as the holder of the moment does.

    Raises RefusedError where the moment is over or is another server's.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(READING)
        try:
            cursor.execute("SET TRANSACTION SNAPSHOT %s", [name])
        except DatabaseError as error:
            raise RefusedError(
                f"A process that draws tiles cannot see the moment of the archive ({str(error).strip()}): "
                "its machine must be connected to the database, on the server, that the command uses."
            ) from None
        let_last(cursor)
        yield


def let_last(cursor: CursorWrapper) -> None:
    """Bounds meant for what somebody waits for do not hold here."""
    cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
