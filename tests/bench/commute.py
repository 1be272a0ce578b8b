"""How fast commuting is measured beside bare solvers: `python -m tests.bench.commute --zones 2000`.

Both sides read the same arrays in one process, in turn; the first round warms up and does not count. The
least and greatest commute stand beside two bare `ot.emd`; the calibration of a gravity model beside one pass
of Furness's scaling (one row and one column scaling) over a kernel that is made already. Its passes are
counted too, and those that plain Furness takes to balance the same flows once, at the beta that is known.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
import ot

from spatial.analysis import Numbers
from spatial.commute.deterrence import Deterrence, resist
from spatial.commute.excess import measure_excess
from spatial.commute.gravity import calibrate
from spatial.commute.intrazonal import IntrazonalRule, apply_rule
from tests.bench.pairs import told

TOLERANCE, ITERATIONS = 1e-6, 100_000_000
CITIES = (
    (50.0, Deterrence.EXPONENTIAL, 0.1),
    (50.0, Deterrence.EXPONENTIAL, 0.2),
    (130.0, Deterrence.EXPONENTIAL, 0.2),
    (50.0, Deterrence.POWER, 1.0),
    (50.0, Deterrence.POWER, 1.5),
)


def make_city(zones: int, side: float) -> tuple[Numbers, Numbers, Numbers]:
    """Lognormal homes and jobs over a square so many kilometres wide, and kilometres between them."""
    random = np.random.default_rng(42)
    places = random.uniform(0, side, (zones, 2))
    homes, jobs = random.lognormal(size=zones), random.lognormal(size=zones)
    cost = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    return (
        homes,
        jobs * (homes.sum() / jobs.sum()),
        apply_rule(cost, IntrazonalRule.HALF_NEAREST).cost,
    )


def in_turn(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> list[float]:
    """How many times as long ours takes, round by round."""
    ratios = []
    for number in range(rounds + 1):
        taken = {}
        for one in (ours, theirs) if number % 2 else (theirs, ours):
            begun = time.perf_counter()
            one()
            taken[one] = time.perf_counter() - begun
        if number:
            ratios.append(taken[ours] / taken[theirs])
    return ratios


def race_solvers(zones: int, rounds: int) -> None:
    """The least and greatest commute beside two bare calls of the solver."""
    homes, jobs, cost = make_city(zones, 50.0)

    def bare() -> None:
        for one in (cost, cost.max() - cost):
            ot.emd(homes, jobs, one, numItermax=ITERATIONS, log=True)

    ratios = in_turn(lambda: measure_excess(homes, jobs, cost, 20.0), bare, rounds)
    print(f"  excess / two bare ot.emd, {zones} zones: {told(ratios)}")


def balance_plainly(homes: Numbers, jobs: Numbers, kernel: Numbers) -> tuple[Numbers, int]:
    """The flows plain Furness balances, and the passes that takes."""
    columns, passes = np.ones(len(jobs)), 0
    while True:
        rows = homes / (kernel @ columns)
        reached = kernel.T @ rows
        passes += 1
        if np.abs(columns * reached / jobs - 1).max() < TOLERANCE:
            return rows[:, None] * kernel * columns, passes
        columns = jobs / reached


def race_calibration(zones: int, rounds: int, side: float, deterrence: Deterrence, beta: float) -> None:
    """A whole calibration beside one pass of Furness's scaling."""
    homes, jobs, cost = make_city(zones, side)
    resistance = resist(cost, deterrence)
    kernel = np.exp(-beta * resistance)
    flows, plain = balance_plainly(homes, jobs, kernel)
    mean = float((flows * resistance).sum() / flows.sum())
    found = calibrate(homes, jobs, cost, mean, deterrence)
    assert abs(found.beta / beta - 1) < 1e-4, found.beta
    columns = np.ones(zones)
    ratios = in_turn(
        lambda: calibrate(homes, jobs, cost, mean, deterrence),
        lambda: kernel.T @ (homes / (kernel @ columns)),
        rounds,
    )
    print(
        f"  {deterrence} {beta:g}, {zones} zones over {side:g} km: {found.passes:.1f} passes to calibrate, "
        f"{plain} of plain Furness to balance once; time in its passes: {told(ratios)}"
    )


def main() -> None:
    """Run every race."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zones", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    race_solvers(options.zones, options.rounds)
    for side, deterrence, beta in CITIES:
        race_calibration(options.zones, options.rounds, side, deterrence, beta)


if __name__ == "__main__":
    main()
