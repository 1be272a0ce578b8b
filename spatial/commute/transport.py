"""The cheapest and the dearest way to give everyone a job (the transport problem), by network simplex."""

import warnings

import numpy as np

from spatial.analysis import Numbers
from spatial.commute.margins import Margins
from spatial.errors import RefusedError

ITERATIONS = 100_000_000
LEAST = 1e-9


def find_least(margins: Margins) -> float:
    """The least mean cost at which all commuters can be given the jobs there are.

    RefusedError where pairs without a way leave some without any job.
    """
    return assign(margins, margins.cost)


def find_most(margins: Margins) -> float:
    """The greatest mean cost of such an assignment, as the least of what remains to the dearest pair.

    RefusedError as for the least.
    """
    top = highest(margins.cost)
    remaining = top - margins.cost
    np.copyto(remaining, np.inf, where=np.isinf(margins.cost))
    return top - assign(margins, remaining)


def highest(cost: Numbers) -> float:
    """The dearest of the pairs that have a way. RefusedError where none has."""
    finite = np.isfinite(cost)
    if not finite.any():
        raise RefusedError("No job can be reached from any home; give the costs of some pairs.")
    return float(cost.max(where=finite, initial=0))


def assign(margins: Margins, cost: Numbers) -> float:
    """The least mean of a cost over the assignments; a pair with infinite cost is used by none."""
    import ot

    blocked = np.isinf(cost)
    barred = bool(blocked.any())
    if barred:
        # What one commuter moved off a barred pair can cost at most, as a chain through every zone.
        bar = (sum(cost.shape) + 1) * max(highest(cost), 1.0)
        cost = np.where(blocked, bar, cost)
    with warnings.catch_warnings():  # it tells the same in its log
        warnings.simplefilter("ignore")
        plan, log = ot.emd(margins.origins, margins.destinations, cost, numItermax=ITERATIONS, log=True)
    if log["warning"] is not None:
        raise RefusedError(f"The commuters could not be assigned: {log['warning']} Check homes and jobs.")
    if barred:
        lost = float(plan.sum(where=blocked))
        if lost > LEAST * margins.commuters:
            raise RefusedError(
                f"At least {lost:g} commuters have no way to any job that is left for them; give the costs "
                "of more pairs or leave those zones out."
            )
        return float((plan * np.where(blocked, 0, cost)).sum() / margins.commuters)
    return float(log["cost"] / margins.commuters)
