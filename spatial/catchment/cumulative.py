"""Cumulative opportunities: how much lies within reach, and how far the nearest of it is (Ingram 1971)."""

from dataclasses import dataclass

import numpy as np

from spatial.analysis import Numbers
from spatial.catchment.reach import Indices, Reach, check_amounts

NONE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunities:
    """What each demand point reaches within the limit; NaN where it has no place.

    `total` is the sum of the known opportunities, `unknown` how many facilities in reach do not tell theirs.
    `nearest` is the facility of least cost (the first of several, -1 for none) and `nearest_cost` that cost,
    NaN for none: whatever the opportunities there.
    """

    total: Numbers
    unknown: Indices
    nearest: Indices
    nearest_cost: Numbers


def count_opportunities(reach: Reach, opportunities: Numbers) -> Opportunities:
    """A = Σ O over the facilities within the limit, for each demand point, in one pass over the pairs.

    `opportunities` are the amounts at each facility (1 each to count facilities); NaN is not known.
    RefusedError for negative or infinite ones.
    """
    opportunities = check_amounts(opportunities, len(reach.facilities_placed), "opportunities")
    known, silent = np.nan_to_num(opportunities), np.isnan(opportunities)
    number = len(reach.demand_placed)
    total, least = np.zeros(number), np.full(number, np.inf)
    unknown, nearest = np.zeros(number, np.intp), np.full(number, NONE, np.intp)
    for pairs in reach.blocks():
        np.add.at(total, pairs.demand, known[pairs.facility])
        if silent[pairs.first : pairs.after].any():
            np.add.at(unknown, pairs.demand, silent[pairs.facility])
        before = least[pairs.demand]
        np.minimum.at(least, pairs.demand, pairs.cost)
        after = least[pairs.demand]
        nearer = np.flatnonzero((after < before) & (pairs.cost == after))[::-1]
        nearest[pairs.demand[nearer]] = pairs.facility[nearer]
    total[~reach.demand_placed] = np.nan
    least[~np.isfinite(least)] = np.nan
    return Opportunities(total=total, unknown=unknown, nearest=nearest, nearest_cost=least)
