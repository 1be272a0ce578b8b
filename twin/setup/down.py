"""`manage.py down`: ends a running `up`, or what a killed one has left, and nothing of any other clone."""

import os
import signal
import time
from argparse import Namespace
from pathlib import Path

from twin.setup import locks, processes
from twin.setup.cluster import Cluster
from twin.setup.instance import Instance, SetUpError, read_json
from twin.setup.telling import say

PATIENCE = 90.0


def down(root: Path, options: Namespace) -> int:
    """Stop the twin of this clone; the exit code."""
    instance = Instance.read(root)
    running = read_json(instance.data_dir / "up.json")
    had = locks.is_held(instance.data_dir / "up.lock")
    if had and processes.is_same(running):
        os.kill(int(running["pid"]), signal.SIGTERM)
        await_end(instance)
    left = processes.left_behind(instance.data_dir)
    processes.stop(left)
    had_cluster = stop_cluster(instance)
    say("Stopped." if had or left or had_cluster else "Nothing of this twin was running.")
    return 0


def await_end(instance: Instance) -> None:
    """Wait until the running `up` has let go."""
    deadline = time.monotonic() + PATIENCE
    while locks.is_held(instance.data_dir / "up.lock"):
        if time.monotonic() > deadline:
            raise SetUpError(
                f"`up` has not ended in {PATIENCE:.0f} s; see {instance.data_dir}/log, then end it by hand."
            )
        time.sleep(0.1)


def stop_cluster(instance: Instance) -> bool:
    """Stop a private cluster nobody holds any more; whether one ran."""
    if instance.external or not (instance.data_dir / "cluster" / "data").exists():
        return False
    cluster = Cluster.of(instance)
    holding = locks.take(cluster.home / "users.lock", wait=False)
    if holding is None:
        say("PostgreSQL stays up: a test run is using it.")
        return True
    ran = cluster.postmaster() is not None
    cluster.clear_leftovers()
    os.close(holding)
    return ran
