"""Reach by a matrix of costs that is already there, such as travel times between zones."""

from collections.abc import Iterator

import numpy as np

from spatial.analysis import Numbers
from spatial.catchment.reach import PAIRS_OF_A_BLOCK, Flags, Pairs, check_limit
from spatial.errors import RefusedError


class CostMatrix:
    """Demand (rows) within `limit` of facilities (columns); infinity is what cannot be reached.

    A row or column of NaN alone is a point without a place. RefusedError for any other NaN, for a cost below
    0, and for a limit that is not above 0.
    """

    def __init__(self, cost: Numbers, limit: float = np.inf, pairs: int = PAIRS_OF_A_BLOCK) -> None:
        if cost.ndim != 2:
            raise RefusedError("Costs are a table of demand by facilities; give an array of two dimensions.")
        if limit != np.inf:
            check_limit(limit)
        unknown: Flags = np.isnan(cost)
        self.limit = limit
        self.demand_placed: Flags = np.array(~unknown.all(axis=1) | (unknown.shape[1] == 0))
        self.facilities_placed: Flags = np.array(~unknown.all(axis=0) | (len(unknown) == 0))
        unknown &= self.demand_placed[:, None] & self.facilities_placed
        bad = unknown | (cost < 0)
        if bad.any():
            row, column = np.argwhere(bad)[0]
            raise RefusedError(
                f"The cost from demand {row} to facility {column} is {cost[row, column]:g}; give 0 or more, "
                "and infinity for what cannot be reached."
            )
        self._cost, self._pairs = cost, pairs

    def blocks(self) -> Iterator[Pairs]:
        """The pairs, in blocks of facilities whose whole columns are about the number asked for."""
        number, facilities = self._cost.shape
        step = max(1, self._pairs // max(number, 1))
        for first in range(0, facilities, step):
            cost = self._cost[:, first : first + step].T
            own, demand = np.nonzero((cost <= self.limit) & np.isfinite(cost))
            yield Pairs(
                first=first,
                after=first + len(cost),
                facility=own + first,
                demand=demand,
                cost=cost[own, demand].astype(np.float64),
            )
