"""The doorstep answers as the app does, as freshly, and leaves to the app whatever the app has yet to say."""

import asyncio
import gzip
from collections.abc import Callable
from threading import get_ident
from typing import Any

import pytest

from tests.drawn import decode
from tests.tables import HANGZHOU, make_table, put
from tests.tiles.doorstep.conftest import USUAL, Answer, ask_app, beside, meet, on_a_loop, stand
from tests.tiles.test_serving import name, over_hangzhou
from tiles.doorstep import answering, lane, lessons
from tiles.doorstep.answering import ASK_THE_APP
from twin import metrics, published
from twin.models import Building

Ask = Callable[..., Answer]
TO_THE_APP = Answer(ASK_THE_APP, {}, b"")


@pytest.mark.parametrize(
    "query", ["", "?v=7", "?properties=function", "?filter=height%20%3E%205", "?function=x"]
)
@pytest.mark.parametrize("headers", [
    {},
    {"accept-language": "en"},
    {"host": "127.0.0.1:8000"},
    {"x-forwarded-proto": "https"},
])  # fmt: skip
def test_its_answer_is_the_apps(address: str, ask_doorstep: Ask, query: str, headers: dict[str, str]) -> None:
    asked = USUAL | headers
    assert ask_doorstep(address + query, asked) == TO_THE_APP
    told = ask_app(address + query, asked)
    assert told.status in (200, 204)
    assert ask_doorstep(address + query, asked) == told


def test_it_answers_for_places_that_the_app_was_not_asked_about(address: str, ask_doorstep: Ask) -> None:
    *path, _ = address.split("/")
    elsewhere = "/".join([*path, "1.mvt"])
    first = ask_app(elsewhere)
    assert ask_doorstep(address) == TO_THE_APP  # no full tile was seen yet
    told = ask_app(address)
    assert ask_doorstep(address) == told
    assert ask_doorstep(elsewhere) == first


def test_a_change_shows_in_its_next_answer(address: str, ask_doorstep: Ask) -> None:
    ask_app(address)
    before = ask_doorstep(address)
    Building.objects.update(height=77)
    after = ask_doorstep(address)
    assert [one["properties"]["height"] for one in decode(gzip.decompress(after.content))] == [77]
    assert after == ask_app(address) != before


@pytest.mark.usefixtures("twin")
def test_what_is_published_anew_or_taken_away_is_asked_of_the_app(ask_doorstep: Ask) -> None:
    put(make_table("trees", {"n": "integer"}, [("1", HANGZHOU, (1,))]))
    tile = over_hangzhou()
    path = name(tile.__class__(16, tile.x * 4, tile.y * 4), "trees")
    ask_app(path)
    [key] = lessons.lessons
    assert ask_doorstep(path).status == 204
    put(make_table("ponds", {"n": "integer"}, [("1", HANGZHOU, (1,))]))
    assert ask_doorstep(path) == TO_THE_APP
    assert key not in lessons.lessons
    published.recall.cache_clear()
    ask_app(path)
    assert ask_doorstep(path).status == 204


@pytest.mark.parametrize(
    "headers", [{"cookie": "theme=dark"}, {"authorization": "Bearer x"}, {"host": "other"}]
)
def test_who_differs_is_left_to_the_app(address: str, ask_doorstep: Ask, headers: dict[str, str]) -> None:
    ask_app(address)
    assert ask_doorstep(address).status == 200
    assert ask_doorstep(address, USUAL | headers) == TO_THE_APP
    assert ask_doorstep(address, method="HEAD") == TO_THE_APP


def test_tomorrow_the_app_is_asked_again(
    address: str, ask_doorstep: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_app(address)
    monkeypatch.setattr(answering.time, "time", lambda: lessons.find_midnight() + 1)
    assert ask_doorstep(address) == TO_THE_APP


def test_a_tile_over_the_budget_is_abridged_by_the_app(
    address: str, ask_doorstep: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_app(address)
    monkeypatch.setattr(answering, "BUDGET", 10)
    assert ask_doorstep(address) == TO_THE_APP


@pytest.mark.parametrize(("large", "threads"), [(10**6, 1), (10, 2)])
def test_a_large_tile_is_packed_while_others_are_answered(
    address: str, ask_doorstep: Ask, monkeypatch: pytest.MonkeyPatch, large: int, threads: int
) -> None:
    told, at_work = ask_app(address), set()

    def note(work: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given: at_work.add(get_ident()) or work(*given)

    for step in ("understand", "pack"):
        monkeypatch.setattr(answering, step, note(getattr(answering, step)))
    monkeypatch.setattr(answering, "LARGE", large)
    assert ask_doorstep(address) == told
    assert len(at_work) == threads


def test_what_the_database_cannot_give_at_once_is_the_apps_for_a_while(
    address: str, ask_doorstep: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ask_app(address)
    with beside() as other, monkeypatch.context() as patched:
        patched.setattr(lane, "SLOWEST", 100)
        other.execute("LOCK twin_building")
        assert ask_doorstep(address) == TO_THE_APP
    assert ask_app(address) == told
    assert ask_doorstep(address) == TO_THE_APP
    lessons.lessons.clear()
    assert ask_app(address) == ask_doorstep(address) == told


def test_what_it_fails_in_is_left_to_the_app(
    address: str, ask_doorstep: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ask_app(address)

    def fail(row: object) -> None:
        raise RuntimeError("strange row")

    monkeypatch.setattr(answering, "understand", fail)
    assert ask_doorstep(address) == TO_THE_APP
    assert "strange row" in caplog.text


def test_many_are_answered_at_once_each_with_their_own(address: str) -> None:
    *path, _ = address.split("/")
    paths = [address, *("/".join([*path, f"{y}.mvt"]) for y in range(20)), address]
    told = [ask_app(one) for one in paths]

    async def ask() -> list[Answer]:
        doorstep = await stand()
        answers = await asyncio.gather(*(meet(doorstep, one) for one in paths))
        doorstep.lane.lose()
        return list(answers)

    assert on_a_loop(ask()) == told


def test_its_answers_are_counted_as_the_apps(address: str, ask_doorstep: Ask) -> None:
    def counted() -> list[Any]:
        known = metrics.REQUESTS.labels("GET", answering.ROUTE, "2xx")
        return [known._value.get(), metrics.TILES.labels("made")._value.get()]

    before = counted()
    ask_app(address)
    assert counted() == [one + 1 for one in before]
    ask_doorstep(address)
    assert counted() == [one + 2 for one in before]
