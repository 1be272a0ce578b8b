"""Homes and jobs as the two sides of one problem: what they must be before one is assigned to the other."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from spatial.analysis import Numbers
from spatial.commute.costs import check_costs
from spatial.errors import RefusedError
from spatial.text import Text

ALIKE = 1e-9
Indexes = npt.NDArray[np.int64]


class Totals(StrEnum):
    """What is done where there are not as many jobs as commuters."""

    REFUSE = "refuse"
    RESCALE = "rescale"


TOTALS = {
    Totals.REFUSE: Text("不相等则拒绝", "Refuse them where they differ"),
    Totals.RESCALE: Text("按居住总量缩放就业", "Rescale the jobs to the commuters"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Commuters by home and by job, of one total, above 0 each, with the cost of every pair (inf: no way).

    `rows` and `columns` are the zones kept of those given, `shape` how many were given, `factor` what the
    jobs were multiplied by.
    """

    origins: Numbers
    destinations: Numbers
    cost: Numbers
    rows: Indexes
    columns: Indexes
    shape: tuple[int, ...]
    factor: float

    @property
    def commuters(self) -> float:
        """How many there are."""
        return float(self.origins.sum())

    def lay_out(self, flows: Numbers) -> Numbers:
        """Flows between the zones kept, between all that were given."""
        if flows.shape == self.shape:
            return flows
        whole = np.zeros(self.shape)
        whole[np.ix_(self.rows, self.columns)] = flows
        return whole


def match(origins: Numbers, destinations: Numbers, cost: Numbers, totals: Totals = Totals.REFUSE) -> Margins:
    """The problem of homes (n), jobs (m) and costs (n x m), zones with nothing left out.

    RefusedError for unlike shapes, numbers that are NaN, negative or infinite, costs that are NaN or
    negative, nobody at all, and totals that differ by more than 1e-9 unless they may be rescaled.
    """
    check_costs(cost)
    if cost.shape != (len(origins), len(destinations)):
        raise RefusedError(
            f"The costs are {cost.shape[0]} x {cost.shape[1]} for {len(origins)} zones of homes and "
            f"{len(destinations)} of jobs; give a row for each of the first, a column for the others."
        )
    for name, side in (("homes", origins), ("jobs", destinations)):
        bad = ~(np.isfinite(side) & (side >= 0))
        if bad.any():
            at = int(bad.argmax())
            raise RefusedError(f"The {name} of zone {at} are {side[at]}; give a count from 0.")
        if not side.sum() > 0:
            raise RefusedError(f"There are no {name} in any zone; give the commuters by home and by job.")
    homes, jobs = float(origins.sum()), float(destinations.sum())
    if totals is Totals.REFUSE and abs(homes - jobs) > ALIKE * homes:
        raise RefusedError(
            f"There are {homes:g} commuters by home and {jobs:g} by job; leave out who lives or works "
            "outside the zones, or choose to rescale the jobs."
        )
    rows, columns = np.flatnonzero(origins), np.flatnonzero(destinations)
    whole = len(rows) == len(origins) and len(columns) == len(destinations)
    return Margins(
        origins=origins[rows],
        destinations=destinations[columns] * (homes / jobs),
        cost=cost if whole else cost[np.ix_(rows, columns)],
        rows=rows,
        columns=columns,
        shape=cost.shape,
        factor=homes / jobs if totals is Totals.RESCALE else 1.0,
    )
