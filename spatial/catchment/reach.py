"""What demand each facility reaches at what cost, told by blocks of facilities: the idea and its checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from spatial.analysis import Numbers
from spatial.errors import RefusedError

Indices = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

PAIRS_OF_A_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The pairs of the facilities `first` to `after` (not included): all that these reach, each once.

    Sorted by facility, and within one always in the same order, whatever the block.
    """

    first: int
    after: int
    facility: Indices
    demand: Indices
    cost: Numbers


class Reach(Protocol):
    """Pairs of demand and facility up to a limit of cost (metres, minutes), told as often as asked.

    A facility's pairs are all in one block. What is not placed (no coordinate, not snapped to a street) is
    in no pair.
    """

    @property
    def limit(self) -> float:
        """The greatest cost of a pair, that cost included."""

    @property
    def demand_placed(self) -> Flags:
        """Which demand points have a place, of all."""

    @property
    def facilities_placed(self) -> Flags:
        """Which facilities have a place, of all."""

    def blocks(self) -> Iterator[Pairs]:
        """The pairs, by blocks of facilities in their order, every facility in one."""


def check_limit(limit: float) -> None:
    """RefusedError for a limit of cost that cannot be one."""
    if not (np.isfinite(limit) and limit > 0):
        raise RefusedError(
            f"A catchment does not reach “{limit:g}”; give a limit above 0, in the unit of costs."
        )


def check_amounts(amounts: Numbers, number: int, name: str) -> Numbers:
    """Amounts (people, beds, jobs) for each of so many; NaN is not known. RefusedError for others."""
    amounts = np.asarray(amounts, dtype=np.float64)
    if amounts.shape != (number,):
        raise RefusedError(
            f"There are {number} places and {amounts.size} values of {name}; give one value for each place."
        )
    if (amounts < 0).any() or np.isinf(amounts).any():
        at = int(np.flatnonzero((amounts < 0) | np.isinf(amounts))[0])
        raise RefusedError(
            f"The {name} at index {at} is {amounts[at]:g}; give 0 or more, or nothing where it is not known."
        )
    return amounts
