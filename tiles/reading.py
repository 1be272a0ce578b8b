"""Connections that tiles are read by: bounded pools where the twin is served, elsewhere Django's own.

Large tiles have a pool of their own, so that they never hold up the small ones.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from psycopg import Connection, Cursor
from psycopg_pool import ConnectionPool, PoolTimeout, TooManyRequests

from twin.doorway.problems import BusyError

SMALL, LARGE = "small", "large"
LARGEST_ZOOM = 12
"""Tiles up to this zoom hold so much that they are made one after the other."""

ROOM = {SMALL: (2, 24), LARGE: (1, 4)}
"""How many connections a process has, and how many may wait for one."""

PATIENCE = 8.0
SLOWEST = 30_000
"""Milliseconds after which the database gives up a tile."""


@contextmanager
def reading(zoom: int) -> Iterator[Connection[Any]]:
    """A connection to read a tile of that zoom by; raises BusyError where too many wait for one."""
    if not settings.TWIN_SERVED:
        connection.ensure_connection()
        yield connection.connection
        return
    try:
        with pool(LARGE if zoom <= LARGEST_ZOOM else SMALL).connection() as link:
            yield link
    except (PoolTimeout, TooManyRequests) as error:
        raise BusyError from error


@lru_cache(maxsize=2)
def pool(kind: str) -> ConnectionPool[Connection[Any]]:
    """The pool of that kind, made when it is first needed: after the process has been forked."""
    room, waiting = ROOM[kind]
    told = dict(connection.get_connection_params())
    options = f"{told.pop('options', '')} -c statement_timeout={SLOWEST} -c default_transaction_read_only=on"
    kept = {
        **{key: value for key, value in told.items() if key not in ("context", "pool")},
        "cursor_factory": Cursor,
        "autocommit": True,
        "prepare_threshold": 2,
        "options": options,
    }
    return ConnectionPool(
        kwargs=kept, min_size=1, max_size=room, max_waiting=waiting, timeout=PATIENCE, name=kind, open=True
    )
