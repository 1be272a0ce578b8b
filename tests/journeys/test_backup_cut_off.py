"""A backup or restore killed at any of its steps leaves the twin reachable, whole and, recovered, alone."""

import signal
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.cities import city, write
from tests.journeys.conftest import OtherTwin, address_of
from tests.journeys.machine import await_that

Make = Callable[[int, int | None], OtherTwin]

STANDING = "SELECT code, height FROM twin_building WHERE upper_inf(recorded) ORDER BY code"
BACKED_UP = [("a", 9.0), ("b", 12.0)]
DATABASES = "SELECT count(*) FROM pg_database WHERE datname LIKE current_database() || '\\_%'"
KILLED = """
import os, signal, sys
from pathlib import Path
import django, psycopg
django.setup()
from twin import backup
from twin.backup import aside, databases, server, whole

reach = server.address
server.address = lambda database: {**reach(database), "application_name": f"killed {server.name_of()}"}
work, file, owner, name, when, *words = sys.argv[1:]
rooms = {"aside": aside, "databases": databases, "whole": whole}
owner = {**rooms, "session": psycopg.Connection, "path": Path}[owner]
called = getattr(owner, name)

def cut(*told, **more):
    struck = all(word in str(told) for word in words)
    answer = None if struck and when == "before" else called(*told, **more)
    if struck:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

setattr(owner, name, cut)
getattr(backup, {"backup": "back_up"}.get(work, work))(Path(file))
"""
# What is called, of whom, killed after it (or before), when its words are these; full: takes long.
RESTORING = {
    "noted": ("old", ["aside", "write_json", "after"]),
    "taken out": ("old", ["whole", "make_spare", "before"]),
    "restored aside": ("old", ["databases", "run", "after"]),
    "before the swap": ("old", ["whole", "swap", "before"]),
    "one renamed": ("old", ["session", "execute", "after", "RENAME", "_before"]),
    "both renamed": ("old", ["session", "execute", "after", "RENAME", "_restoring"]),
    "swapped": ("new", ["whole", "swap", "after"]),
    "the former dropped": ("new", ["aside", "drop", "after", "_before"]),
}
BACKING_UP = {
    "dumped": ["databases", "run", "after", "pg_dump"],
    "restored aside": ["whole", "count", "before"],
    "packed": ["whole", "pack", "after"],
    "proven": ["path", "replace", "after", "twin.dump"],
}
OFTEN = {"restored aside", "one renamed", "swapped", "dumped"}


def moments(steps: Iterable[str]) -> list[Any]:
    """The steps; not all of them each time."""
    return [pytest.param(step, marks=() if step in OFTEN else pytest.mark.full) for step in steps]


@pytest.fixture(scope="module")
def dump(twin: OtherTwin, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of two buildings."""
    folder = tmp_path_factory.mktemp("dump")
    twin.do("load", str(write(folder / "one.city.json", city({"a": 9, "b": 12}))))
    (folder / "one.city.json").unlink()
    twin.do("backup", str(folder / "twin.dump"))
    return folder / "twin.dump"


@pytest.fixture(scope="module")
def twin(other_twin: Make) -> OtherTwin:
    """A twin of its own."""
    return other_twin(4549, 5737)


def run_killed(twin: OtherTwin, *words: str) -> None:
    """Run a part of the twin's code that kills itself at a step, and wait until PostgreSQL has noticed.

    Until then a statement that ends others' sessions may still be at work.
    """
    done = twin.run_python(KILLED, *words)
    assert done.returncode == -signal.SIGKILL, done.stderr
    left = "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s"
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        await_that(lambda: server.execute(left, [f"killed {twin.name}"]).fetchone() == (0,))


def assert_alone(twin: OtherTwin, folder: Path, *files: str) -> None:
    """See that recovery leaves nothing that was made aside."""
    twin.do("recover")
    assert twin.ask(DATABASES) == [(0,)]
    assert not (Path(twin.environment["TWIN_DATA_DIR"]) / "aside.json").exists()
    assert {path.name for path in folder.iterdir()} == set(files)


@pytest.mark.parametrize("step", moments(RESTORING))
def test_a_restore_killed_at_any_step_leaves_the_old_twin_or_the_new(
    twin: OtherTwin, dump: Path, tmp_path: Path, step: str
) -> None:
    stands, where = RESTORING[step]
    twin.do("load", str(write(tmp_path / "one.city.json", city({"a": 10}))))
    run_killed(twin, "restore", str(dump), *where)
    assert twin.ask(STANDING) == ([("a", 10.0)] if stands == "old" else BACKED_UP)
    assert_alone(twin, dump.parent, "twin.dump")
    twin.do("restore", str(dump))
    assert twin.ask(STANDING) == BACKED_UP


@pytest.mark.parametrize("step", moments(BACKING_UP))
def test_a_backup_killed_at_any_step_leaves_the_file_or_none(
    twin: OtherTwin, tmp_path: Path, step: str
) -> None:
    dump = tmp_path / "twin.dump"
    run_killed(twin, "backup", str(dump), *BACKING_UP[step])
    assert_alone(twin, tmp_path, *(["twin.dump"] if step == "proven" else []))
    assert "proven" in twin.do("backup", str(dump))


def test_a_load_under_way_when_the_backup_was_made_is_told_as_failed(twin: OtherTwin, tmp_path: Path) -> None:
    dump = tmp_path / "twin.dump"
    twin.do("load", str(write(tmp_path / "one.city.json", city({"a": 11}))))
    with psycopg.connect(twin.environment["DATABASE_URL"]) as other:
        other.execute(
            "UPDATE twin_load SET status = 'running', xid = 3 WHERE id = (SELECT max(id) FROM twin_load)"
        )
        other.commit()
        twin.do("backup", str(dump))
    assert "was cut off" in twin.do("restore", str(dump))
    assert twin.ask("SELECT status, xid FROM twin_load ORDER BY id DESC LIMIT 1") == [("failed", None)]
