"""Who listens hears what they may see, as long as they are who they were, and not too many do."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import AsyncClient, Client

from tests.apart import do_apart
from tests.factories import make_version
from twin.api import streaming
from twin.api.streaming import HUB
from twin.clock import take_moment
from twin.models import Building, Openness

EVENTS = {"accept": "text/event-stream"}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test runs a loop of its own; what takes seconds takes less."""
    HUB.task = None
    monkeypatch.setattr(streaming, "LOOK", 0.05)
    monkeypatch.setattr(streaming, "RECHECK", 0.2)


def run(listen: Callable[[AsyncClient], Awaitable[Any]], user: User | None = None) -> Any:
    """What a listener comes back with."""
    client = AsyncClient()
    if user:
        client.force_login(user)
    return do_apart(lambda: asyncio.run(asyncio.wait_for(listen(client), 20)))  # type: ignore[arg-type]


def put(**values: Openness) -> None:
    """New buildings by their codes, as whoever writes has it."""
    with transaction.atomic():
        moment = take_moment()
        for code, openness in values.items():
            make_version(Building, code, recorded=(moment, None), openness=openness)


async def hear(client: AsyncClient, change: Callable[[], Any]) -> list[str]:
    """What is heard once `change` has been made: two words of the stream, the first of which opens it."""
    answer: Any = await client.get("/changes?f=sse")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/event-stream")
    words = answer.streaming_content
    heard = [(await anext(words)).decode()]
    await sync_to_async(change)()
    heard.append((await anext(words)).decode())
    await words.aclose()
    return heard


def test_an_event_bears_the_cursor_to_come_back_with() -> None:
    opening, event = run(lambda client: hear(client, lambda: put(a=Openness.OPEN)))
    assert opening.startswith("retry: 2000\nid: ")
    lines = dict(line.split(": ", 1) for line in event.strip().splitlines())
    assert lines["event"] == "created"
    assert f'"cursor":"{lines["id"]}"' in lines["data"]
    assert Client().get(f"/changes?since={lines['id']}").json()["numberReturned"] == 0


def test_what_is_closed_is_not_heard() -> None:
    change = partial(put, closed=Openness.CLOSED, open=Openness.OPEN)
    _, event = run(lambda client: hear(client, change))
    assert event.count("event:") == 1
    assert f'"id":{Building.objects.get(code="open").thing_id},' in event


def test_a_stream_ends_with_the_session_it_was_asked_in() -> None:
    async def listen(client: AsyncClient) -> list[bytes]:
        answer: Any = await client.get(
            "/collections/buildings/changes", headers={"accept": "text/event-stream"}
        )
        words = answer.streaming_content
        opening = await anext(words)
        await asyncio.sleep(0.5)
        assert len(HUB.streams) == 1
        await Session.objects.all().adelete()
        return [opening, *[word async for word in words]]

    assert len(run(listen, User.objects.create_superuser("admin"))) == 1
    assert not HUB.streams


def test_past_so_many_streams_one_is_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "MOST", 0)
    answer = run(lambda client: client.get("/changes?f=sse"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")


def test_a_page_is_a_page_also_where_streams_are_served() -> None:
    for address, accept in (("/changes", "*/*"), ("/changes?f=json", "text/event-stream")):
        answer = run(lambda client, to=address, of=accept: client.get(to, headers={"accept": of}))
        assert answer["Content-Type"] == "application/json"
    assert run(lambda client: client.get("/changes?f=sse&since=x")).status_code == 400
    assert run(lambda client: client.get("/changes?f=sse", headers={"Last-Event-ID": "x"})).status_code == 400


def test_no_worker_is_held_by_a_stream(client: Client) -> None:
    assert client.get("/changes?f=sse").status_code == 406
    assert client.get("/changes", headers=EVENTS)["Content-Type"] == "application/json"
