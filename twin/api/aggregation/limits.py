"""How long an aggregate may take and how many are worked out at once, so that no one holds up the others."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from twin.doorway.problems import BusyError, TooSlowError

SLOWEST = 30_000
"""Milliseconds after which an aggregate is given up."""

PLACES = BoundedSemaphore(2)
"""Those who aggregate in a process: half of its connections."""

PATIENCE = 1.0
"""Seconds to wait for a place."""

LET_TIME = "SELECT set_config('statement_timeout', %s, true)"


@contextmanager
def bounded() -> Iterator[float]:
    """A place and a transaction to aggregate in; gives the monotonic moment by which all is to be done.

    Raises BusyError where no place is left, TooSlowError where the database takes too long.
    """
    if not PLACES.acquire(timeout=PATIENCE):
        raise BusyError("no place left")
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(LET_TIME, (str(SLOWEST),))
            yield time.monotonic() + SLOWEST / 1000
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooSlowError("too slow") from error
        raise
    finally:
        PLACES.release()


def hurry(deadline: float) -> None:
    """Raise TooSlowError after the deadline: a statement's timeout stops nothing that is read in parts."""
    if time.monotonic() > deadline:
        raise TooSlowError("too slow")
