"""`status` tells what runs, and of a twin that was never brought up that there is none."""

import os
from argparse import Namespace
from dataclasses import replace

import pytest

from tests.twin.setup.conftest import await_that
from twin.setup import locks
from twin.setup.children import Children
from twin.setup.instance import Instance
from twin.setup.status import status, tell_processes


def told(instance: Instance, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, str]]:
    """The exit code and each line by its name."""
    code = status(instance.root, Namespace())
    lines = capsys.readouterr().out.splitlines()
    return code, {line[:16].strip(): line[16:] for line in lines}


def test_of_nothing_nothing_runs(instance: Instance, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = told(instance, capsys)
    assert code == 3
    assert (lines["Twin"], lines["Database"], lines["Processes"]) == ("down", "not made yet", "none")
    assert lines["Data directory"] == str(instance.data_dir)
    assert list(instance.data_dir.iterdir()) == []


def test_a_twin_that_is_up_tells_its_address_and_processes(
    instance: Instance, children: Children, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(instance, port=8055, crs=28992, heights=5709).write()
    lock = locks.take(instance.data_dir / "up.lock")
    for seconds in ("60", "61"):
        children.start(["sleep", seconds], "trial")
    await_that(lambda: tell_processes(instance) == "2 sleep")
    code, lines = told(instance, capsys)
    os.close(lock or 0)
    assert code == 0
    assert lines["Twin"] == "up at http://127.0.0.1:8055/"
    assert lines["City"] == "EPSG:28992, heights 5709, demo none"
    assert lines["Processes"] == "2 sleep"


def test_a_database_elsewhere_is_told_without_its_password(
    instance: Instance, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://anna:hidden@far/city")
    _, lines = told(instance, capsys)
    assert lines["Database"] == "at DATABASE_URL"
    assert "hidden" not in str(lines)


def test_a_broken_venv_is_told(instance: Instance, capsys: pytest.CaptureFixture[str]) -> None:
    (instance.root / ".venv/bin/python").unlink()
    _, lines = told(instance, capsys)
    assert lines["Python"].startswith("no .venv yet; the system's is 3.")
    assert lines["Packages"] == "none"
