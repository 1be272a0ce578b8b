"""Hiding flows of few people, until none can be told from how many leave a zone or come to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from spatial.analysis import Flows


def thin_out(flows: Flows, k: int) -> tuple[Flows, list[int]]:
    """The flows without those of fewer than `k` persons, and without what would give these away.

    Where the hidden flows that leave a zone, or come to one, are one alone or fewer than `k` persons
    together, the next smallest there is hidden too: either could be had from how many leave or come (Cox
    1980), and then others from it. Also given are the zones where nothing is left to hide but how many leave
    and come. Who stays in a zone is in neither sum, and so hides nobody.
    """
    hidden = flows.count < k
    away = np.flatnonzero(flows.origin != flows.destination)
    count, crossing = flows.count[away], hidden[away]
    order = np.argsort(count, kind="stable")
    sides = [Side.of(zones[away], count, k) for zones in (flows.origin, flows.destination)]
    while True:
        more, secret = find_more(sides, count, crossing, order, k)
        exposed = crossing & ~secret & (count < k)
        if len(more):
            crossing[more] = True
        elif exposed.any():
            for side in sides:
                side.told[side.line[exposed]] = False
        else:
            break
    hidden[away] = crossing
    shown = replace(
        flows,
        origin=flows.origin[~hidden],
        destination=flows.destination[~hidden],
        count=flows.count[~hidden],
        hidden=int(hidden.sum()),
    )
    return shown, sorted({zone for side in sides for zone in side.find_bare(count, k)})


@dataclass(frozen=True, slots=True)
class Side:
    """One end of flows: the zones there, which of them each flow has, and of which the sum is told."""

    zones: Any
    line: Any
    told: Any

    @classmethod
    def of(cls, zones: Any, count: Any, k: int) -> Self:
        """The side whose sums are told unless they are of fewer than `k` persons themselves."""
        named, line = np.unique(zones, return_inverse=True)
        return cls(named, line, np.bincount(line, weights=count, minlength=len(named)) >= k)

    def find_telling(self, count: Any, secret: Any, k: int) -> Any:
        """Of which flows the sum gives the secret ones of the same zone away."""
        many = np.bincount(self.line, weights=secret, minlength=len(self.zones))
        sums = np.bincount(self.line, weights=count * secret, minlength=len(self.zones))
        return (self.told & (many > 0) & ((many == 1) | (sums < k)))[self.line]

    def find_bare(self, count: Any, k: int) -> list[int]:
        """The zones whose sum is not to be told though it is of `k` persons or more."""
        sums = np.bincount(self.line, weights=count, minlength=len(self.zones))
        return [zone for zone in self.zones[~self.told & (sums >= k)].tolist() if zone >= 0]


def find_more(sides: Sequence[Side], count: Any, hidden: Any, order: Any, k: int) -> tuple[Any, Any]:
    """The smallest flows to hide where hidden ones are given away, and which of these are secret if none.

    What is given away is secret no more, and may in its turn give others away.
    """
    secret = hidden.copy()
    while True:
        telling = [side.find_telling(count, secret, k) for side in sides]
        more = [
            take_first(side.line, order[(~hidden & at)[order]])
            for side, at in zip(sides, telling, strict=True)
        ]
        given = secret & np.logical_or(*telling)
        if any(map(len, more)) or not given.any():
            return np.concatenate(more), secret
        secret &= ~given


def take_first(line: Any, order: Any) -> Any:
    """The first in order of each line."""
    return order[np.unique(line[order], return_index=True)[1]]
