"""How much of commuting the layout of homes and jobs asks for, and how much is chosen beyond it.

Hamilton 1982; White 1988; Horner 2002; Ma & Banister 2006; Murphy & Killen 2011.
"""

from dataclasses import dataclass

import numpy as np

from spatial.analysis import Numbers
from spatial.commute.margins import Margins, Totals, match
from spatial.commute.transport import find_least, find_most
from spatial.errors import RefusedError

SLACK = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """Mean costs of a commuter, in the costs' unit, and shares of them; NaN where nothing divides them.

    `random` is NaN where some pair has no way; `factor` is what the jobs were multiplied by to match.
    """

    commuters: float
    observed: float
    least: float
    most: float
    random: float
    factor: float

    @property
    def excess(self) -> float:
        """EC: the share of the observed beyond the least (White 1988)."""
        return share(self.observed - self.least, self.observed)

    @property
    def capacity_used(self) -> float:
        """Cu: how far from the least to the greatest the observed lies (Horner 2002)."""
        return share(self.observed - self.least, self.most - self.least)

    @property
    def normalised(self) -> float:
        """NEC: the share of the random commute that is saved (Murphy & Killen 2011)."""
        return share(self.random - self.observed, self.random)

    @property
    def effort(self) -> float:
        """How far from the random to the least the observed lies (Murphy & Killen 2011)."""
        return share(self.random - self.observed, self.random - self.least)


def measure_excess(
    origins: Numbers,
    destinations: Numbers,
    cost: Numbers,
    observed: float,
    totals: Totals = Totals.REFUSE,
) -> Excess:
    """The excess of commuters by home (n) and by job (m), at costs (n x m) and the mean cost observed.

    RefusedError for what `match` refuses, jobs that cannot be reached, and an observed mean that is not
    finite or that these homes and jobs do not allow.
    """
    margins = match(origins, destinations, cost, totals)
    least, most = find_least(margins), find_most(margins)
    if not least - SLACK * most <= observed <= most * (1 + SLACK):
        raise RefusedError(
            f"The mean cost observed is {observed:g}, and these homes and jobs allow {least:g} to {most:g}; "
            "give the commuters' own homes and jobs, and costs in one unit."
        )
    return Excess(
        commuters=margins.commuters,
        observed=observed,
        least=least,
        most=most,
        random=mean_at_random(margins),
        factor=margins.factor,
    )


def mean_at_random(margins: Margins) -> float:
    """The mean cost were everyone's job drawn from all: sum O_i D_j c_ij / W2; NaN where some have no way."""
    mean = float(margins.origins @ (margins.cost @ margins.destinations)) / margins.commuters**2
    return mean if np.isfinite(mean) else np.nan


def share(part: float, whole: float) -> float:
    """The one over the other, NaN where that is nothing."""
    return part / whole if whole > 0 else np.nan
