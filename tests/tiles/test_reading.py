"""Tiles wait for few connections in few places, and a lost connection is not the asker's trouble."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import Any

import psycopg
import pytest
from django.db import OperationalError
from psycopg_pool import ConnectionPool

from tests.login import login
from tiles import reading
from twin.doorway.problems import BusyError, TooSlowError

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pools as where the twin is served, with statements that may take 200 ms."""
    settings.TWIN_SERVED = True
    monkeypatch.setattr(reading, "SLOWEST", 200)
    monkeypatch.setattr(reading, "PATIENCE", 0.3)
    monkeypatch.setattr(reading, "PLACES", {kind: BoundedSemaphore(2) for kind in reading.ROOM})
    reading.open_pool.cache_clear()
    yield
    for kind in reading.ROOM:
        reading.pool(kind).close()
    reading.open_pool.cache_clear()


def ask(sql: str, zoom: int = 16) -> Any:
    """What a statement gives."""
    with reading.reading(zoom) as link:
        return link.execute(sql).fetchall()[0][0]


def test_a_place_is_refused_at_once_where_none_is_left(served: None) -> None:
    with reading.admitted(10), reading.admitted(13):
        with pytest.raises(BusyError), reading.admitted(11):
            pass
        with reading.admitted(14):
            pass
    with reading.admitted(11):
        pass


def test_no_more_connections_are_had_than_there_is_room_for(served: None) -> None:
    with reading.reading(10):
        with pytest.raises(BusyError) as refused, reading.reading(11):
            pass
        assert refused.value.reason == "no connection free"
        assert ask("SELECT 1") == 1


def test_those_who_come_first_together_share_a_pool(served: None) -> None:
    with ThreadPoolExecutor(16) as crowd:
        assert len(set(crowd.map(reading.pool, [reading.SMALL] * 16))) == 1


def test_a_statement_that_takes_too_long_is_given_up(served: None) -> None:
    with pytest.raises(TooSlowError):
        ask("SELECT pg_sleep(5)")
    assert ask("SELECT 1") == 1


def test_no_statement_is_compiled_whatever_the_server_would_do(served: None) -> None:
    assert ask("SELECT (setting, source) FROM pg_settings WHERE name = 'jit'") == ("off", "client")


def test_nothing_is_written_by_such_a_connection(served: None) -> None:
    with pytest.raises(Exception, match="read-only transaction"):
        ask("CREATE TABLE nothing ()")


def test_work_that_lost_its_connection_is_done_again_by_another(served: None) -> None:
    kinds: ConnectionPool[Any] = reading.pool(reading.SMALL)
    first = ask("SELECT pg_backend_pid()")
    with psycopg.connect(**login(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 1000)", [first])
    second = reading.persist(lambda: ask("SELECT pg_backend_pid()"))
    assert second != first
    assert kinds.get_stats()["pool_size"] <= reading.ROOM[reading.SMALL]


def test_work_that_loses_every_connection_is_given_up_in_djangos_words(served: None) -> None:
    with pytest.raises(OperationalError):
        reading.persist(lambda: ask("SELECT pg_terminate_backend(pg_backend_pid())"))
