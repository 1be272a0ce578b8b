"""Who works where: the working people of each tract to the jobs of all, fewer the farther away."""

from dataclasses import dataclass

import numpy as np

from spatial.generator.chance import Floats, Whole, chance
from spatial.population.fitting import apportion, balance, round_flows
from spatial.population.plan import Plan

REACH = 4500.0
"""Metres over which the pull of a job falls to 1/e."""
FILLED = 0.955
"""The share of jobs that are filled at most."""
NEAREST = 250.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Commutes:
    """`flows[i, j]` people of tract i work in tract j, on its seats from `firsts[i, j]` on.

    `filled` are the jobs taken of each workplace, `starts` the first workplace of each tract.
    """

    flows: Whole
    firsts: Whole
    filled: Whole
    starts: Whole

    @property
    def working(self) -> Whole:
        """The working people of each tract."""
        worked: Whole = self.flows.sum(axis=1)
        return worked

    def seats(self, seed: int, tract: int) -> Whole:
        """The workplaces of the tract's working people, in no order of theirs."""
        taken = []
        for to in np.flatnonzero(self.flows[tract]).tolist():
            own = slice(int(self.starts[to]), int(self.starts[to + 1]))
            ends = np.cumsum(self.filled[own])
            seats = shuffle(
                seed, to, int(ends[-1]), self.firsts[tract, to] + np.arange(self.flows[tract, to])
            )
            taken.append(own.start + np.searchsorted(ends, seats, side="right"))
        return chance(seed, 152, tract).permutation(np.concatenate([np.empty(0, dtype=np.int64), *taken]))


def draw_commutes(plan: Plan, willing: Whole) -> Commutes:
    """The flows between tracts, of as many of the `willing` of each as there are jobs for."""
    starts = plan.work_starts
    alone = np.zeros(willing.size, dtype=np.int64)
    number = min(int(willing.sum()), int(plan.work_jobs.sum() * FILLED))
    total = np.array([number])
    filled = apportion(
        plan.work_jobs.astype(float), np.zeros(plan.work_jobs.size, dtype=np.int64), total, plan.work_jobs
    )
    taken = np.diff(np.concatenate([[0], np.cumsum(filled)])[starts])
    working = apportion(willing.astype(float), alone, total, willing)
    flows = round_flows(balance(pull(plan), working, taken), working, taken)
    return Commutes(flows=flows, firsts=np.cumsum(flows, axis=0) - flows, filled=filled, starts=starts)


def pull(plan: Plan) -> Floats:
    """How strongly the jobs of each tract draw the people of each."""
    mass = (plan.homes + plan.jobs).astype(np.float64) + 1e-3
    whole = plan.sums(mass)
    x, y = (plan.sums(mass * plan.stock.place[:, axis]) / whole for axis in (0, 1))
    spread = plan.sums(
        mass * ((plan.stock.place - np.stack([x, y], axis=1)[tract_of(plan)]) ** 2).sum(axis=1)
    )
    within = np.sqrt(spread / whole)
    far = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    far = np.maximum(far, 0.5 * (within[:, None] + within[None, :]) + NEAREST)
    drawn: Floats = np.exp(-far / REACH) + 1e-12
    return drawn


def tract_of(plan: Plan) -> Whole:
    """The tract of each building."""
    return np.repeat(np.arange(plan.tracts), np.diff(plan.starts))


def shuffle(seed: int, tract: int, number: int, seats: Whole) -> Whole:
    """Seats of a tract's `number` to others, one to one, so that neighbours do not sit together."""
    draw = chance(seed, 151, tract)
    step = int(draw.integers(number // 3 + 1, number + 1))
    while np.gcd(step, number) != 1:
        step += 1
    return (seats * step + int(draw.integers(number))) % number
