"""A statement gives its row to whoever may run it, again and again, and its errors are the database's own."""

import struct
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg.errors import OperationalError, QueryCanceled, UndefinedTable

from tests.login import login
from tiles import prepared
from tiles.prepared import known, run

pytestmark = pytest.mark.django_db
SUM = "SELECT %(one)s::bigint + %(two)s::bigint, %(one)s::text"


@pytest.fixture
def link() -> Iterator[psycopg.Connection[Any]]:
    """A connection of its own."""
    with psycopg.connect(**login(), autocommit=True) as opened:
        yield opened


def names(link: psycopg.Connection[Any]) -> list[str]:
    """The statements that the database keeps for a connection."""
    return [name for (name,) in link.execute("SELECT name FROM pg_prepared_statements ORDER BY prepare_time")]


def test_values_go_by_name_as_often_as_they_are_named(link: psycopg.Connection[Any]) -> None:
    for two in (2, 40, 7):
        total, one = run(link, SUM, {"one": 1, "two": two, "three": 3})
        assert struct.unpack(">q", total or b"") == (1 + two,)
        assert one == b"1"


def test_it_is_prepared_when_it_is_run_again(link: psycopg.Connection[Any]) -> None:
    run(link, SUM, {"one": 1, "two": 2})
    assert names(link) == []
    run(link, SUM, {"one": 1, "two": 2})
    run(link, SUM, {"one": 1, "two": 2})
    assert len(names(link)) == 1


def test_a_percent_sign_is_no_value(link: psycopg.Connection[Any]) -> None:
    assert run(link, "SELECT '100%%', '%%(one)s', %(one)s::text, NULL::text", {"one": "五"}) == [
        b"100%",
        b"%(one)s",
        "五".encode(),
        None,
    ]


def test_what_was_asked_longest_ago_is_forgotten(
    link: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "MOST", 3)
    for number in range(5):
        for _ in range(2):
            assert run(link, f"SELECT '{number}'::text", {}) == [str(number).encode()]
    assert len(names(link)) == len(known[link]) == 3
    assert run(link, "SELECT '0'::text", {}) == [b"0"]


def test_errors_are_the_databases_own(link: psycopg.Connection[Any]) -> None:
    for _ in range(3):
        with pytest.raises(UndefinedTable, match="nowhere"):
            run(link, "SELECT 1 FROM nowhere", {})
    link.execute("SET statement_timeout = 50")
    for _ in range(3):
        with pytest.raises(QueryCanceled):
            run(link, "SELECT pg_sleep(9)::text", {})
    assert run(link, "SELECT '1'::text", {}) == [b"1"]


def test_a_lost_connection_is_told(link: psycopg.Connection[Any]) -> None:
    for _ in range(2):
        run(link, "SELECT '1'::text", {})
    with connection.cursor() as other:
        other.execute("SELECT pg_terminate_backend(%s, 1000)", [link.info.backend_pid])
    for _ in range(2):
        with pytest.raises(OperationalError):
            run(link, "SELECT '1'::text", {})
    assert link.closed
