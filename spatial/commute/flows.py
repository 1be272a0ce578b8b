"""Commuters counted from zone to zone, and what is read straight off them."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from spatial.analysis import Codes, Numbers
from spatial.errors import RefusedError

OUTSIDE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """How many commute from the zone they live in to that they work in; a pair told twice adds up.

    `origin` and `destination` are zones from 0, or -1 outside every zone. RefusedError for arrays of unlike
    lengths, a code below -1, and a count that is negative or not a finite number.
    """

    origin: Codes
    destination: Codes
    count: Numbers

    def __post_init__(self) -> None:
        if not len(self.origin) == len(self.destination) == len(self.count):
            raise RefusedError(
                "Origins, destinations and counts are of unlike lengths; give one of each for every flow."
            )
        bad = ~(np.isfinite(self.count) & (self.count >= 0))
        if bad.any():
            at = int(bad.argmax())
            raise RefusedError(
                f"The flow in row {at} counts {self.count[at]}; give a number of commuters from 0."
            )
        if len(self.count) and min(self.origin.min(), self.destination.min()) < OUTSIDE:
            raise RefusedError("A zone's code is below -1; number zones from 0 and give -1 outside them all.")

    @classmethod
    def of(cls, matrix: Any) -> Self:
        """The flows of a matrix of zones by zones, dense or sparse (scipy)."""
        cells = matrix.tocoo() if hasattr(matrix, "tocoo") else None
        origin, destination = np.nonzero(matrix) if cells is None else (cells.row, cells.col)
        count = np.asarray(matrix)[origin, destination] if cells is None else cells.data
        return cls(
            origin=origin.astype(np.int32),
            destination=destination.astype(np.int32),
            count=count.astype(float),
        )

    @property
    def within(self) -> npt.NDArray[np.bool_]:
        """Which flows both begin and end in a zone."""
        return (self.origin != OUTSIDE) & (self.destination != OUTSIDE)

    @property
    def staying(self) -> npt.NDArray[np.bool_]:
        """Which flows end in the zone they begin in."""
        return (self.origin == self.destination) & self.within

    def gather(self) -> Self:
        """The same with each pair told once, sorted by origin, then destination."""
        pairs = np.column_stack([self.origin, self.destination])
        kept, which = np.unique(pairs, axis=0, return_inverse=True)
        count = np.bincount(which.ravel(), self.count, minlength=len(kept)).astype(float)
        return type(self)(origin=kept[:, 0], destination=kept[:, 1], count=count)

    def inside(self) -> Self:
        """The flows that both begin and end in a zone; what else there was is `external`."""
        kept = self.within
        return type(self)(
            origin=self.origin[kept], destination=self.destination[kept], count=self.count[kept]
        )

    @property
    def external(self) -> float:
        """How many commuters live or work outside every zone."""
        return float(self.count[~self.within].sum())

    def leave(self, zones: int) -> Numbers:
        """How many commuters live in each zone, wherever they work."""
        return add_up(self.origin, self.count, zones)

    def arrive(self, zones: int) -> Numbers:
        """How many commuters work in each zone, wherever they live."""
        return add_up(self.destination, self.count, zones)

    def stay(self, zones: int) -> Numbers:
        """How many commuters work in the zone they live in."""
        own = self.origin == self.destination
        return add_up(self.origin[own], self.count[own], zones)

    def mean_cost(self, cost: Numbers) -> float:
        """The mean cost of those within the zones, NaN where there are none.

        RefusedError where somebody commutes between zones of which the matrix says there is no way.
        """
        inner = self.inside()
        refuse_beyond(inner, cost.shape)
        each = cost[inner.origin, inner.destination]
        used = inner.count > 0
        lost = used & ~np.isfinite(each)
        if lost.any():
            at = int(lost.argmax())
            raise RefusedError(
                f"Somebody commutes from zone {inner.origin[at]} to zone {inner.destination[at]}, between "
                "which the costs tell no way; give the pair a cost or leave the flow out."
            )
        total = inner.count.sum()
        return float((inner.count * np.where(used, each, 0)).sum() / total) if total > 0 else np.nan


def add_up(zone: Codes, count: Numbers, zones: int) -> Numbers:
    """The counts added up by zone, those outside every zone left out. RefusedError for a zone beyond."""
    if len(zone) and zone.max() >= zones:
        raise RefusedError(f"A flow names zone {zone.max()}, and there are {zones}, from 0; mend its code.")
    kept = zone != OUTSIDE
    sums = np.zeros(zones)
    np.add.at(sums, zone[kept], count[kept])
    return sums


def refuse_beyond(flows: Flows, shape: tuple[int, ...]) -> None:
    """RefusedError where a flow names a zone that the matrix has not."""
    if len(flows.count) and (flows.origin.max() >= shape[0] or flows.destination.max() >= shape[1]):
        raise RefusedError(
            f"The flows name zone {max(flows.origin.max(), flows.destination.max())}, and the costs are of "
            f"{shape[0]} x {shape[1]} zones; give both of the same zones."
        )
