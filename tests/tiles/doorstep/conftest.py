"""The app as the HTTP server has it, teaching a doorstep, and the doorstep asked as granian asks it."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from tests.apart import do_apart
from tests.cities import city, write
from tests.drawn import tile_over
from tests.login import login
from tiles.doorstep import lessons
from tiles.doorstep.answering import Doorstep
from twin import published
from twin.doorway.worker import hand_over
from twin.ingest import Order, load
from twin.models import Building

USUAL = {"host": "localhost", "accept-encoding": "gzip, br", "accept-language": "zh"}
Headers = Mapping[str, str]
Told = TypeVar("Told")


@dataclass(frozen=True)
class Answer:
    """A status, headers by name without those that the server itself writes, and a body."""

    status: int
    headers: Headers
    content: bytes

    @classmethod
    def of(cls, status: int, headers: list[tuple[str, str]], content: bytes) -> "Answer":
        """The answer as it was told."""
        told = {name.lower(): value for name, value in headers}
        told.pop("content-length", None)
        return cls(status, told, content)


def ask_app(path: str, headers: Headers = USUAL, method: str = "GET") -> Answer:
    """What the app answers, with the doorstep looking on."""
    told: list[Any] = []
    environ = RequestFactory(headers=headers).generic(method, path).environ
    if "cookie" not in headers:
        environ.pop("HTTP_COOKIE", None)
    if "host" in headers:
        environ["HTTP_HOST"] = headers["host"]
    application = hand_over(lessons.watch(WSGIHandler()))
    body = b"".join(application(environ, lambda *given: told.extend(given)))
    return Answer.of(int(told[0].split()[0]), told[1], body)


@dataclass
class Request:
    """A request as granian tells of it."""

    path: str
    query_string: str
    headers: Headers
    method: str = "GET"


@dataclass
class Protocol:
    """Takes what is answered."""

    told: list[Answer] = field(default_factory=list)

    def response_bytes(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        """An answer with a body."""
        self.told.append(Answer.of(status, headers, content))

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        """An answer without one."""
        self.told.append(Answer.of(status, headers, b""))


def on_a_loop(work: Coroutine[Any, Any, Told]) -> Told:
    """What the work gives, apart from the thread of the tests, in which a browser may have left a loop."""
    return do_apart(lambda: asyncio.run(work))


@contextmanager
def beside() -> Iterator["psycopg.Connection[Any]"]:
    """Another connection to the database."""
    with psycopg.connect(**login()) as link:
        yield link


async def meet(doorstep: Doorstep, path: str, headers: Headers = USUAL, method: str = "GET") -> Answer:
    """What the doorstep answers."""
    address, _, query = path.partition("?")
    protocol = Protocol()
    await doorstep.__rsgi__(Request(address, query, headers, method), protocol)
    [answer] = protocol.told
    return answer


async def stand() -> Doorstep:
    """A doorstep with its connection open."""
    doorstep = Doorstep()
    await doorstep.lane.ask("SELECT 1", {})
    assert doorstep.lane.opening
    await doorstep.lane.opening
    return doorstep


@pytest.fixture
def ask_doorstep() -> Callable[..., Answer]:
    """What a doorstep answers that has just begun."""

    async def ask(path: str, headers: Headers, method: str) -> Answer:
        doorstep = await stand()
        try:
            return await meet(doorstep, path, headers, method)
        finally:
            doorstep.lane.lose()

    return lambda path, headers=USUAL, method="GET": on_a_loop(ask(path, headers, method))


@pytest.fixture(autouse=True)
def untaught() -> Iterator[None]:
    """Nothing is known yet, nor remembered of what other tests published."""
    lessons.lessons.clear()
    published.recall.cache_clear()
    yield
    lessons.lessons.clear()


@pytest.fixture
def address(twin: None, tmp_path: Path) -> str:
    """The address of a tile with a building in it, which nobody keeps."""
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    tile = tile_over(Building.objects.get(), 16)
    return f"/tiles/buildings/{tile.z}/{tile.x}/{tile.y}.mvt"
