"""The doubly constrained gravity model of commuting (Wilson 1967, 1971), and its calibration (Hyman 1969)."""

from dataclasses import dataclass

import numpy as np

from spatial.analysis import Numbers
from spatial.commute.balancing import balance
from spatial.commute.deterrence import Deterrence, resist
from spatial.commute.margins import ALIKE, Margins, Totals, match
from spatial.errors import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Gravity:
    """A model of flows: T_ij = A_i O_i B_j D_j f(c_ij), with exp(-beta c) or c^-beta for f.

    `flows` (n x m) has the zones given, in the unit of the origins. `mean` is their mean cost, `factor` what
    the destinations were multiplied by to match the origins, `off` the most that any zone's total is off as a
    share of it, `passes` how many passes (one row and one column scaling over the matrix) it took.
    """

    deterrence: Deterrence
    beta: float
    flows: Numbers
    mean: float
    factor: float
    off: float
    passes: float


def calibrate(
    origins: Numbers,
    destinations: Numbers,
    cost: Numbers,
    observed: float,
    deterrence: Deterrence = Deterrence.EXPONENTIAL,
    totals: Totals = Totals.REFUSE,
) -> Gravity:
    """The model whose mean is that observed: of the costs, under the power of their logarithms.

    That is `Flows.mean_cost(resist(cost, deterrence))` of the flows observed, and its beta the likeliest
    (Poisson). Zones meet their totals within 1e-6 of them and the mean is met within 1e-6 of it, that of the
    logarithms within 1e-6. RefusedError for what `match` and `resist` refuse, a mean beyond the cheapest and
    the dearest way, ways that all cost the same, and totals or a mean that cannot be met.
    """
    margins, resistance = prepare(origins, destinations, cost, deterrence, totals)
    ways = resistance[np.isfinite(resistance)]
    if not ways.size or ways.min() == ways.max():
        raise RefusedError("All ways cost the same, which tells nothing of beta; give costs that differ.")
    if not ways.min() < observed < ways.max():
        raise RefusedError(
            f"The mean observed is {observed:g} and the ways are of {ways.min():g} to {ways.max():g}; "
            "give the mean of the same costs, or of their logarithms for the power."
        )
    guess = 1 / float(observed - ways.min()) if deterrence is Deterrence.EXPONENTIAL else 1.0
    return solve(margins, resistance, deterrence, guess, observed)


def distribute(
    origins: Numbers,
    destinations: Numbers,
    cost: Numbers,
    beta: float,
    deterrence: Deterrence = Deterrence.EXPONENTIAL,
    totals: Totals = Totals.REFUSE,
) -> Gravity:
    """The model at a beta that is known, as for homes or jobs that are yet to be.

    RefusedError for what `match` and `resist` refuse, a beta that is not finite, and totals no plan meets.
    """
    if not np.isfinite(beta):
        raise RefusedError(f"Beta is {beta}; give a number, such as one calibrated.")
    margins, resistance = prepare(origins, destinations, cost, deterrence, totals)
    return solve(margins, resistance, deterrence, beta, None)


def prepare(
    origins: Numbers, destinations: Numbers, cost: Numbers, deterrence: Deterrence, totals: Totals
) -> tuple[Margins, Numbers]:
    """The problem without empty zones and what beta multiplies in it."""
    margins = match(origins, destinations, cost, totals)
    resistance = resist(margins.cost, deterrence)
    if np.isinf(resistance).any():
        refuse_apart(margins)
    return margins, resistance


def refuse_apart(margins: Margins) -> None:
    """RefusedError where zones between which and all others there is no way have unequal homes and jobs."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    row, column = np.nonzero(np.isfinite(margins.cost))
    rows, columns = margins.cost.shape
    graph = coo_array((np.ones(len(row), bool), (row, column + rows)), shape=(rows + columns,) * 2)
    parts, part = connected_components(graph, directed=False)
    homes = np.bincount(part[:rows], weights=margins.origins, minlength=parts)
    jobs = np.bincount(part[rows:], weights=margins.destinations, minlength=parts)
    apart = np.abs(homes - jobs) > ALIKE * margins.commuters
    if apart.any():
        which = int(apart.argmax())
        at = np.append(margins.rows, margins.columns)[int((part == which).argmax())]
        raise RefusedError(
            f"The zones that zone {at} has ways to hold {homes[which]:g} commuters and {jobs[which]:g} jobs, "
            "and no way leads out of them; give the costs of more pairs or leave those zones out."
        )


def solve(
    margins: Margins, resistance: Numbers, deterrence: Deterrence, beta: float, observed: float | None
) -> Gravity:
    """The model of a problem that was prepared."""
    blocked = np.isinf(resistance)
    exponential = deterrence is Deterrence.EXPONENTIAL
    found = balance(
        margins.origins / margins.commuters,
        margins.destinations / margins.commuters,
        resistance,
        observed,
        observed if observed is not None and exponential else 1.0,
        beta,
    )
    powers = found.row[:, None] + found.column - found.beta * np.where(blocked, 0, resistance)
    powers[blocked] = -np.inf
    flows = np.exp(powers) * margins.commuters
    return Gravity(
        deterrence=deterrence,
        beta=found.beta,
        flows=margins.lay_out(flows),
        mean=float((flows * np.where(blocked, 0, margins.cost)).sum() / margins.commuters),
        factor=margins.factor,
        off=found.off,
        passes=found.passes,
    )
