"""Readers of tiles that know what has committed before they ask, and so find every stale answer."""

import gzip
import http.client
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

import mapbox_vector_tile

from spatial.tile_matrix import Tile
from tests.journeys.machine import ROOT, Machine
from twin.overview.cells import FIRST, PARTS

UNKEPT = "?properties=height"
"""What has a tile be made for who asks, and kept by nobody."""

FAR = 13
"""From this zoom down the public's tiles count buildings and tell no heights."""


@dataclass
class Committed:
    """What is known to have committed: the height of each building, and how many more stand at its place."""

    heights: dict[str, float]
    more: Counter[str] = field(default_factory=Counter)
    edits: int = 0

    def hear(self, line: str) -> None:
        """Take in what a writer has said."""
        code, height, more = line.split()
        self.heights[code] = max(self.heights[code], float(height))
        self.more[code] = max(self.more[code], int(more))
        self.edits += 1


@dataclass
class Writer:
    """Keeps one writer at work, whatever kills it."""

    machine: Machine
    committed: Committed
    codes: Sequence[str]
    process: "subprocess.Popen[str] | None" = None
    ended: bool = False

    def run(self) -> None:
        """Begin it anew as often as it ends."""
        for seed in range(10**6):
            if self.ended:
                return
            words = [sys.executable, "-m", "tests.journeys.rising", str(seed), *self.codes]
            self.process = subprocess.Popen(
                words,
                env=self.machine.environment,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            assert self.process.stdout
            with self.process:
                for line in self.process.stdout:
                    self.committed.hear(line)

    def end(self) -> None:
        """Let it go."""
        self.ended = True
        if self.process:
            self.process.kill()


@dataclass(frozen=True)
class Target:
    """A building or what it amounts to, a tile that shows it, and how many that is before anybody writes."""

    code: str
    thing: int
    tile: Tile
    before: int = 0

    @property
    def path(self) -> str:
        """The address of the tile."""
        return f"/tiles/buildings/{self.tile.z}/{self.tile.x}/{self.tile.y}.mvt"


@dataclass
class Reader:
    """Fetches tiles in its own order, now with the tag it has and now without, packed or not, some unkept."""

    port: int
    committed: Committed
    targets: Sequence[Target]
    seed: int
    fetches: int
    is_enough: Callable[[], bool]
    patience: float
    told: Counter[str] = field(default_factory=Counter)
    stale: list[str] = field(default_factory=list)
    tags: dict[tuple[str, bool], tuple[str, bytes]] = field(default_factory=dict)
    known: dict[bytes, dict[int, float]] = field(default_factory=dict)

    def run(self) -> None:
        """Fetch as many as are wanted, and until enough has happened, something was stale or time is over.

        An answer of a server that is away counts for nothing.
        """
        end = time.monotonic() + self.patience
        chance, link = (
            random.Random(self.seed),
            http.client.HTTPConnection("127.0.0.1", self.port, timeout=30),
        )
        with closing(link):
            while not self.stale and time.monotonic() < end and not self.is_done():
                try:
                    self.fetch(link, chance)
                except (OSError, http.client.HTTPException):
                    self.told["away"] += 1
                    link.close()
                    time.sleep(0.05)

    def is_done(self) -> bool:
        """Whether as many were fetched as are wanted, and enough has happened."""
        return self.told["answered"] >= self.fetches and self.is_enough()

    def fetch(self, link: http.client.HTTPConnection, chance: random.Random) -> None:
        """Ask for a tile and hold it against what had committed before."""
        target = chance.choice(self.targets)
        packed, tagged, far = chance.random() < 0.5, chance.random() < 0.5, target.tile.z <= FAR
        unkept = not far and chance.random() < 0.2
        path = target.path + (UNKEPT if unkept else "")
        tag, had = self.tags.get((path, packed), ("", b""))
        headers = {"Accept-Encoding": "gzip"} if packed else {}
        headers |= {"If-None-Match": tag} if tagged and tag else {}
        wanted = (
            target.before + self.committed.more[target.code] if far else self.committed.heights[target.code]
        )
        link.request("GET", path, headers=headers)
        answer = link.getresponse()
        body = answer.read()
        if answer.status not in (200, 304):
            self.told[f"refused {answer.status}"] += 1
            time.sleep(0.02)
            return
        self.told["answered"] += 1
        self.told["of nginx"] += "Last-Modified" in answer.headers
        self.told["unkept"] += unkept
        self.told["unchanged"] += answer.status == 304
        if answer.status == 200:
            had = gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body
            self.tags[path, packed] = answer.headers["ETag"], had
        if had not in self.known:
            self.known[had] = read(had)
        seen = self.known[had].get(whole(target.thing), -1.0)
        if seen < wanted:
            self.stale.append(
                f"{path}: {seen} where {wanted} had committed; {answer.status} {answer.headers}"
            )


def read(content: bytes) -> dict[int, float]:
    """By its id the height of each feature in a tile, or how many buildings it counts.

    What is counted may grow so wide that another part of its cell tells it: all parts count as the first.
    """
    found: Counter[int] = Counter()
    for one in mapbox_vector_tile.decode(content)["buildings"]["features"]:
        told = one["properties"]
        found[whole(one["id"])] += told.get("count", told.get("height", 0.0))
    return dict(found)


def whole(id: int) -> int:
    """The id of the first part of what a generalised row is a part of; that of a thing as it is."""
    return id - id % PARTS if id >= FIRST else id


def read_all(readers: Sequence[Reader]) -> Counter[str]:
    """Let all read beside each other; what they have met, in all."""
    threads = [threading.Thread(target=reader.run, daemon=True) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum((reader.told for reader in readers), Counter())
