"""Floating catchments: how much supply there is for each person within reach of it.

2SFCA (Luo & Wang 2003), E2SFCA (Luo & Qi 2009) and 3SFCA (Wan, Zou & Sternberg 2012). With the weight w of
a pair, D = Σ P w over the demand of a facility, R = S / D its ratio, and A = Σ R w over the facilities of a
demand point. So Σ P A = Σ R Σ P w = Σ R D = Σ S over the facilities with D > 0: whatever the weights, as long
as both steps use the same ones, all supply that anybody can reach is handed out and none twice.
"""

from dataclasses import dataclass

import numpy as np

from spatial.analysis import Numbers
from spatial.catchment.decay import Decay, alike, weigh
from spatial.catchment.reach import Flags, Indices, Pairs, Reach, check_amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Supply for each person by demand point and by facility, and why there is none; lists are of indices.

    `accessibility` (capacity for each person) is 0 for `out_of_reach`, NaN for `demand_unplaced` and for
    `undefined`: demand of which every facility has no ratio. It is a least value for `understated`: demand
    that reaches a facility of unknown capacity; one without a ratio adds nothing. `ratio` (capacity for each
    weighted person) is NaN for `unserving`, facilities of some capacity with nobody in their catchment, for
    `capacity_unknown` and for `facilities_unplaced`. `population_unknown` counts as nobody.
    `reachable_supply` is the capacity of all facilities with a ratio, and equals the sum of population times
    accessibility but for rounding.
    """

    accessibility: Numbers
    ratio: Numbers
    reachable_supply: float
    out_of_reach: Indices
    undefined: Indices
    understated: Indices
    demand_unplaced: Indices
    population_unknown: Indices
    unserving: Indices
    capacity_unknown: Indices
    facilities_unplaced: Indices


def share_supply(reach: Reach, population: Numbers, capacity: Numbers, decay: Decay = alike) -> Access:
    """2SFCA, or E2SFCA and its kin by the decay: supply for each person, in one pass over the pairs.

    `population` are the people who need it (those of the age served) by demand point, `capacity` is that of
    each facility; NaN is not known. A capacity of 0 has a ratio of 0, even where nobody is. Sums run in the
    order of facilities, so that blocks of any size give the same bits. Give demand and facilities up to the
    limit beyond the border too, or what lies near it is wrong. RefusedError for negative or infinite amounts
    or weights.
    """
    return Sharing(reach, population, capacity, decay).share()


def share_supply_by_choice(reach: Reach, population: Numbers, capacity: Numbers, decay: Decay) -> Access:
    """3SFCA: as `share_supply`, people choosing among facilities by weight, in two passes over the pairs.

    The chance of a choice G = w / Σ w over the facilities of the demand point enters both steps: their weight
    is G w. Every placed facility of the reach can be chosen, one of capacity 0 too, as in the paper; leave
    out those that are shut.
    """
    sharing = Sharing(reach, population, capacity, decay)
    choices = np.zeros(len(population))
    for pairs in reach.blocks():
        np.add.at(choices, pairs.demand, weigh(decay, pairs.cost))
    return sharing.share(choices)


class Sharing:
    """The supply of facilities being handed out, block by block."""

    def __init__(self, reach: Reach, population: Numbers, capacity: Numbers, decay: Decay) -> None:
        self.reach, self.decay = reach, decay
        self.population = check_amounts(population, len(reach.demand_placed), "population")
        self.capacity = check_amounts(capacity, len(reach.facilities_placed), "capacity")
        self.people = np.nan_to_num(self.population)
        self.accessibility = np.zeros(len(population))
        self.ratio = np.full(len(capacity), np.nan)
        self.served, self.reaching, self.understated = (np.zeros(len(population), bool) for _ in range(3))

    def share(self, choices: Numbers | None = None) -> Access:
        """Hand out all supply; `choices` is the sum of weights of each demand point, where people choose."""
        for pairs in self.reach.blocks():
            weights = weigh(self.decay, pairs.cost)
            if choices is not None:
                total = choices[pairs.demand]
                weights = np.divide(weights**2, total, out=np.zeros(len(weights)), where=total > 0)
            self.hand_out(pairs, weights)
        return self.tell()

    def hand_out(self, pairs: Pairs, weights: Numbers) -> None:
        """The ratios of a block's facilities, and what they add to their demand."""
        own = pairs.facility - pairs.first
        number = pairs.after - pairs.first
        wanting = np.bincount(own, weights * self.people[pairs.demand], minlength=number)
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            ratio = self.capacity[pairs.first : pairs.after] / wanting
        ratio[~np.isfinite(ratio)] = np.nan
        ratio[self.capacity[pairs.first : pairs.after] == 0] = 0
        self.ratio[pairs.first : pairs.after] = ratio
        np.add.at(self.accessibility, pairs.demand, weights * np.nan_to_num(ratio)[own])
        self.mark(pairs, weights > 0, ratio)

    def mark(self, pairs: Pairs, weighing: Flags, ratio: Numbers) -> None:
        """Who reaches something, something with a ratio, something of unknown capacity."""
        demand = pairs.demand if weighing.all() else pairs.demand[weighing]
        self.reaching[demand] = True
        if not np.isnan(ratio).any():
            self.served[demand] = True
            return
        facility = pairs.facility[weighing]
        self.served[demand[~np.isnan(ratio)[facility - pairs.first]]] = True
        self.understated[demand[np.isnan(self.capacity)[facility]]] = True

    def tell(self) -> Access:
        """What was handed out to whom, and why nothing was."""
        demand_placed, placed = self.reach.demand_placed, self.reach.facilities_placed
        undefined = self.reaching & ~self.served
        self.accessibility[undefined | ~demand_placed] = np.nan
        self.ratio[~placed] = np.nan
        rated = ~np.isnan(self.ratio)
        silent = np.isnan(self.capacity)
        return Access(
            accessibility=self.accessibility,
            ratio=self.ratio,
            reachable_supply=float(self.capacity[rated].sum()),
            out_of_reach=np.flatnonzero(demand_placed & ~self.reaching),
            undefined=np.flatnonzero(undefined),
            understated=np.flatnonzero(self.understated & self.served),
            demand_unplaced=np.flatnonzero(~demand_placed),
            population_unknown=np.flatnonzero(np.isnan(self.population)),
            unserving=np.flatnonzero(placed & ~rated & ~silent),
            capacity_unknown=np.flatnonzero(placed & silent),
            facilities_unplaced=np.flatnonzero(~placed),
        )
