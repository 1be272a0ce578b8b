"""What a command takes, measured of it alone.

A small process of its own starts it: what is held by whoever starts a command counts as held by the command.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STARTER = (
    "import resource, subprocess, sys, time; begun = time.perf_counter(); "
    "code = subprocess.call(sys.argv[1:]); taken = time.perf_counter() - begun; "
    "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
    "print(code, taken, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)"
)


@dataclass(frozen=True)
class Taken:
    """Seconds on the clock and of work, the most bytes held, the exit code, and all that was said."""

    seconds: float
    work: float
    memory: int
    code: int
    said: str


def measure(command: Sequence[str], environment: Mapping[str, str]) -> Taken:
    """Run a command to its end."""
    done = subprocess.run(
        [sys.executable, "-c", STARTER, *command],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd=ROOT,
        check=True,
    )
    *said, used = done.stdout.splitlines()
    code, seconds, work, memory = used.split()
    return Taken(float(seconds), float(work), int(memory), int(code), "\n".join(said))
