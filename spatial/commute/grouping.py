"""Zones that lie together taken as one, known by nothing but what the ways between them cost."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from spatial.analysis import Numbers

Indexes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Zones in the order of their groups: where each group begins in it, and which group each zone is of."""

    order: Indexes
    starts: Indexes
    group: Indexes

    @classmethod
    def of(cls, nearest: Indexes) -> Self:
        """The groups of zones that have one nearest landmark."""
        order = np.argsort(nearest, kind="stable")
        begins = np.diff(nearest[order], prepend=-1) > 0
        return cls(order=order, starts=np.flatnonzero(begins), group=np.cumsum(begins) - 1)

    def add_up(self, values: Numbers, axis: int = 0) -> Numbers:
        """The values in the groups' order added up by group."""
        return np.add.reduceat(values, self.starts, axis=axis)


def group(cost: Numbers, most: int) -> tuple[Groups, Groups]:
    """The rows and the columns of a matrix of costs in at most so many groups each, about landmarks.

    A row goes with the landmark it has the cheapest way to, a column with that it has the cheapest way from.
    A matrix with no more rows, or columns, than that has each its own group.
    """
    rows, columns = cost.shape
    return (
        Groups.of(near(cost[:, choose(columns, most)], rows, most)),
        Groups.of(near(cost[choose(rows, most)].T, columns, most)),
    )


def choose(count: int, most: int) -> Indexes:
    """Landmarks spread evenly over the order zones come in, which mostly follows where they lie."""
    return np.linspace(0, count - 1, min(count, most)).astype(np.int64)


def near(cost: Numbers, count: int, most: int) -> Indexes:
    """Which landmark is the nearest to each zone; each zone its own where they are few."""
    return np.arange(count) if count <= most else cost.argmin(axis=1)
