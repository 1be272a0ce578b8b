"""Keeps the servers of a running twin alive: one that dies is started again, after a growing pause."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.setup.children import Children
from twin.setup.cluster import Cluster
from twin.setup.telling import say

FIRST_PAUSE, LONGEST_PAUSE, STEADY = 0.5, 30.0, 60.0


@dataclass
class Server:
    """One long-running process of the twin: how to start it and where its words go."""

    title: str
    log: str
    command: Sequence[str]
    children: Children
    more: Mapping[str, str]
    listens: Path | None = None
    process: "subprocess.Popen[bytes] | None" = None
    pause: float = FIRST_PAUSE
    started: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        """Start it; a killed one leaves its socket's file, at which the next could not listen."""
        if self.listens:
            self.listens.unlink(missing_ok=True)
        self.process = self.children.start(self.command, self.log, self.more)
        self.started = time.monotonic()

    def look(self) -> None:
        """Start it again if it died; sooner the first time than the tenth."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        if now - self.started > STEADY:
            self.pause = FIRST_PAUSE
        say(f"  The {self.title} ended (code {code}); starting it again in {self.pause:g} s.")
        self.children.bury(self.process)
        self.process, self.due = None, now + self.pause
        self.pause = min(LONGEST_PAUSE, self.pause * 2)


def watch(servers: Sequence[Server], cluster: Cluster | None) -> None:
    """Look after the servers and the private database until a signal unwinds the command."""
    while True:
        look_after(servers, cluster)
        time.sleep(0.5)


def look_after(servers: Sequence[Server], cluster: Cluster | None) -> None:
    """Start again what has ended."""
    if cluster and cluster.postmaster() is None:
        say("  PostgreSQL ended; starting it again.")
        cluster.restart()
    for server in servers:
        server.look()
