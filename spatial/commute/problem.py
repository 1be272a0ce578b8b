"""Who commutes between zones that have ways to each other: what the models of commuting are asked about."""

from dataclasses import dataclass

import numpy as np

from spatial.analysis import Numbers
from spatial.commute.basis import Trips
from spatial.commute.flows import Flows
from spatial.commute.margins import Indexes
from spatial.commute.ways import Ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Flows among the zones that have ways, in the numbering of `zones` (k of all), with their ways.

    `outside` commuters live or work outside the zones or unknown where, `wayless` are of zones without a way.
    """

    zones: Indexes
    flows: Flows
    kilometres: Numbers
    minutes: Numbers
    outside: float
    wayless: float

    @property
    def commuters(self) -> float:
        """How many there are."""
        return float(self.flows.count.sum())

    @property
    def left_out(self) -> float:
        """How many are not in the problem."""
        return self.outside + self.wayless

    def homes(self) -> Numbers:
        """Commuters by the zone they live in."""
        return self.flows.leave(len(self.zones))

    def jobs(self) -> Numbers:
        """Commuters by the zone they work in."""
        return self.flows.arrive(len(self.zones))

    def matrix(self) -> Numbers:
        """The flows as a matrix."""
        told = np.zeros((len(self.zones),) * 2)
        np.add.at(told, (self.flows.origin, self.flows.destination), self.flows.count)
        return told


def pose(trips: Trips, ways: Ways) -> Problem:
    """The problem of these trips: flows between zones of which one has no way to the other are left out."""
    inner = trips.flows.inside()
    placed = np.array(~np.isnan(ways.minutes).all(axis=1))
    number = np.full(len(placed), -1)
    number[placed] = np.arange(placed.sum())
    origin, destination = number[inner.origin], number[inner.destination]
    going = (origin >= 0) & (destination >= 0)
    going[going] = np.isfinite(ways.minutes[inner.origin[going], inner.destination[going]])
    zones = np.flatnonzero(placed)
    square = np.ix_(zones, zones)
    return Problem(
        zones=zones,
        flows=Flows(
            origin=origin[going].astype(np.int32),
            destination=destination[going].astype(np.int32),
            count=inner.count[going],
        ),
        kilometres=ways.kilometres[square],
        minutes=ways.minutes[square],
        outside=float(trips.flows.count.sum() - inner.count.sum()),
        wayless=float(inner.count[~going].sum()),
    )
