"""Many statements at once each give their own row; what goes wrong is told by nothing, and is soon over."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.tiles.doorstep.conftest import Told, beside, on_a_loop
from tiles.doorstep import lane
from tiles.doorstep.lane import Lane, Row, StatementError

pytestmark = pytest.mark.django_db
SAME, SLEEP = "SELECT %(n)s::text", "SELECT pg_sleep(%(n)s::float8)::text"


def at_work(work: Callable[[Lane], Awaitable[Told]]) -> Told:
    """What the work with an open lane gives."""

    async def do() -> Told:
        opened = Lane()
        await opening(opened)
        try:
            return await work(opened)
        finally:
            opened.lose()

    return on_a_loop(do())


async def opening(one: Lane) -> None:
    """Have the lane open its connection, as the first who asks does."""
    assert await one.ask(SAME, {"n": 0}) is None
    assert one.opening
    await one.opening


async def ask_all(one: Lane, *questions: tuple[str, Any]) -> list[Row | None]:
    """The rows for statements that are asked at once."""
    return list(await asyncio.gather(*(one.ask(sql, {"n": n}) for sql, n in questions)))


def test_each_gets_its_own_row_however_many_ask_at_once() -> None:
    async def ask(one: Lane) -> list[list[Row | None]]:
        return [await ask_all(one, *((SAME, n) for n in range(50))) for _ in range(3)]

    assert at_work(ask) == [[[str(n).encode()] for n in range(50)]] * 3


def test_more_than_a_socket_takes_at_once_is_sent_by_and_by() -> None:
    async def ask(one: Lane) -> list[Row | None]:
        return await ask_all(one, *((f"{SAME} /* {at} {'x' * 2**19} */", at) for at in range(lane.TOGETHER)))

    assert at_work(ask) == [[str(at).encode()] for at in range(lane.TOGETHER)]


def test_those_for_whom_there_is_no_room_are_told_so_at_once() -> None:
    async def ask(one: Lane) -> list[Row | None]:
        return await ask_all(one, *((SAME, n) for n in range(lane.WAITING + 5)))

    assert at_work(ask)[-6:] == [[str(lane.WAITING - 1).encode()], *[None] * 5]


@pytest.mark.parametrize("wrong", ["SELECT nothing", "SELEC", "SELECT 1 / %(n)s::int", "SELECT '\\x'::int"])
def test_a_statement_that_fails_leaves_those_behind_it_to_others_and_the_next_well(
    wrong: str,
) -> None:
    new = "SELECT %(n)s::text || 'new'"

    async def ask(one: Lane) -> tuple[list[Any], list[Row | None]]:
        mixed = [(SAME, 1), (wrong, 0), (new, 2), (SAME, 3)]
        asked = (one.ask(sql, {"n": n}) for sql, n in mixed)
        return await asyncio.gather(*asked, return_exceptions=True), await ask_all(one, (SAME, 4), (new, 5))

    (first, fault, *behind), after = at_work(ask)
    assert isinstance(fault, StatementError)
    assert [first, *behind] == [[b"1"], None, None]
    assert after == [[b"4"], [b"5new"]]


def test_a_slow_statement_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane, "SLOWEST", 100)

    async def ask(one: Lane) -> list[Row | None]:
        with pytest.raises(StatementError, match="statement timeout"):
            await one.ask(SLEEP, {"n": 60})
        return await ask_all(one, (SAME, 1))

    assert at_work(ask) == [[b"1"]]


@pytest.mark.parametrize("by", ["the database", "silence"])
def test_a_lost_connection_is_opened_anew(by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane, "SLOWEST", 5000)
    monkeypatch.setattr(lane, "LONGEST", 0.2 if by == "silence" else 5.0)

    async def ask(one: Lane) -> list[Row | None]:
        [[number]] = await ask_all(one, ("SELECT pg_backend_pid()::text", 0))  # type: ignore[misc]
        asked = asyncio.gather(*(one.ask(SLEEP, {"n": 3}) for _ in range(2)))
        if by == "the database":
            await asyncio.sleep(0.1)
            await asyncio.to_thread(end, int(number or 0))
        lost = await asked
        assert one.link is None
        await opening(one)
        return [*lost, *await ask_all(one, (SAME, 1))]

    assert at_work(ask) == [None, None, [b"1"]]


def test_a_database_that_is_away_is_asked_for_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane, "PAUSE", 0.0)
    told = lane.describe_connection("doorstep", 500)
    monkeypatch.setattr(lane, "describe_connection", lambda *_: {**told, "port": 1, "host": "127.0.0.1"})

    async def ask() -> tuple[object, Row | None]:
        one = Lane()
        await opening(one)
        away = one.link
        monkeypatch.setattr(lane, "describe_connection", lambda *_: told)
        await opening(one)
        found = await one.ask(SAME, {"n": 1})
        one.lose()
        return away, found

    assert on_a_loop(ask()) == (None, [b"1"])


def test_no_more_statements_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane, "MOST", 3)

    async def ask(one: Lane) -> Row | None:
        for _ in range(2):
            told = await ask_all(one, *((f"SELECT %(n)s::text || '{at}'", at) for at in range(7)))
            assert told == [[f"{at}{at}".encode()] for at in range(7)]
        return await one.ask("SELECT count(*)::text FROM pg_prepared_statements", {})

    assert at_work(ask) == [b"3"]


def test_it_only_reads() -> None:
    async def ask(one: Lane) -> list[Row | None]:
        with pytest.raises(StatementError, match="read-only transaction"):
            await one.ask("CREATE TABLE nothing ()", {})
        return await ask_all(one, (SAME, 1))

    assert at_work(ask) == [[b"1"]]


def end(number: int) -> None:
    """End a connection of the database's."""
    with beside() as other:
        other.execute("SELECT pg_terminate_backend(%s, 1000)", [number])
