"""Those who draw are processes that are the twin's, go with the command, or are asked for in vain."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from spatial.errors import RefusedError
from tiles.archive.pool import hire

HIRE = """
import sys
from tiles.archive import pool
pool.PATIENCE = 0.5
with pool.hire(1, sys.argv[1]):
    pass
"""


def test_processes_of_the_machine_work_and_are_gone_after() -> None:
    with hire(2, None) as pool:
        pid = pool.submit(os.getpid).result(60)
        assert pid != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_process_that_is_killed_is_told_of_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match=r"was killed.+Give the same command again"), hire(1, None) as pool:
        pid = pool.submit(os.getpid).result(60)
        pool.submit(os.kill, pid, signal.SIGKILL).result(60)


def test_a_scheduler_that_is_not_there_is_told_of_by_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        # A process of its own: a client's loop is a thread that outlives it.
        done = subprocess.run(
            [sys.executable, "-c", HIRE, address], capture_output=True, text=True, timeout=60
        )
    assert "RefusedError: No Dask scheduler answers" in done.stderr


@pytest.mark.parametrize("address", ["here", "tcp://", "http://127.0.0.1:1"])
def test_what_is_no_address_of_a_scheduler_is_refused(address: str) -> None:
    with pytest.raises(RefusedError, match="give the address"), hire(1, address):
        pass
