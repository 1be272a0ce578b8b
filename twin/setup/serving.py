"""Keeps the servers of a running twin alive: one that dies is started again, after a growing pause."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.setup.children import Children
from twin.setup.cluster import Cluster
from twin.setup.instance import SetUpError
from twin.setup.telling import say

FIRST_PAUSE, LONGEST_PAUSE, STEADY = 0.5, 30.0, 60.0


@dataclass(kw_only=True)
class Restarted:
    """What is started again when it has ended, after a pause that grows."""

    pause: float = FIRST_PAUSE
    due: float = 0.0

    def wait(self) -> float:
        """Let the pause begin, and the next be longer; its seconds."""
        seconds, self.due = self.pause, time.monotonic() + self.pause
        self.pause = min(LONGEST_PAUSE, self.pause * 2)
        return seconds


@dataclass
class Server(Restarted):
    """One long-running process of the twin: how to start it and where its words go."""

    title: str
    log: str
    command: Sequence[str]
    children: Children
    more: Mapping[str, str]
    listens: Path | None = None
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0

    def start(self) -> None:
        """Start it; a killed one leaves its socket's file, at which the next could not listen."""
        if self.listens:
            self.listens.unlink(missing_ok=True)
        self.process = self.children.start(self.command, self.log, self.more)
        self.started = time.monotonic()

    def look(self) -> None:
        """Start it again if it died; sooner the first time than the tenth."""
        if self.process is None:
            if time.monotonic() >= self.due:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        if time.monotonic() - self.started > STEADY:
            self.pause = FIRST_PAUSE
        say(f"  The {self.title} ended (code {code}); starting it again in {self.wait():g} s.")
        self.children.bury(self.process)
        self.process = None


@dataclass
class Database(Restarted):
    """The twin's private database."""

    cluster: Cluster

    def look(self) -> None:
        """Start it again if it ended, at once the first time; if it does not start, later once more."""
        if self.cluster.postmaster() is not None or time.monotonic() < self.due:
            return
        say("  PostgreSQL ended; starting it again.")
        try:
            self.cluster.restart()
        except SetUpError as error:
            say(f"  {error}\n  Trying again in {self.wait():g} s.")
        else:
            self.pause = FIRST_PAUSE


def watch(servers: Sequence[Server | Database]) -> None:
    """Look after the servers and the private database until a signal unwinds the command."""
    while True:
        look_after(servers)
        time.sleep(0.5)


def look_after(servers: Sequence[Server | Database]) -> None:
    """Start again what has ended."""
    for server in servers:
        server.look()
