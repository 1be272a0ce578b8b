"""Two commands timed in turn as whole processes: their ratio holds when the machine's speed drifts."""

import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.measuring import measure


@dataclass
class Contestant:
    """One side: its name, what is done before each run, and the command that is timed."""

    name: str
    prepare: Callable[[], None]
    command: Sequence[str]
    environment: dict[str, str]
    seconds: list[float] = field(default_factory=list)

    def run(self) -> float:
        """Seconds of one run. Raises RuntimeError with what it printed where it fails."""
        self.prepare()
        begun = time.perf_counter()
        done = subprocess.run(
            list(self.command),
            env=self.environment,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        taken = time.perf_counter() - begun
        if done.returncode:
            raise RuntimeError(f"{self.name}: {done.stdout[-800:]}{done.stderr[-800:]}")
        return taken


def compare(ours: Contestant, theirs: Contestant, rounds: int) -> float:
    """Run the two in turn, print both and the ratio theirs / ours round by round; the median ratio.

    Above 1 ours is the faster. The first round warms up and does not count.
    """
    for number in range(rounds + 1):
        for one in (ours, theirs) if number % 2 else (theirs, ours):
            taken = one.run()
            if number:
                one.seconds.append(taken)
    for one in (ours, theirs):
        print(f"  {one.name:<28} {told(one.seconds)} s")
    ratios = [slow / fast for slow, fast in zip(theirs.seconds, ours.seconds, strict=True)]
    print(f"  {theirs.name} / {ours.name}: {told(ratios)}")
    return statistics.median(ratios)


def told(figures: Sequence[float]) -> str:
    """Median and spread."""
    return f"{statistics.median(figures):7.2f} ({min(figures):.2f} – {max(figures):.2f})"


def peak_of(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds and peak memory (MB) of one command. RuntimeError where it fails."""
    taken = measure(command, environment)
    if taken.code:
        raise RuntimeError(taken.said[-800:])
    return taken.seconds, taken.memory / 2**20
