"""What the app's answers teach the doorstep: how tiles that differ by their place alone are answered.

A lesson holds for requests that are alike in all that an answer may differ by: the address without the place,
the host, the scheme, and the headers that `Vary` names. So the gate's word, the statement and the headers are
those of the app's own answer. Who shows who they are is never answered by one.
"""

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from spatial.tile_matrix import NoSuchTileError, Tile
from tiles.asking import NOTED
from tiles.statement import write
from twin.doorway.worker import Application

Key = tuple[str | None, ...]
Headers = list[tuple[str, str]]

ADDRESS = re.compile(r"/tiles/([0-9A-Za-z_.,-]+)/(\d{1,2})/(\d{1,8})/(\d{1,8})\.mvt", re.ASCII)
LOWEST = 15
"""The zoom from which tiles are small, and none is put together from sheets."""

ALIKE = ("host", "x-forwarded-proto", "accept-encoding", "accept-language")
OTHERS = (
    "cookie",
    "authorization",
    "if-match",
    "if-none-match",
    "if-modified-since",
    "if-unmodified-since",
)
"""Headers of requests that are always the app's."""

OWN = frozenset({"etag", "content-length", "features-left-out"})
"""Headers that each tile has its own of."""

AVOIDED = 60.0
"""Seconds for which the app alone answers what had others wait."""

MOST = 500
"""Lessons kept: anybody can think of filters."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """How to answer: the statement, as of which published state and until when (seconds of the epoch), and by
    status the headers around the tile. By none where the app is to answer until then."""

    sql: str
    state: int
    until: float
    frames: dict[int, Headers] = field(default_factory=dict, compare=False)

    @property
    def is_avoided(self) -> bool:
        """Whether the app is to answer alone for now."""
        return not self.frames and time.time() < self.until


lessons: dict[Key, Lesson] = {}
lock = Lock()


def recognise(
    method: str, path: str, query: str, header: Callable[[str], str | None]
) -> tuple[Key, Tile] | None:
    """By what a request is known and the tile it asks for; None where the app is to answer it."""
    found = ADDRESS.fullmatch(path)
    if not found or method != "GET":
        return None
    for name in OTHERS:
        if header(name) is not None:
            return None
    layers, z, x, y = found.groups()
    if int(z) < LOWEST:
        return None
    try:
        tile = Tile(int(z), int(x), int(y))
    except NoSuchTileError:
        return None
    return (layers, z, query, *[header(name) for name in ALIKE]), tile


def watch(application: Application) -> Application:
    """The WSGI application, its answers with tiles that nobody keeps being learnt from."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        response = application(environ, start)
        if NOTED in environ and isinstance(response, HttpResponse):
            learn(environ, response)
        return response

    return answer


def learn(environ: dict[str, Any], response: HttpResponse) -> None:
    """Take an answer of the app's as the example of others."""
    known = recognise(
        environ["REQUEST_METHOD"],
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
        lambda name: environ.get(f"HTTP_{name.upper().replace('-', '_')}"),
    )
    packed = response.status_code == 204 or response.get("Content-Encoding") == "gzip"
    if known is None or response.status_code not in (200, 204) or response.cookies or not packed:
        return
    key, tile = known
    asked, state = environ[NOTED]
    until = find_midnight()  # before: of what begins tomorrow a statement of today's is not learnt
    lesson = Lesson(write(asked, tile), state, until)
    frame = [(name.lower(), value) for name, value in response.items() if name.lower() not in OWN]
    with lock:
        before = lessons.get(key)
        if before and before.is_avoided:
            return
        if before is not None and before == lesson:
            lesson = before
        lesson.frames[response.status_code] = frame
        lessons.pop(key, None)
        lessons[key] = lesson
        if len(lessons) > MOST:
            del lessons[next(iter(lessons))]


def forget(key: Key) -> None:
    """Have the app be asked again."""
    with lock:
        lessons.pop(key, None)


def avoid(key: Key) -> None:
    """Have the app answer alone for a while, since the database cannot do so at once."""
    with lock:
        lessons[key] = Lesson("", 0, time.time() + AVOIDED)


def find_midnight() -> float:
    """When today ends, until which a statement's today is today."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return (today + timedelta(days=1)).timestamp()
