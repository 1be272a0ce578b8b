"""Tiles are read by few connections, which write nothing, and whoever finds too many waiting is told so."""

import threading
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from tiles import reading
from twin.doorway.problems import BusyError

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As where the twin is served, with little patience."""
    settings.TWIN_SERVED = True
    monkeypatch.setattr(reading, "PATIENCE", 0.2)
    monkeypatch.setattr(reading, "ROOM", {reading.SMALL: (2, 1), reading.LARGE: (1, 1)})
    reading.pool.cache_clear()
    yield
    for kind in (reading.SMALL, reading.LARGE):
        reading.pool(kind).close()
    reading.pool.cache_clear()


def test_elsewhere_than_served_tiles_are_read_by_djangos_own_connection() -> None:
    with reading.reading(14) as link:
        assert link is connection.connection


def test_a_connection_of_a_pool_writes_nothing_and_gives_up_in_time(served: None) -> None:
    with reading.reading(14) as link:
        assert link is not connection.connection
        assert link.execute("SHOW statement_timeout").fetchone() == ("30s",)
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            link.execute("DELETE FROM twin_change")
        assert link.execute("SELECT current_database()").fetchone() == (connection.settings_dict["NAME"],)


def test_large_tiles_never_hold_up_small_ones(served: None) -> None:
    with reading.reading(reading.LARGEST_ZOOM) as large, reading.reading(reading.LARGEST_ZOOM + 1) as small:
        assert large is not small
        with pytest.raises(BusyError), reading.reading(0):
            raise AssertionError
        with reading.reading(22) as another:
            assert another is not small


def test_who_finds_the_queue_full_is_told_at_once(served: None, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[bool] = []

    def wait() -> None:
        try:
            with reading.reading(5):
                refused.append(False)
        except BusyError:
            refused.append(True)

    with reading.reading(5):
        threads = [threading.Thread(target=wait) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert refused == [True] * 4
    with reading.reading(5) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)


def test_a_fault_of_the_reader_is_its_own(served: None) -> None:
    with pytest.raises(ZeroDivisionError), reading.reading(5):
        raise ZeroDivisionError
    with reading.reading(5) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)
