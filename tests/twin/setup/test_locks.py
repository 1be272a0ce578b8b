"""Two commands of one twin exclude each other, and a command that is killed excludes nobody."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.twin.setup.conftest import ROOT
from twin.setup import locks


@contextmanager
def another_command(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has the lock until it is killed."""
    code = (
        "import sys, time; from pathlib import Path; from twin.setup import locks; "
        "locks.take(Path(sys.argv[1])); print('taken', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-S", "-c", code, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout and other.stdout.readline() == "taken\n"
            yield other
        finally:
            other.kill()


def test_a_lock_is_had_by_one_process_and_freed_when_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "up.lock"
    with another_command(path) as other:
        assert locks.is_held(path)
        assert locks.take(path, wait=False) is None
        other.kill()
        other.wait()
        assert not locks.is_held(path)
        descriptor = locks.take(path, wait=False)
        assert descriptor is not None
        os.close(descriptor)


def test_looking_at_a_lock_neither_makes_nor_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "up.lock"
    assert not locks.is_held(path) and not path.exists()
    os.close(locks.take(path) or 0)
    assert not locks.is_held(path) and not locks.is_held(path)


def test_who_waits_says_so_once_and_goes_on_when_the_other_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, order = tmp_path / "below" / "set-up.lock", []
    path.parent.mkdir()
    with another_command(path) as other:
        ending = threading.Timer(0.35, lambda: (order.append("ended"), other.kill()))
        ending.start()
        with locks.alone(path, "Waiting for another set-up …"):
            order.append("went on")
            assert locks.is_held(path)
        ending.join()
    assert order == ["ended", "went on"]
    assert capsys.readouterr().out == "Waiting for another set-up …\n"
    assert not locks.is_held(path)


def test_waiting_ends_when_the_command_is_to_end(tmp_path: Path) -> None:
    def refuse() -> None:
        raise InterruptedError

    path = tmp_path / "web.lock"
    with another_command(path), pytest.raises(InterruptedError), locks.alone(path, check=refuse):
        pytest.fail("two had the lock")


def test_the_last_of_those_who_share_knows_it(tmp_path: Path) -> None:
    path = tmp_path / "users.lock"
    first, second = locks.take(path, shared=True), locks.take(path, shared=True)
    assert first and second
    assert not locks.is_last(first)
    os.close(first)
    assert locks.is_last(second)
    os.close(second)
