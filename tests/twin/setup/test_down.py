"""`down` ends what is this twin's, also what a killed `up` has left, and nothing of anybody else's."""

import os
import signal
import subprocess
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from tests.twin.setup.conftest import ROOT, await_that
from twin.setup import down as module
from twin.setup import locks, processes
from twin.setup.children import Children
from twin.setup.cluster import Cluster
from twin.setup.down import down
from twin.setup.instance import Instance, SetUpError, write_json
from twin.setup.programs import DATABASE

UP = """
import os, sys, time
from pathlib import Path
from twin.setup import locks, processes
from twin.setup.instance import write_json
folder = Path(sys.argv[1])
locks.take(folder / "up.lock")
write_json(folder / "up.json", processes.describe(os.getpid()))
print("up", flush=True)
time.sleep(60)
"""


def start_up(instance: Instance) -> "subprocess.Popen[str]":
    """What `down` sees of a running `up`."""
    command = [sys.executable, "-S", "-c", UP, str(instance.data_dir)]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert running.stdout and running.stdout.readline() == "up\n"
    running.stdout.close()
    return running


def test_of_nothing_nothing_is_stopped(instance: Instance, capsys: pytest.CaptureFixture[str]) -> None:
    assert down(instance.root, Namespace()) == 0
    assert capsys.readouterr().out == "Nothing of this twin was running.\n"


def test_a_running_up_is_asked_to_end(instance: Instance, capsys: pytest.CaptureFixture[str]) -> None:
    running = start_up(instance)
    assert down(instance.root, Namespace()) == 0
    assert running.wait(5) == -signal.SIGTERM
    assert capsys.readouterr().out == "Stopped.\n"


def test_a_number_given_to_another_process_is_not_ended(instance: Instance) -> None:
    stranger = subprocess.Popen(["sleep", "60"])
    described = {**processes.describe(stranger.pid), "start": 1}
    write_json(instance.data_dir / "up.json", described)
    lock = locks.take(instance.data_dir / "up.lock")
    down(instance.root, Namespace())
    os.close(lock or 0)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_what_a_killed_up_has_left_is_ended_and_another_twins_is_not(
    instance: Instance, children: Children, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Children(replace(instance, data_dir=tmp_path / "other"))
    foreign = other.start(["sh", "-c", "echo on; sleep 60; true"], "trial")
    left = children.start(["sh", "-c", "echo on; sleep 60; true"], "trial")
    await_that(lambda: "on" in other.tail("trial") and "on" in children.tail("trial"))
    assert down(instance.root, Namespace()) == 0
    assert capsys.readouterr().out == "Stopped.\n"
    assert left.wait(5) == -signal.SIGTERM
    assert foreign.poll() is None
    other.stop()


def test_an_up_that_does_not_end_is_told(instance: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    monkeypatch.setattr(module.processes, "is_same", lambda recorded: False)
    running = start_up(instance)
    with pytest.raises(SetUpError, match=r"`up` has not ended in 0 s; see .*/log, then end it by hand"):
        module.await_end(instance)
    running.kill()
    running.wait()


@pytest.mark.skipif(not DATABASE.is_met(), reason=f"{DATABASE.title} is not installed")
def test_a_server_that_a_killed_up_left_is_stopped_unless_a_test_run_holds_it(
    instance: Instance, capsys: pytest.CaptureFixture[str]
) -> None:
    instance.write()
    cluster = Cluster.of(instance)
    cluster.hold()
    down(instance.root, Namespace())
    assert cluster.is_running()
    assert "PostgreSQL stays up: a test run is using it." in capsys.readouterr().out
    os.close(cluster.holding or 0)
    down(instance.root, Namespace())
    assert capsys.readouterr().out == "Stopped.\n"
    assert not cluster.is_running()
