"""Rows alike told once with how many they are, so that tables can be added to and taken from exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[Any]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Multiset:
    """Rows (n) by their columns, int32 or float64, and `count` (n), how many are alike.

    The rows of one state are always told in one order, so that what is summed of them is the same to the bit.
    """

    columns: dict[str, Column]
    count: Whole

    def __len__(self) -> int:
        """How many different rows."""
        return len(self.count)

    def choose(self, which: Any) -> "Multiset":
        """The rows at these places."""
        return Multiset({name: column[which] for name, column in self.columns.items()}, self.count[which])

    def spread(self) -> dict[str, Column]:
        """The columns of every single row."""
        if len(self) == self.count.sum():
            return self.columns
        return {name: np.repeat(column, self.count) for name, column in self.columns.items()}


def keys(columns: Mapping[str, Column]) -> list[Whole]:
    """Each column as whole numbers, alike where the values are to the bit; all that is no number is alike."""
    found = []
    for column in columns.values():
        if column.dtype == np.float64:
            found.append(np.where(np.isnan(column), np.nan, column).view(np.int64))
        else:
            found.append(column.astype(np.int64))
    return found


def gather(columns: Mapping[str, Column], count: Whole) -> Multiset:
    """Rows that may come several times, as a multiset; raises ValueError where some are fewer than none."""
    if not len(count):
        return Multiset(dict(columns), count)
    told = keys(columns)
    order = np.lexsort(told[::-1])
    differs = np.zeros(len(order), dtype=bool)
    differs[0] = True
    for key in told:
        ordered = key[order]
        differs[1:] |= ordered[1:] != ordered[:-1]
    starts = np.flatnonzero(differs)
    sums = np.add.reduceat(count[order], starts)
    if (sums < 0).any():
        raise ValueError("More rows were taken away than there were.")
    there = sums > 0
    first = order[starts[there]]
    return Multiset({name: column[first] for name, column in columns.items()}, sums[there])


def change(come: Sequence[Multiset | None], gone: Multiset | None) -> Multiset:
    """All rows that come, without those gone; raises ValueError where one was not there to go."""
    there = [rows for rows in come if rows is not None]
    parts = there if gone is None else [*there, Multiset(gone.columns, -gone.count)]
    joined = join(parts)
    return gather(joined.columns, joined.count)


def join(parts: Sequence[Multiset]) -> Multiset:
    """Parts that share no rows, one after the other."""
    columns = {name: np.concatenate([part.columns[name] for part in parts]) for name in parts[0].columns}
    return Multiset(columns, np.concatenate([part.count for part in parts]))


def assign(rows: Multiset, by: str | None, shares: int) -> Whole:
    """The part each row belongs to: what the column `by` says, or one of `shares` by what the row says."""
    if by is not None:
        return rows.columns[by].astype(np.int64)
    mixed = np.zeros(len(rows), dtype=np.uint64)
    for key in keys(rows.columns):
        # The finishing steps of MurmurHash3: each bit of a key tells on all.
        mixed ^= key.view(np.uint64)
        for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
            mixed = (mixed ^ (mixed >> np.uint64(33))) * np.uint64(factor)
        mixed ^= mixed >> np.uint64(33)
    return (mixed % np.uint64(shares)).astype(np.int64)
