"""Connections that tiles are read by: bounded pools where the twin is served, elsewhere Django's own.

Large tiles have a pool of their own, so that they never hold up the small ones. Who makes tiles or waits for
that has one of few places, and is refused at once where none is left: threads that wait would be missing to
all that needs no tile.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Lock
from typing import Any, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from psycopg import Connection, Cursor
from psycopg.errors import QueryCanceled
from psycopg_pool import ConnectionPool, PoolTimeout

from twin import metrics
from twin.doorway.problems import BusyError, TooSlowError

Answer = TypeVar("Answer")
SMALL, LARGE = "small", "large"
LARGEST_ZOOM = 13
"""Tiles up to this zoom hold so much that they are made one after the other."""

EASY = LARGEST_ZOOM + 1
"""The zoom that what is quick to read is read as."""

ROOM = {SMALL: 2, LARGE: 1}
"""How many connections a process has."""

TURNS: SimpleQueue[None] = SimpleQueue()
"""As many turns as connections for small tiles: who waits here is woken by less than who waits in the pool,
though not always in order, which is no matter for so short a time."""

for _ in range(ROOM[SMALL]):
    TURNS.put(None)

PLACES = {SMALL: BoundedSemaphore(26), LARGE: BoundedSemaphore(12)}
"""Those who make tiles in a process, or wait for a connection or for another who makes the same tile."""

FIRST = Lock()
PATIENCE, AGAIN = 8.0, 0.5
"""Seconds to wait for a connection, and between trials where the database is away."""

OTHER_WAYS = ("enable_bitmapscan", "enable_seqscan")
"""Rows of a tile are found by the index alone: so they come in one order, whoever asks."""

SLOWEST = 30_000
"""Milliseconds after which the database gives up a tile."""


def kind_of(zoom: int) -> str:
    """The pool of tiles of a zoom."""
    return LARGE if zoom <= LARGEST_ZOOM else SMALL


@contextmanager
def admitted(zoom: int) -> Iterator[None]:
    """A place among those who make tiles of that zoom; raises BusyError where none is left."""
    if not settings.TWIN_SERVED:
        yield
        return
    places = PLACES[kind_of(zoom)]
    if not places.acquire(blocking=False):
        raise BusyError("no place left")
    try:
        yield
    finally:
        places.release()


@contextmanager
def reading(zoom: int) -> Iterator[Connection[Any]]:
    """A connection to read a tile of that zoom by; its errors are Django's.

    Raises BusyError where waiting for one takes too long, TooSlowError where reading does.
    """
    try:
        with connection.wrap_database_errors, borrow(kind_of(zoom)) as link:
            yield link
    except OperationalError as error:
        match error.__cause__:
            case PoolTimeout():
                raise BusyError("no connection free") from error
            case QueryCanceled():
                raise TooSlowError("too slow") from error
        raise


@contextmanager
def borrow(kind: str) -> Iterator[Connection[Any]]:
    """A connection of that kind, for as long as the context lasts."""
    if not settings.TWIN_SERVED:
        connection.ensure_connection()
        with connection.connection.cursor() as cursor:
            cursor.execute("; ".join(f"SET {way} = off" for way in OTHER_WAYS))
            yield connection.connection
            cursor.execute("; ".join(f"RESET {way}" for way in OTHER_WAYS))
        return
    begun = time.perf_counter()
    try:
        link = take(kind)
    finally:
        metrics.of(metrics.WAITING, kind).observe(time.perf_counter() - begun)
    metrics.of(metrics.IN_USE, kind).inc()
    try:
        yield link
    finally:
        metrics.of(metrics.IN_USE, kind).dec()
        give(kind, link)


def take(kind: str) -> Connection[Any]:
    """A connection that nobody works with; raises PoolTimeout where there is none for too long."""
    if kind == SMALL:
        try:
            TURNS.get(timeout=PATIENCE)
        except Empty:
            raise PoolTimeout("no turn") from None
    try:
        return pool(kind).getconn()
    except BaseException:
        give(kind, None)
        raise


def give(kind: str, link: Connection[Any] | None) -> None:
    """End one's turn, and give back the connection that was had."""
    try:
        if link is not None:
            pool(kind).putconn(link)
    finally:
        if kind == SMALL:
            TURNS.put(None)


def persist(work: Callable[[], Answer]) -> Answer:
    """What the work gives; once more from its beginning where it lost its connection to the database.

    Those that were lost with it are replaced before.
    """
    try:
        return work()
    except (OperationalError, InterfaceError):
        if not settings.TWIN_SERVED:
            raise
        time.sleep(AGAIN)  # a server that loses one is about to end the others
        for kind in ROOM:
            pool(kind).check()
        return work()


def pool(kind: str) -> ConnectionPool[Connection[Any]]:
    """The pool of that kind, made when it is first needed: after the process has been forked."""
    with FIRST:  # or those who come first together would each make one
        return open_pool(kind)


@lru_cache(maxsize=2)
def open_pool(kind: str) -> ConnectionPool[Connection[Any]]:
    """A pool of that kind."""
    return ConnectionPool(
        kwargs=describe_connection(f"{kind} tiles", SLOWEST),
        min_size=1,
        max_size=ROOM[kind],
        timeout=PATIENCE,
        # Left alone a pool tries after 1, 2, 4 … seconds: a database that is back would be missed for long.
        reconnect_timeout=AGAIN,
        reconnect_failed=ConnectionPool.check,
        name=kind,
        open=True,
    )


def describe_connection(name: str, slowest: int) -> dict[str, Any]:
    """The parameters of a connection of that name that only reads, and not for longer than `slowest` (ms)."""
    told = dict(connection.get_connection_params())
    options = f"{told.pop('options', '')} -c statement_timeout={slowest} -c default_transaction_read_only=on"
    options += "".join(f" -c {way}=off" for way in OTHER_WAYS)
    return {
        **{key: value for key, value in told.items() if key not in ("context", "pool")},
        "cursor_factory": Cursor,
        "autocommit": True,
        "prepare_threshold": 2,
        "application_name": name,
        "options": options,
    }
