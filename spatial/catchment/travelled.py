"""Reach by whatever tells the costs of travel from facilities, such as the times of a street graph."""

from collections.abc import Callable, Iterator

import numpy as np

from spatial.analysis import Numbers
from spatial.catchment.reach import Flags, Indices, Pairs, check_limit
from spatial.errors import RefusedError

FACILITIES_OF_A_BLOCK = 64

CostsFrom = Callable[[Indices], tuple[Indices, Indices, Numbers]]
"""For the indices of some facilities: those of a facility and of demand, and the cost, for each pair."""


class Travelled:
    """Demand within `limit` of facilities, by the costs a callable tells for each block of placed facilities.

    What it tells beyond the limit is left out. RefusedError for pairs told twice, of a facility that was not
    asked for or demand that is not there, and for a cost below 0 or NaN.
    """

    def __init__(
        self,
        costs_from: CostsFrom,
        limit: float,
        demand_placed: Flags,
        facilities_placed: Flags,
        facilities_of_a_block: int = FACILITIES_OF_A_BLOCK,
    ) -> None:
        check_limit(limit)
        self.limit, self.demand_placed, self.facilities_placed = limit, demand_placed, facilities_placed
        self._costs_from, self._step = costs_from, facilities_of_a_block

    def blocks(self) -> Iterator[Pairs]:
        """The pairs, by blocks of so many facilities."""
        for first in range(0, len(self.facilities_placed), self._step):
            after = min(first + self._step, len(self.facilities_placed))
            asked = first + np.flatnonzero(self.facilities_placed[first:after])
            facility, demand, cost = self._costs_from(asked)
            self._check(asked, facility, demand, cost)
            near = np.flatnonzero((cost <= self.limit) & self.demand_placed[demand])
            near = near[np.lexsort((demand[near], facility[near]))]
            facility, demand = facility[near].astype(np.intp), demand[near].astype(np.intp)
            twice = (np.diff(facility) == 0) & (np.diff(demand) == 0)
            if twice.any():
                at = int(np.argmax(twice))
                raise RefusedError(
                    f"The cost from facility {facility[at]} to demand {demand[at]} is told twice; "
                    "tell it once."
                )
            yield Pairs(
                first=first,
                after=after,
                facility=facility,
                demand=demand,
                cost=cost[near].astype(np.float64),
            )

    def _check(self, asked: Indices, facility: Indices, demand: Indices, cost: Numbers) -> None:
        """RefusedError for pairs that cannot be."""
        if not len(facility) == len(demand) == len(cost):
            raise RefusedError("Facility, demand and cost of pairs differ in number; tell all three of each.")
        if not len(cost):
            return
        if not np.isin(facility, asked).all():
            raise RefusedError("A cost is told of a facility that was not asked for; tell those asked for.")
        if demand.min() < 0 or demand.max() >= len(self.demand_placed):
            raise RefusedError(
                f"A cost is told of demand that is not there; there are {len(self.demand_placed)} points."
            )
        bad = np.isnan(cost) | (cost < 0)
        if bad.any():
            at = int(np.argmax(bad))
            raise RefusedError(
                f"The cost from facility {facility[at]} to demand {demand[at]} is {cost[at]:g}; tell 0 or "
                "more, and nothing of what cannot be reached."
            )
