"""Doubly constrained flows balanced, and their beta found with them, in few passes over a great matrix.

Furness's scaling alone takes tens to hundreds of passes for each beta tried, since what is amiss between
far parts of a city moves in a pass only as far as people commute. So each pass is followed by an exact
solution for groups of zones (iterative aggregation and disaggregation), which moves beta and the factors of
whole groups, by Furness's scaling of what that leaves, and by an extrapolation from the passes before
(Anderson 1965). Factors are held as logarithms, so that no beta is too great.
"""

from dataclasses import dataclass, field

import numpy as np

from spatial.analysis import Numbers
from spatial.commute.grouping import Groups
from spatial.commute.settling import Few, Settled, settle
from spatial.commute.sweeping import Sweep, Swept
from spatial.errors import RefusedError

TOLERANCE = 1e-6
MOST_PASSES, MOST_GROUPS, KEPT = 200, 200, 12
SHARPER, ASTRAY, TINY = 1e-3, 3.0, 1e-300


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Flows exp(row_i + column_j - beta r_ij) of commuters that add up to 1.

    `passes` is how many times the whole matrix was gone over, by rows and by columns; what was done by groups
    counts by how many cells it has. `off` is the most any zone's total is off, as a share of it.
    """

    beta: float
    row: Numbers
    column: Numbers
    passes: float
    off: float


@dataclass(slots=True)
class Trail:
    """Where the last passes stood and the step each led to, for the next to be guessed from."""

    weights: Numbers
    points: list[Numbers] = field(default_factory=list)
    steps: list[Numbers] = field(default_factory=list)

    def extend(self, point: Numbers, step: Numbers) -> Numbers:
        """The next point: where the steps so far would lead, combined so that they cancel."""
        self.points, self.steps = [*self.points[1 - KEPT :], point], [*self.steps[1 - KEPT :], step]
        if len(self.points) < 2:
            return point + step
        moved, changed = np.diff(self.points, axis=0).T, np.diff(self.steps, axis=0).T
        shares = np.linalg.lstsq(changed * self.weights[:, None], step * self.weights, rcond=1e-10)[0]
        return point + step - (moved + changed) @ shares

    def forget(self) -> None:
        """Drop what led astray."""
        self.points, self.steps = [], []


def balance(
    origins: Numbers,
    destinations: Numbers,
    resistance: Numbers,
    mean: float | None,
    scale: float,
    beta: float,
) -> Balance:
    """The balanced flows at the beta that gives the mean resistance; at that given where there is no mean.

    Every origin and destination is above 0, each side adds up to 1, and infinite is “no way”. Done when each
    destination's total is met within 1e-6 of it and the mean within 1e-6 of `scale`; origins are met exactly.
    RefusedError where 200 passes do not lead there.
    """
    sweep = Sweep.of(origins, destinations, resistance, MOST_GROUPS)
    mean = None if mean is None else (mean - sweep.least) / sweep.span
    scale /= sweep.span
    trail = Trail(np.append(np.sqrt(sweep.destinations), scale))
    at = np.append(np.log(sweep.destinations), beta * sweep.span)
    passes, before = 0.0, np.inf
    while passes < MOST_PASSES:
        swept = sweep.go_over(at[:-1], at[-1])
        passes += 1
        off = float(np.abs(swept.reached / sweep.destinations - 1).max())
        amiss = off if mean is None else max(off, abs(swept.ways.sum() - mean) / scale)
        if amiss < TOLERANCE:
            beta = float(at[-1]) / sweep.span
            return Balance(
                beta=beta,
                row=restore(swept.row, sweep.rows) + beta * sweep.least,
                column=restore(at[:-1], sweep.columns),
                passes=passes,
                off=off,
            )
        if not amiss < ASTRAY * before:
            trail.forget()
        before = amiss
        settled = settle_groups(sweep, swept, mean, scale, amiss)
        passes += settled.made * swept.flows.size / resistance.size
        own = scale_within(sweep, swept.foresee(settled.factor, settled.beta))
        at = trail.extend(at, np.append(own + settled.factor[sweep.columns.group], settled.beta))
    raise RefusedError(
        f"After {MOST_PASSES} passes the totals or the mean are still off by {before:.1g} of what they "
        "should be; see whether some zones reach too few jobs, or the mean is one that no plan can have."
    )


def settle_groups(sweep: Sweep, swept: Swept, mean: float | None, scale: float, amiss: float) -> Settled:
    """What sets the groups right; where each zone is its own group that is the whole answer."""
    flows = swept.flows
    resistance, squares = (
        np.divide(sums, flows, out=np.zeros_like(flows), where=flows > 0)
        for sums in (swept.ways, swept.squares)
    )
    few = Few(
        origins=sweep.rows.add_up(sweep.origins),
        destinations=sweep.columns.add_up(sweep.destinations),
        flows=flows,
        resistance=resistance,
        spread=np.maximum(squares - resistance**2, 0),
        mean=mean,
    )
    whole = flows.shape == sweep.resistance.shape
    return settle(few, TOLERANCE / 10 if whole else min(amiss, 1.0) * SHARPER, scale)


def scale_within(sweep: Sweep, foreseen: Numbers) -> Numbers:
    """The logarithms of Furness's factors for what columns will reach, each group's whole being right."""
    wanted = sweep.destinations / np.maximum(foreseen, TINY)
    groups = sweep.columns
    whole = groups.add_up(sweep.destinations) / np.maximum(groups.add_up(foreseen), TINY)
    return np.log(wanted / whole[groups.group])


def restore(values: Numbers, groups: Groups) -> Numbers:
    """The values in the zones' own order."""
    restored = np.empty_like(values)
    restored[groups.order] = values
    return restored
