"""Keeps what is kept in step with what nobody has told: changes by plain SQL, marks that all have seen, room.

A thread of each process that serves: one of them is enough, and a lost one is not missed.
"""

import fcntl
import logging
import threading
import time
from typing import Any

import psycopg
from django.db import close_old_connections, connection

from tiles import cache, dropping
from twin import changes, marks, metrics

log = logging.getLogger(__name__)
LOOK, SWEEP, TIDY, PAUSE = 0.4, 20.0, 60.0, 0.5
"""Seconds between looks at a silent database, between sweeps, between tidyings, after a fault."""


def start() -> None:
    """Begin to keep, with what may still be kept."""
    dropping.settle()
    threading.Thread(target=keep, name="tile keeper", daemon=True).start()


def keep() -> None:
    """Keep, whatever happens to the database."""
    while True:
        try:
            watch()
        except Exception as fault:
            log.warning("The keeper of tiles begins anew: %s", fault)
            time.sleep(PAUSE)
        finally:
            close_old_connections()


def watch() -> None:
    """See to changes as they are told, and look for those that were told while nobody listened."""
    swept = tidied = time.monotonic()
    with listen() as link:
        while True:
            while is_waiting(link) and changes.catch_up():
                metrics.CAUGHT_UP.inc()
            now = time.monotonic()
            if now - swept > SWEEP:
                marks.sweep()
                swept = now
            if now - tidied > TIDY:
                tidy()
                tidied = now
            close_old_connections()
            for _ in link.notifies(timeout=LOOK, stop_after=1):
                pass


def listen() -> "psycopg.Connection[Any]":
    """A connection that hears of changes."""
    told = connection.get_connection_params()
    known = {
        name: value for name, value in told.items() if name in ("host", "port", "user", "password", "dbname")
    }
    link = psycopg.connect(**known, autocommit=True, application_name="tile keeper")
    link.execute(f"LISTEN {marks.CHANNEL}")
    return link


def is_waiting(link: "psycopg.Connection[Any]") -> bool:
    """Whether there are changes that nobody has seen to."""
    [[waiting]] = link.execute("SELECT EXISTS (SELECT FROM twin_change)").fetchall()
    return bool(waiting)


def tidy() -> None:
    """Make room, unless another process is at it."""
    with (cache.root() / cache.LOCKS / "tidy").open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        dropping.make_room()
