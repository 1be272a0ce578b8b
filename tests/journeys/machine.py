"""A twin of its own on a machine of its own: brought up, used, and knocked down as a power cut would."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import psycopg
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90.0
NOT_INHERITED = {"TWIN_DATA_DIR", "TWIN_INSTANCE", "DATABASE_URL", "TWIN_CRS", "TWIN_HEIGHTS", "TWIN_POOL"}


@dataclass
class Command:
    """One of the twin's commands under way, its words in a file."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        """All it has said so far."""
        return self.log.read_text(errors="replace")

    def kill(self) -> None:
        """End it without time to tidy, if it has not ended."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def end(self) -> int:
        """Wait for its end; the exit code."""
        return self.process.wait(PATIENCE)


@dataclass
class Machine:
    """A twin's data directory, its port, and its `up` while it runs."""

    folder: Path
    port: int
    up: subprocess.Popen[bytes] | None = None
    begun: list[Command] = field(default_factory=list)

    @property
    def data(self) -> Path:
        """The twin's data directory."""
        return self.folder / "data"

    @property
    def environment(self) -> dict[str, str]:
        """Its own data directory; nothing of the tests' database or frame."""
        kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        return {**kept, "TWIN_DATA_DIR": str(self.data)}

    def begin(self, *arguments: str, log: str = "command.log", feed: str = "") -> Command:
        """`manage.py` as the newcomer types it, begun; `feed` is what stands on its standard input."""
        path = self.folder / log
        with path.open("wb") as out, TemporaryFile() as typed:
            typed.write(feed.encode())
            typed.seek(0)
            process = subprocess.Popen(
                [sys.executable, str(ROOT / "manage.py"), *arguments],
                stdin=typed,
                stdout=out,
                stderr=out,
                env=self.environment,
                cwd=ROOT,
            )
        self.begun.append(Command(process, path))
        return self.begun[-1]

    def do(self, *arguments: str, feed: str = "") -> str:
        """The words of a command that must go well."""
        command = self.begin(*arguments, feed=feed)
        assert command.end() == 0, command.said
        return command.said

    def start(self) -> None:
        """`up`, until it answers."""
        options = ["--demo", "none", "--crs", "4549", "--heights", "5737", "--port", str(self.port)]
        up = self.begin("up", *options, log="up.log")
        self.up = up.process
        await_that(lambda: self.is_well() or up.process.poll() is not None)
        assert self.is_well(), up.said

    def is_well(self) -> bool:
        """Whether the twin says so."""
        with suppress(OSError):
            return self.get("/health")["status"] == "ok"
        return False

    def get(self, path: str) -> dict[str, Any]:
        """What the server answers, as JSON."""
        told: dict[str, Any] = json.loads(self.read(path))
        return told

    def read(self, path: str) -> bytes:
        """What the server answers."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            content: bytes = answer.read()
        return content

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query, asked beside the twin."""
        with self.connect() as connection:
            return connection.execute(sql).fetchall()

    def connect(self) -> "psycopg.Connection[Any]":
        """A connection beside the twin."""
        known = json.loads((self.data / "instance.json").read_text())
        address = {
            "host": f"{known['run_dir']}/pg",
            "port": known["db_port"],
            "user": "twin",
            "dbname": "twin",
        }
        return psycopg.connect(**address, autocommit=True, application_name="test")

    def execute(self, sql: str) -> None:
        """A statement, executed beside the twin."""
        with self.connect() as connection:
            connection.execute(sql)

    def pids(self, *words: str) -> list[int]:
        """This twin's processes whose command line holds one of the words."""
        found = []
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdecimal() and int(entry.name) != os.getpid():
                    line = (entry / "cmdline").read_bytes().decode(errors="replace")
                    place = (entry / "environ").read_bytes().decode(errors="replace")
                    if any(word in line for word in words) and str(self.folder) in line + place:
                        found.append(int(entry.name))
        return found

    def postmaster(self) -> int:
        """PostgreSQL's first process."""
        [file] = self.data.glob("**/postmaster.pid")
        return int(file.read_text().splitlines()[0])

    def stop(self) -> None:
        """End `up` as a person does, or see that it has ended."""
        assert self.up is not None
        if self.up.poll() is None:
            self.up.send_signal(signal.SIGINT)
            assert self.up.wait(60) == 0

    def down(self) -> None:
        """`down`, whatever is left."""
        self.begin("down", log="down.log").end()
        for command in self.begun:
            command.kill()


@contextmanager
def machine_of_its_own() -> Iterator[Machine]:
    """A machine whose twin is up, with the web map that is built already; away in the end."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="twin-crash-"))
    folder.chmod(0o755)  # PostgreSQL's account must reach it
    machine = Machine(folder, port)
    shutil.copytree(settings.INSTANCE.data_dir / "web", machine.data / "web")
    try:
        machine.start()
        yield machine
    finally:
        machine.down()
        shutil.rmtree(folder)


def kill(pids: list[int]) -> None:
    """No time to tidy."""
    assert pids, "there is nothing to kill"
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def await_that(fact: Callable[[], Any], patience: float = PATIENCE) -> None:
    """Wait for a fact."""
    deadline = time.monotonic() + patience
    while not fact():
        assert time.monotonic() < deadline, f"not so within {patience:.0f} s"
        time.sleep(0.05)
