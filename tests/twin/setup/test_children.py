"""What a command starts carries the twin's mark, speaks into a log and ends with the command."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.twin.setup.conftest import ROOT, await_that
from twin.setup import children as module
from twin.setup import processes
from twin.setup.children import Children, Stopped
from twin.setup.instance import SetUpError


def test_a_child_has_the_twins_mark_and_frame(children: Children) -> None:
    children.run(["env"], "env", {"MORE": "yes"})
    said = children.log_path("env").read_text().splitlines()
    data_dir = children.instance.data_dir
    wanted = {f"{processes.MARKER}={data_dir}", f"TWIN_DATA_DIR={data_dir}", "TWIN_CRS=4549", "MORE=yes"}
    assert wanted <= set(said)


def test_a_childs_failure_is_told_with_the_end_of_its_log(children: Children) -> None:
    with pytest.raises(
        SetUpError, match=r"ended with code 3:\n(line \d+\n){14}line 40\n\(all of it: .*x\.log"
    ):
        children.run(["sh", "-c", "for n in $(seq 40); do echo line $n; done; exit 3"], "x")


def test_the_end_ends_what_a_child_has_started_too(children: Children) -> None:
    child = children.start(["sh", "-c", "sleep 60 & setsid sleep 61 & sleep 62"], "family")
    await_that(lambda: sorted(commands(children.instance.data_dir)) == ["sh", "sleep", "sleep", "sleep"])
    children.stop()
    assert child.poll() is not None
    assert processes.left_behind(children.instance.data_dir) == []


def test_a_child_deaf_to_the_end_is_ended(children: Children) -> None:
    child = children.start(["sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done"], "deaf")
    await_that(lambda: "deaf" in children.tail("deaf"))
    children.stop(patience=0.2)
    assert child.returncode == -signal.SIGKILL


def test_nothing_starts_after_the_end(children: Children) -> None:
    children.stop()
    with pytest.raises(Stopped):
        children.start(["true"], "late")


def test_a_log_grown_too_long_is_put_aside(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOG_LIMIT", 10)
    children.run(["echo", "the first words"], "long")
    children.run(["echo", "the second"], "long")
    path = children.instance.data_dir / "log" / "long.log"
    assert path.read_text() == "the second\n"
    assert path.with_suffix(".log.1").read_text() == "the first words\n"


def test_logs_are_for_their_owner_alone(children: Children) -> None:
    assert children.log_path("any").parent.stat().st_mode & 0o777 == 0o700


PARENT = """
import sys, time
from pathlib import Path
from twin.setup.children import Children
from twin.setup.instance import Instance
Children(Instance.read(Path(sys.argv[1]))).start(["sleep", "60"], "mortal")
print("started", flush=True)
time.sleep(60)
"""


def test_a_child_does_not_outlive_a_killed_command(children: Children) -> None:
    instance = children.instance
    command = [sys.executable, "-S", "-c", PARENT, str(instance.root)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout and parent.stdout.readline() == "started\n"
        await_that(lambda: any(comm == "sleep" for comm in commands(instance.data_dir)))
        parent.kill()
    await_that(lambda: commands(instance.data_dir) == [])


def commands(data_dir: Path) -> list[str]:
    """The programs this twin's processes run."""
    return [processes.command_of(pid) for pid in processes.left_behind(data_dir)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_unwinds_the_command_once(number: signal.Signals) -> None:
    signal.signal(number, signal.SIG_DFL)  # whoever started the tests may have asked for nohup
    module.raise_on_signals()
    with pytest.raises(Stopped, match=number.name):
        os.kill(os.getpid(), number)
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_IGN


def test_a_signal_waits_for_what_must_not_be_cut_off() -> None:
    module.raise_on_signals()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    done = []
    with pytest.raises(Stopped, match="SIGTERM"), module.interruptions_held():
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            os.kill(os.getpid(), number)
        time.sleep(0.01)
        done.append("all of it")
    assert done == ["all of it"]


def test_what_nobody_interrupts_leaves_the_signals_as_they_were() -> None:
    module.raise_on_signals()
    with module.interruptions_held():
        assert signal.getsignal(signal.SIGINT) != module.raise_stopped
    assert signal.getsignal(signal.SIGINT) == module.raise_stopped


def test_nohup_stays_respected() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    module.raise_on_signals()
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
