"""Homes and facilities written by hand, as analyses of access are asked about them."""

from typing import Any

import numpy as np

from spatial.catchment.demand import DemandAsked, Dwellings
from spatial.catchment.reaching import SupplyAsked
from spatial.points import Points
from tests.columns import codes

Spot = tuple[float, float, int, float]
"""Kilometres east and north, the zone, and for how many it counts."""


def live(*spots: Spot) -> DemandAsked:
    """Dwellings."""
    points = lay(*spots)
    homes = Dwellings(zone=points.zone, x=points.x, y=points.y, count=points.count)
    return DemandAsked(dwellings=homes, people=None, others=None)


def offer(*spots: Spot, kinds: tuple[int, ...] = (), **asked: Any) -> SupplyAsked:
    """Facilities with their capacities."""
    return SupplyAsked(supply=lay(*spots, kinds=kinds), **asked)


def lay(*spots: Spot, kinds: tuple[int, ...] = ()) -> Points:
    """Points of these kinds, of none where none is given."""
    x, y, zone, count = np.array(spots, dtype=float).reshape(-1, 4).T
    return Points(
        zone=zone.astype(np.int32),
        x=x * 1000,
        y=y * 1000,
        count=count,
        kind=codes(*(kinds or [-1] * len(spots))),
    )
