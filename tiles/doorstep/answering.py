"""Answers requests by what the app's answers taught, in granian's own protocol, RSGI."""

import asyncio
import logging
import time
from collections.abc import Sequence
from typing import Any

from spatial.tile_matrix import Tile
from tiles.doorstep.lane import Lane, StatementError
from tiles.doorstep.lessons import Headers, Key, Lesson, avoid, forget, lessons, recognise
from tiles.making import BUDGET, pack, understand
from tiles.serving import tag
from tiles.statement import place
from twin import metrics
from twin.doorway.counting import counter

log = logging.getLogger(__name__)
ROUTE = "tiles/<str:layers>/<int:z>/<int:x>/<int:y>.mvt"
ASK_THE_APP = 421
"""Misdirected Request (RFC 9110 §15.5.20): nginx then asks the app."""

LARGE = 100_000
"""Bytes that are not packed while all others wait."""


class Doorstep:
    """An application of RSGI."""

    def __init__(self) -> None:
        self.lane = Lane()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """The tile, or a word that the app is to be asked."""
        drawn = None
        try:
            known = recognise(scope.method, scope.path, scope.query_string, scope.headers.get)
            if known:
                drawn = await self.draw(*known)
        except Exception:
            log.exception("The doorstep leaves to the app what it failed in")
        if drawn is None:
            protocol.response_empty(ASK_THE_APP, [])
            return
        headers, content = drawn
        metrics.of(metrics.TILES, "made").inc()
        counter("GET", ROUTE, 2).inc()
        if content:
            protocol.response_bytes(200, headers, content)
        else:
            protocol.response_empty(204, headers)

    async def draw(self, key: Key, tile: Tile) -> tuple[Headers, bytes] | None:
        """Headers and bytes of the tile; None where the app has more to say of it, or has yet to be heard."""
        lesson = lessons.get(key)
        if lesson is None or not lesson.frames or lesson.until <= time.time():
            return None
        with metrics.of(metrics.MAKING, tile.zoom).time():
            contents = await self.read(key, lesson, tile)
            if contents is None:
                return None
            large = sum(map(len, contents)) > LARGE
            content = await asyncio.to_thread(pack, contents) if large else pack(contents)
        frame = lesson.frames.get(200 if content else 204)
        if frame is None or len(content) > BUDGET:
            return None
        return ([*frame, ("etag", tag(content))] if content else frame), content

    async def read(self, key: Key, lesson: Lesson, tile: Tile) -> Sequence[bytes] | None:
        """The contents of the tile's layers; None where the lesson is no longer true or the database busy."""
        try:
            row = await self.lane.ask(lesson.sql, place(tile))
        except StatementError as fault:
            log.info("The doorstep leaves %s to the app: %s", key, fault)
            avoid(key)
            return None
        if row is None:
            return None
        read = understand(row)
        if read.published != lesson.state:
            forget(key)
            return None
        return read.contents
