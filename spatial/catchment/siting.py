"""Where the next facilities help most: what a choice of sites gains, and the best choice a solver finds.

A site's gain for a point is what it does there alone, and of several sites the best one counts: so maximal
covering (`spatial.catchment.covering`) and the p-median (`spatial.catchment.median`) are one thing to choose.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from spatial.analysis import Numbers
from spatial.catchment.reach import Indices
from spatial.errors import RefusedError

SECONDS = 60.0
MOST_HELD, MOST_SOLVED = 20_000_000, 500_000
"""Pairs of a site and a point: those that are compared (some 1 GB), those HiGHS is given (some 2 GB)."""
SHARE_OF_EXCHANGE = 0.25
OPTIMAL_WITHIN = 1e-6
"""The relative gap a solver's tolerances may leave of the best choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Siting:
    """The candidates chosen, the one that helps most first, and `gains`, what each adds to those before it.

    `before` and `after` are the objective of the existing facilities and with the chosen ones; `bound` is
    what no choice of so many can better, `gap` the part of the gain to it that may be missing. `optimal` says
    that there is none: else the choice is the best found in the time given. Candidates that add nothing are
    not chosen. Demand without a place is in no figure.
    """

    chosen: Indices
    gains: Numbers
    before: float
    after: float
    bound: float
    gap: float
    optimal: bool
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """What each site gains at each point, of those pairs where that is anything."""

    sites: int
    points: int
    site: Indices
    point: Indices
    gain: Numbers

    def weigh(self, best: Numbers) -> Numbers:
        """What each site adds where `best` is gained already."""
        more = np.maximum(self.gain - best[self.point], 0)
        return np.bincount(self.site, more, minlength=self.sites).astype(np.float64)

    def add(self, best: Numbers, sites: list[int]) -> None:
        """Raise `best` to what is gained with sites too."""
        own = np.flatnonzero(np.isin(self.site, sites))
        np.maximum.at(best, self.point[own], self.gain[own])

    def choose(self, number: int, among: Indices | None = None) -> "Choice":
        """So many sites, always the one that adds most next; none that adds nothing.

        Gains are submodular: after any of the choices no other can gain more than what is gained and what the
        best sites would each add to it (Nemhauser, Wolsey & Fisher 1978), which is the bound.
        """
        best, choice = np.zeros(self.points), Choice()
        allowed = np.ones(self.sites, bool) if among is None else np.isin(np.arange(self.sites), among)
        while True:
            adding = self.weigh(best)
            choice.bound = min(choice.bound, choice.gained + float(np.sort(adding)[::-1][:number].sum()))
            site = int(np.argmax(np.where(allowed, adding, 0))) if self.sites else 0
            if len(choice.sites) == min(number, self.sites) or not allowed[site] or adding[site] <= 0:
                return choice
            self.add(best, [site])
            choice.sites.append(site)
            choice.gains.append(float(adding[site]))

    def exchange(self, choice: "Choice", number: int, seconds: float) -> "Choice":
        """One chosen site for another while that gains more (Teitz & Bart 1968) and there is time."""
        end = time.perf_counter() + seconds
        chosen, improving = choice.sites, True
        while improving:
            improving = False
            for out in chosen:
                if time.perf_counter() > end:
                    break
                best = np.zeros(self.points)
                rest = [site for site in chosen if site != out]
                self.add(best, rest)
                adding = self.weigh(best)
                if adding.max() > adding[out] * (1 + OPTIMAL_WITHIN):
                    chosen, improving = [*rest, int(adding.argmax())], True
                    break
        return self.choose(number, np.array(chosen, dtype=np.intp))


@dataclass
class Choice:
    """Sites in the order chosen, what each adds, and what no choice of so many can gain more than."""

    sites: list[int] = field(default_factory=list)
    gains: list[float] = field(default_factory=list)
    bound: float = np.inf

    @property
    def gained(self) -> float:
        """What all the sites gain together."""
        return float(sum(self.gains))

    def better(self, other: "Choice", bound: float = np.inf) -> "Choice":
        """The one of two that gains more, with the least bound, which is no less than that."""
        best = other if other.gained > self.gained else self
        return replace(best, bound=max(min(self.bound, other.bound, bound), best.gained))

    @property
    def gap(self) -> float:
        """The part of the bound that is not gained."""
        return (self.bound - self.gained) / self.bound if self.bound > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A linear program of sites (0 or 1, first) and what they serve (0 to 1): rows @ x <= limits."""

    objective: Numbers
    rows: Any
    limits: Numbers


def check_pairs(pairs: int) -> None:
    """RefusedError for more pairs than are compared."""
    if pairs > MOST_HELD:
        raise RefusedError(
            f"More than {MOST_HELD:,} pairs of a site and demand would have to be compared; put the demand "
            "together in cells, or give fewer candidates or a lesser limit."
        )


def check_number(number: int) -> None:
    """RefusedError for a number of sites that cannot be chosen."""
    if number < 1:
        raise RefusedError(f"{number} facilities cannot be sited; ask for 1 or more.")


def choose_sites(gains: Gains, write: Callable[[], Program], number: int, seconds: float) -> Choice:
    """The sites that gain most, within the time: greedily, by exchange, by HiGHS where it can take the pairs.

    Nothing more is tried where a choice is known to be the best.
    """
    begun = time.perf_counter()
    best = gains.choose(number)
    if best.gap > OPTIMAL_WITHIN:
        best = best.better(gains.exchange(best, number, seconds * SHARE_OF_EXCHANGE))
    if best.gap > OPTIMAL_WITHIN and len(gains.site) <= MOST_SOLVED:
        left = max(seconds - (time.perf_counter() - begun), 0)
        solved, bound = solve(gains.sites, write(), number, left)
        best = best.better(gains.choose(number, solved), bound)
    return best


def solve(sites: int, program: Program, number: int, seconds: float) -> tuple[Indices, float]:
    """The sites HiGHS chooses, none where it found no choice in time, and its bound of the objective."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, vstack

    variables = len(program.objective)
    each = (np.arange(variables) < sites).astype(float)
    rows = vstack([program.rows, csr_array(each[None, :])], format="csr")
    limits = np.append(program.limits, number)
    found = milp(
        -program.objective,
        integrality=each,
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, -np.inf, limits),
        options={"time_limit": seconds, "mip_rel_gap": 0},
    )
    bound = np.inf if found.mip_dual_bound is None else -float(found.mip_dual_bound)
    chosen = np.empty(0, np.intp) if found.x is None else np.flatnonzero(found.x[:sites] > 0.5)
    return chosen, bound


def find_sites(
    gains: Gains, write: Callable[[], Program], number: int, seconds: float, before: float, sign: int
) -> Siting:
    """The choice, told in the objective's own terms: its gains raise it (`sign` 1) or lower it (-1)."""
    begun = time.perf_counter()
    choice = choose_sites(gains, write, number, seconds)
    return Siting(
        chosen=np.array(choice.sites, dtype=np.intp),
        gains=np.array(choice.gains),
        before=before,
        after=before + sign * choice.gained,
        bound=before + sign * choice.bound,
        gap=choice.gap,
        optimal=choice.gap <= OPTIMAL_WITHIN,
        seconds=time.perf_counter() - begun,
    )
