"""Streams of changes: one look a second for all who listen, in the one process that serves them."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import orjson
from django.db import close_old_connections

from twin.access import Viewer
from twin.access.feed import Page, Position, read_changes, settled_of
from twin.api.changes import write_change
from twin.api.positions import write_position
from twin.layer import Layer

EVENT_STREAM = "text/event-stream"
MOST = 200
"""Streams at a time; each is a connection, but none holds one to the database."""

PAGE = 500
LOOK, HEARTBEAT, RECHECK, RETRY = 1.0, 15.0, 10.0, 2000
"""Seconds between looks, between words of a silent stream, between looks at who listens; ms to come again."""

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Stream:
    """One who listens: from where on, for whose eyes; `look_again` gives the layers, None where that is over.

    What is told next waits in `telling` until it is taken; None is the end.
    """

    viewer: Viewer
    layers: Sequence[Layer]
    since: Position
    root: str
    look_again: Callable[[], Sequence[Layer] | None]
    telling: "asyncio.Queue[bytes | None]" = field(default_factory=lambda: asyncio.Queue(1))
    looked: float = field(default_factory=monotonic)

    @property
    def question(self) -> tuple[Viewer, tuple[str, ...], Position]:
        """What it asks for; those who ask alike are answered at once."""
        return self.viewer, tuple(layer.id for layer in self.layers), self.since


class Hub:
    """All streams of this process, and the one task that looks for them as long as there are any."""

    def __init__(self) -> None:
        self.streams: set[Stream] = set()
        self.task: asyncio.Task[None] | None = None
        self.thread = ThreadPoolExecutor(1, "changes")
        self.closed = False

    @property
    def is_full(self) -> bool:
        """Whether nobody more may listen."""
        return len(self.streams) >= MOST

    async def follow(self, stream: Stream) -> AsyncIterator[bytes]:
        """What a stream tells, until its reader goes or its end has come."""
        self.streams.add(stream)
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self.look_on())
        try:
            yield f"retry: {RETRY}\n{tell_position(stream)}".encode()
            while not self.closed:
                try:
                    told = await asyncio.wait_for(stream.telling.get(), HEARTBEAT)
                except TimeoutError:
                    yield tell_position(stream).encode()
                    continue
                if told is None:
                    break
                yield told
        finally:
            self.streams.discard(stream)

    def close(self) -> None:
        """End all streams, with the process."""
        self.closed = True
        for stream in self.streams:
            end(stream)

    async def look_on(self) -> None:
        """Look, again and again, whatever happens to the database."""
        while self.streams and not self.closed:
            began, more = monotonic(), False
            try:
                more = await self.look()
            except Exception as fault:
                log.warning("Changes could not be read for the streams: %s", fault)
            await asyncio.sleep(0.0 if more else max(0.0, LOOK - (monotonic() - began)))

    async def look(self) -> bool:
        """Tell all that have taken what they were told before; whether more is there for any."""
        waiting = [stream for stream in self.streams if stream.telling.empty()]
        for stream in waiting:
            if monotonic() - stream.looked > RECHECK:
                await self.recheck(stream)
        alike = defaultdict(list)
        for stream in waiting:
            if stream.telling.empty():
                alike[stream.question].append(stream)
        more = False
        settled: dict[tuple[str, ...], Any] = {}
        for (viewer, ids, since), streams in alike.items():
            layers = streams[0].layers
            if ids not in settled:
                settled[ids] = await self.ask(settled_of, layers)
            page = await self.ask(read_changes, viewer, layers, since, PAGE, settled[ids])
            more |= page.more
            for stream in streams:
                tell(stream, page)
        return more

    async def recheck(self, stream: Stream) -> None:
        """End the stream of whom it is no longer for; know which layers it is of now."""
        stream.looked = monotonic()
        layers = await self.ask(stream.look_again)
        if layers is None:
            end(stream)
        else:
            stream.layers = layers

    async def ask(self, question: Callable[..., Any], *values: Any) -> Any:
        """The answer to a question to the database, by the one connection there is for all."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, answer, question, *values)


def answer(question: Callable[..., Any], *values: Any) -> Any:
    """The answer; the connection goes back to where it came from."""
    try:
        return question(*values)
    finally:
        close_old_connections()


def tell(stream: Stream, page: Page) -> None:
    """Have a stream tell a page, and go on behind it."""
    stream.since = page.resume
    if page.changes:
        events = (write_change(change, stream.root) for change in page.changes)
        stream.telling.put_nowait(b"".join(map(write_event, events)))


def write_event(event: dict[str, Any]) -> bytes:
    """An event as EventSource reads it (HTML Living Standard §9.2); it comes again with the id it knows."""
    head = f"id: {event['cursor']}\nevent: {event['change']}\ndata: "
    return head.encode() + orjson.dumps(event) + b"\n\n"


def tell_position(stream: Stream) -> str:
    """That nothing more has changed: no event, but the position that one who was cut off comes back with."""
    return f"id: {write_position(stream.since)}\n\n"


def end(stream: Stream) -> None:
    """Have a stream tell no more."""
    if stream.telling.full():
        stream.telling.get_nowait()
    stream.telling.put_nowait(None)


HUB = Hub()
