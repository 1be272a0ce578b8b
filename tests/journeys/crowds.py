"""Crowds that ask a twin for tiles at once, and what each of them was answered, and when."""

import http.client
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from spatial.tile_matrix import Tile


@dataclass(frozen=True)
class Answer:
    """One answer: its status, how long it took, its form and when to ask again."""

    status: int
    seconds: float
    form: str
    after: str


def ask(port: int, path: str) -> Answer:
    """One request by a client of its own."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.monotonic()
    try:
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = line.getresponse()
        answer.read()
    finally:
        line.close()
    took = time.monotonic() - began
    return Answer(
        answer.status, took, answer.getheader("Content-Type", ""), answer.getheader("Retry-After", "")
    )


def crowd(port: int, paths: Sequence[str], clients: int, seconds: float) -> list[Answer]:
    """What so many clients are answered who ask for paths by chance until the time is over."""
    end = time.monotonic() + seconds

    def keep_asking(seed: int) -> list[Answer]:
        chance, told = random.Random(seed), []
        while time.monotonic() < end:
            told.append(ask(port, chance.choice(paths)))
            if told[-1].status == 503:
                time.sleep(0.2)
        return told

    with ThreadPoolExecutor(clients) as clients_at_work:
        return [answer for told in clients_at_work.map(keep_asking, range(clients)) for answer in told]


def uncached(tile: Tile) -> str:
    """The address of a tile that is made for each who asks, since it tells less than the kept one."""
    return f"/tiles/buildings/{tile.z}/{tile.x}/{tile.y}.mvt?properties=function"


def late(answers: Sequence[Answer], share: float = 0.95) -> float:
    """Seconds within which that share of the tiles were there."""
    took = sorted(answer.seconds for answer in answers if answer.status in (200, 204))
    return took[min(len(took) - 1, int(share * len(took)))]
