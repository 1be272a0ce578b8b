"""Commuters with the way each goes: as told with their counts, else as it runs between their zones."""

from dataclasses import dataclass

import numpy as np

from spatial.analysis import Codes, Numbers
from spatial.commute.basis import Trips
from spatial.commute.ways import Ways, Zones


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Commuters (n) who live and work in zones: how many each row stands for, and their ways.

    `minutes` and `kilometres` are inf where there is no way and NaN where it is not known; `homes` and `jobs`
    (n, 2) are the points of their zones in metres. `left_out` live or work elsewhere, or unknown where.
    """

    origin: Codes
    weights: Numbers
    minutes: Numbers
    kilometres: Numbers
    homes: Numbers
    jobs: Numbers
    left_out: float


def place(trips: Trips, ways: Ways, zones: Zones) -> Placed:
    """The commuters of the trips that begin and end in zones."""
    within = trips.flows.within
    origin, destination = trips.flows.origin[within], trips.flows.destination[within]

    def prefer(told: Numbers, measured: Numbers) -> Numbers:
        return np.where(np.isnan(told[within]), measured[origin, destination], told[within])

    points = np.column_stack([zones.x, zones.y])
    return Placed(
        origin=origin,
        weights=trips.flows.count[within],
        minutes=prefer(trips.minutes, ways.minutes),
        kilometres=prefer(trips.kilometres, ways.kilometres),
        homes=points[origin],
        jobs=points[destination],
        left_out=float(trips.flows.count[~within].sum()),
    )
