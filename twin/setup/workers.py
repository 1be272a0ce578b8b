"""The processes the tests run in side by side, each with a data directory of its own."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from twin.setup.cluster_files import memory
from twin.setup.instance import Instance

MOST = 4
ROOM = 1500  # MB a process takes with its browser, its commands and its share of the database server


def count(root: Path, arguments: Sequence[str]) -> int:
    """As many as cores and memory allow; one where a single file is asked for: its output is plain."""
    named = [root / word.partition("::")[0] for word in arguments if not word.startswith("-")]
    paths = {path for path in named if path.exists()}
    if len(paths) == 1 and all(path.is_file() for path in paths):
        return 1
    return max(1, min(MOST, len(os.sched_getaffinity(0)), memory() // ROOM))


def trials(trial: Instance, number: int) -> list[Instance]:
    """The tests' twin of each process; none where one process is enough, which has the trial itself."""
    if number < 2:
        return []
    return [replace(trial, data_dir=trial.data_dir / f"process-{order}") for order in range(1, number + 1)]


def spread(trials: Sequence[Instance]) -> list[str]:
    """pytest's options to run a file's tests in one of these, the files in the order of tests/conftest.py."""
    if not trials:
        return []
    own = [f"--tx=popen//env:TWIN_DATA_DIR={trial.data_dir}" for trial in trials]
    return ["--dist=loadfile", "--no-loadscope-reorder", *own]
