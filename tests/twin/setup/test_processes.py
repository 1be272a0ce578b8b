"""A twin's processes are told from all others by facts, never by a name that another clone shares."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.twin.setup.conftest import await_that
from twin.setup import processes, proxy
from twin.setup.instance import Instance
from twin.setup.programs import NGINX

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True)"


@contextmanager
def running(*command: str, mark: Path | None = None) -> Iterator["subprocess.Popen[bytes]"]:
    """A process, marked as a twin's or not, away in the end."""
    environment = {name: text for name, text in os.environ.items() if name != processes.MARKER}
    if mark:
        environment[processes.MARKER] = str(mark)
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        try:
            with suppress(ProcessLookupError):  # it may end at once
                while (
                    processes.start_of(process.pid)
                    and not (processes.PROC / f"{process.pid}/environ").read_bytes()
                ):
                    time.sleep(0.001)  # Popen returns while the kernel is still replacing the program.
            yield process
        finally:
            process.kill()


def test_a_process_is_known_by_its_number_and_its_start() -> None:
    with running("sleep", "60") as process:
        described = processes.describe(process.pid)
        assert processes.is_same(described)
        assert not processes.is_same({**described, "start": int(described["start"] or 0) - 1})
        assert not processes.is_same({**described, "boot": "another boot"})
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert processes.stat_fields(process.pid)[0] == "Z"
        assert not processes.is_same(described)
    assert not processes.is_same(described)
    assert not processes.is_same({})


def test_a_twin_finds_its_own_and_leaves_every_other_clones(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "mine-too"
    with (
        running("sleep", "60", mark=mine) as own,
        running("sleep", "60", mark=other) as foreign,
        running("sleep", "60"),
    ):
        assert processes.left_behind(mine) == [own.pid]
        processes.stop(processes.left_behind(mine))
        assert own.wait(5) == -signal.SIGTERM
        assert processes.left_behind(other) == [foreign.pid]
        assert foreign.poll() is None


def test_a_command_does_not_find_itself_nor_who_started_it() -> None:
    known = set(processes.pids())
    assert os.getpid() not in known and os.getppid() not in known
    assert list(processes.lineage(os.getpid()))[:2] == [os.getpid(), os.getppid()]


def test_a_name_with_brackets_does_not_mislead(tmp_path: Path) -> None:
    program = tmp_path / "a) S (b"
    program.symlink_to("/bin/sleep")
    with running(str(program), "60") as process:
        assert processes.command_of(process.pid) == "a) S (b"
        assert list(processes.lineage(process.pid))[1] == os.getpid()
        assert processes.start_of(process.pid)


def test_a_process_that_will_not_end_is_ended() -> None:
    with running(sys.executable, "-S", "-c", f"{STUBBORN}; time.sleep(60)") as process:
        assert process.stdout and process.stdout.readline()
        began = time.monotonic()
        processes.stop([process.pid], patience=0.2)
        assert process.wait(5) == -signal.SIGKILL
        assert time.monotonic() - began < 5


def test_stopping_what_is_gone_is_no_error() -> None:
    with running("true") as process:
        process.wait()
    processes.stop([process.pid])


@pytest.mark.skipif(not NGINX.is_met(), reason="nginx is not installed")
def test_nginx_is_known_by_the_log_it_holds_open(instance: Instance) -> None:
    proxy.write(instance)
    elsewhere = instance.data_dir.with_name("other")
    with running(*proxy.command(instance)) as nginx:
        await_that(lambda: len(processes.left_behind(instance.data_dir)) > 1)
        assert nginx.pid in processes.left_behind(instance.data_dir)
        assert processes.left_behind(elsewhere) == []
        processes.stop(processes.left_behind(instance.data_dir))
        assert nginx.wait(5) == 0
