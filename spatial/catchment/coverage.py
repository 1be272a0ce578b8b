"""The 15-minute life circle (生活圈): who has each kind of facility within the walk, and who all."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from spatial.analysis import Numbers
from spatial.catchment.reach import Flags, Reach, check_amounts
from spatial.errors import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What of the demand is within the walk of a kind: `share` is covered / (covered + uncovered).

    `unknown` is demand without a place; `points_unknown` counts the points that do not tell how much demand
    they hold. `share` is NaN of no demand. `uncertain` says that some facility has no place, so that more may
    be covered; `facilities` are those with one.
    """

    covered: float
    uncovered: float
    unknown: float
    points_unknown: int
    share: float
    facilities: int
    uncertain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The service of each kind and of all together, and how many kinds each point has (-1: no place)."""

    kinds: dict[str, Service]
    together: Service
    number_of_kinds: Numbers


def find_covered(reach: Reach) -> Flags:
    """Which demand points have any facility within the reach's limit."""
    covered = np.zeros(len(reach.demand_placed), bool)
    for pairs in reach.blocks():
        covered[pairs.demand] = True
    return covered


def measure_coverage(
    reaches: Mapping[str, Reach], demand: Numbers, demand_of: Mapping[str, Numbers] | None = None
) -> Coverage:
    """What of the demand has each kind of facility within its reach's limit, and what has all kinds.

    `reaches` are by kind, each with the limit of its circle and over the same demand points; `demand` are
    the people of each point, `demand_of` those of a kind's own age where they differ. A point has a place
    only if every reach places it. RefusedError for no kind, for reaches of unlike demand and for amounts
    that cannot be.
    """
    if not reaches:
        raise RefusedError("No kind of facility is given to look for; give one at least.")
    placed = np.ones(len(demand), bool)
    for kind, reach in reaches.items():
        if len(reach.demand_placed) != len(demand):
            raise RefusedError(f"The reach of “{kind}” is over other demand; give all over the same points.")
        placed &= reach.demand_placed
    number = np.zeros(len(demand))
    kinds = {}
    for kind, reach in reaches.items():
        covered = find_covered(reach)
        number += covered
        own = (demand_of or {}).get(kind, demand)
        kinds[kind] = add_up(covered, reach.demand_placed, own, [reach])
    together = add_up(number == len(reaches), placed, demand, list(reaches.values()))
    return Coverage(kinds=kinds, together=together, number_of_kinds=np.where(placed, number, -1))


def add_up(covered: Flags, placed: Flags, demand: Numbers, reaches: list[Reach]) -> Service:
    """The demand covered and not, of the points with a place."""
    told = check_amounts(demand, len(placed), "demand")
    known = np.nan_to_num(told)
    within, without = float(known[covered & placed].sum()), float(known[~covered & placed].sum())
    return Service(
        covered=within,
        uncovered=without,
        unknown=float(known[~placed].sum()),
        points_unknown=int(np.isnan(told).sum()),
        share=within / (within + without) if within + without else np.nan,
        facilities=sum(int(reach.facilities_placed.sum()) for reach in reaches),
        uncertain=any(not reach.facilities_placed.all() for reach in reaches),
    )
