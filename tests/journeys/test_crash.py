"""Killed in the middle of a load, server, worker and PostgreSQL, the next `up` finds the twin as before."""

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
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from tests.cities import city, write
from tests.journeys.conftest import ROOT

PATIENCE = 90.0


@dataclass
class Machine:
    """A twin of its own, brought up and knocked down as a person or a power cut would."""

    folder: Path
    port: int
    up: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Its own data directory; nothing of the tests' database or frame."""
        other = {"TWIN_DATA_DIR", "TWIN_INSTANCE", "DATABASE_URL", "TWIN_CRS", "TWIN_HEIGHTS"}
        kept = {name: value for name, value in os.environ.items() if name not in other}
        return {**kept, "TWIN_DATA_DIR": str(self.folder / "data")}

    def command(self, *arguments: str) -> list[str]:
        """`manage.py` as the newcomer types it."""
        return [sys.executable, str(ROOT / "manage.py"), *arguments]

    def start(self) -> None:
        """`up`, until it answers."""
        options = ["--demo", "none", "--crs", "4549", "--heights", "5737", "--port", str(self.port)]
        with (self.folder / "up.log").open("ab") as log:
            self.up = subprocess.Popen(
                self.command("up", *options), stdout=log, stderr=log, env=self.environment, cwd=ROOT
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.up.poll() is None:
            with suppress(OSError):
                self.get("/health")
                return
            time.sleep(0.2)
        raise AssertionError((self.folder / "up.log").read_text())

    def get(self, path: str) -> dict[str, object]:
        """What the server answers."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            told: dict[str, object] = json.load(answer)
        return told

    def buildings(self) -> tuple[object, list[object]]:
        """How many buildings REST tells, and the first of them."""
        told = self.get("/collections/buildings/items?count=exact&limit=5")
        features = told["features"]
        assert isinstance(features, list)
        return told["numberMatched"], features

    def load(self, path: Path) -> subprocess.Popen[bytes]:
        """`load`, begun."""
        with (self.folder / "load.log").open("wb") as log:
            return subprocess.Popen(
                self.command("load", str(path)), stdout=log, stderr=log, env=self.environment, cwd=ROOT
            )

    def loads(self) -> str:
        """The book of loads."""
        return subprocess.run(
            self.command("loads"), env=self.environment, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout

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
        [file] = self.folder.glob("data/**/postmaster.pid")
        return int(file.read_text().splitlines()[0])

    def down(self) -> None:
        """`down`, whatever is left."""
        subprocess.run(self.command("down"), env=self.environment, cwd=ROOT, capture_output=True, check=False)
        if self.up:
            self.up.wait(30)


@pytest.fixture
def machine() -> Iterator[Machine]:
    """A machine of one's own, away when the test is done."""
    if "DATABASE_URL" in os.environ:
        pytest.skip("The database is a server of its own here; a private cluster is what this kills.")
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="twin-crash-"))
    folder.chmod(0o755)  # PostgreSQL's account must reach it
    machine = Machine(folder, port)
    yield machine
    machine.down()
    shutil.rmtree(folder)


def kill(pids: list[int]) -> None:
    """No time to tidy."""
    assert pids, "there is nothing to kill"
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def await_rows(machine: Machine, load: subprocess.Popen[bytes]) -> None:
    """Wait until the load has a transaction under way."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert load.poll() is None, (machine.folder / "load.log").read_text()
        if " running " in machine.loads():
            time.sleep(1.0)
            return
    raise AssertionError("the load never began")


@pytest.mark.parametrize("victim", ["server", "worker", "postgres", "everything"])
def test_a_load_cut_off_leaves_the_twin_as_it_was(machine: Machine, victim: str, tmp_path: Path) -> None:
    machine.start()
    first = write(tmp_path / "city.json", city({"a": 9, "b": 12}))
    assert machine.load(first).wait() == 0
    before = machine.buildings()
    assert before[0] == 2
    large = city({f"n{index}": 9 + index % 30 for index in range(12_000)})
    load = machine.load(write(tmp_path / "city-2.json", large))
    await_rows(machine, load)
    assert machine.buildings() == before, "rows of a load that is under way are nobody's to see"
    victims = {
        "server": lambda: machine.pids("granian"),
        "worker": lambda: machine.pids("procrastinate"),
        "postgres": lambda: [machine.postmaster()],
        "everything": lambda: [*machine.pids("manage.py", "granian", "nginx"), machine.postmaster()],
    }
    kill(victims[victim]())
    kill([load.pid])
    load.wait()
    assert machine.up is not None
    if victim == "everything":
        machine.up.wait(30)
    else:
        machine.up.send_signal(signal.SIGINT)
        assert machine.up.wait(60) == 0
    machine.start()
    assert machine.buildings() == before
    assert " failed city-2 " in machine.loads() or " failed city " in machine.loads()
    assert machine.load(tmp_path / "city-2.json").wait() == 0
    assert machine.buildings()[0] == 12_002


def test_the_test_database_is_not_the_one_that_is_killed(machine: Machine, db: None) -> None:
    assert str(machine.folder) not in str(connection.settings_dict["HOST"])
