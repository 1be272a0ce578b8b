"""The doorstep learns from the app's answers to the public alone, and only what others may be answered by."""

import time
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.tiles.doorstep.conftest import USUAL, ask_app
from tiles.doorstep import lessons
from tiles.doorstep.lessons import OTHERS, find_midnight, recognise


@pytest.mark.parametrize("path", [
    "/tiles/buildings/14/1/1.mvt",
    "/tiles/buildings/16/65536/1.mvt",
    "/tiles/buildings/99/1/1.mvt",
    "/tiles/%E6%A0%91/16/1/1.mvt",
    "/tiles/树/16/1/1.mvt",
    "/tiles/buildings/16/1/1.mvt/",
    "/tiles/buildings/16/-1/1.mvt",
    "/tiles/buildings/16/١/1.mvt",
    "/tiles/buildings.json",
    "/",
])  # fmt: skip
def test_what_is_no_small_tile_is_the_apps(path: str) -> None:
    assert recognise("GET", path, "", USUAL.get) is None


@pytest.mark.parametrize("name", OTHERS)
def test_who_shows_anything_of_their_own_is_the_apps(name: str) -> None:
    path = "/tiles/buildings,roads/16/1/1.mvt"
    assert recognise("GET", path, "", USUAL.get)
    assert recognise("GET", path, "", {**USUAL, name: ""}.get) is None
    assert recognise("HEAD", path, "", USUAL.get) is None


def test_requests_are_alike_that_differ_by_their_place_alone() -> None:
    def key(path: str, query: str = "", **more: str) -> object:
        known = recognise("GET", path, query, {**USUAL, **more}.get)
        return known and known[0]

    one = key("/tiles/buildings/16/1/1.mvt")
    assert key("/tiles/buildings/16/2/3.mvt") == one
    others = [
        key("/tiles/roads/16/1/1.mvt"),
        key("/tiles/buildings/17/1/1.mvt"),
        key("/tiles/buildings/16/1/1.mvt", "use=office"),
        *(key("/tiles/buildings/16/1/1.mvt", **{name: "x"}) for name in lessons.ALIKE),
    ]
    assert len({one, *others}) == len(others) + 1


def test_an_answer_teaches_the_statement_and_headers_but_for_the_tiles_own(address: str) -> None:
    ask_app(address)
    answer = ask_app(f"{address}?properties=function")
    whole, lesson = lessons.lessons.values()
    assert "ST_AsMVT" in lesson.sql
    assert 'AS "function"' in lesson.sql
    assert 'AS "height"' in whole.sql
    assert 'AS "height"' not in lesson.sql
    told = dict(lesson.frames[200])
    assert told == {name: value for name, value in answer.headers.items() if name != "etag"}
    assert told["content-encoding"] == "gzip"


def test_an_empty_tile_teaches_its_own_headers(address: str) -> None:
    *path, _ = address.split("/")
    assert ask_app("/".join([*path, "1.mvt"])).status == 204
    ask_app(address)
    [lesson] = lessons.lessons.values()
    assert sorted(lesson.frames) == [200, 204]


@pytest.mark.parametrize("headers", [
    {"cookie": "theme=dark"},
    {"authorization": "Bearer twin_wrong"},
    {"accept-encoding": "identity"},
    {"host": "elsewhere.example"},
    {"if-none-match": "*"},
])  # fmt: skip
def test_nothing_is_learnt_from_other_answers(
    address: str, settings: object, headers: dict[str, str]
) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]  # type: ignore[attr-defined]
    ask_app(address, {**USUAL, **headers})
    ask_app(f"{address}?filter=height%20%3E")
    ask_app(address.replace("buildings", "nothing"))
    ask_app(address, method="HEAD")
    assert lessons.lessons == {}


@pytest.mark.usefixtures("tile_cache")
def test_a_tile_that_is_kept_teaches_nothing(address: str) -> None:
    assert ask_app(address).status == 200
    assert lessons.lessons == {}
    assert ask_app(f"{address}?properties=function").status == 200
    assert len(lessons.lessons) == 1


def test_what_was_learnt_longest_ago_is_forgotten(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "MOST", 2)
    for query in ("?v=1", "?v=2", "?v=1", "?v=3"):
        ask_app(address + query)
    assert [key[2] for key in lessons.lessons] == ["v=1", "v=3"]


def test_what_is_avoided_is_not_learnt_until_that_is_over(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_app(address)
    [key] = lessons.lessons
    lessons.avoid(key)
    ask_app(address)
    assert not lessons.lessons[key].frames
    monkeypatch.setattr(lessons, "AVOIDED", -1.0)
    lessons.avoid(key)
    ask_app(address)
    assert lessons.lessons[key].frames


def test_a_lesson_ends_with_the_day() -> None:
    midnight = datetime.fromtimestamp(find_midnight(), timezone.get_default_timezone())
    assert (midnight.hour, midnight.minute, midnight.second) == (0, 0, 0)
    assert timedelta(0) < midnight - timezone.localtime() <= timedelta(days=1)
    assert find_midnight() > time.time()
