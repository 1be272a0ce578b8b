"""The attacker: from all that is published, between which bounds a hidden count must lie."""

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from spatial.privacy.system import NEAR, System, Vector
from spatial.privacy.tables import Cell, Published, Tables

PATIENCE = 4


class Range(NamedTuple):
    """The least and the greatest a hidden count can be."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far apart the whole numbers are between which it lies."""
        if math.isinf(self.high):
            return math.inf
        return math.floor(self.high + NEAR) - math.ceil(self.low - NEAR)


def attack(tables: Tables, published: Published, cells: Iterable[Cell] | None = None) -> dict[Cell, Range]:
    """The range of each hidden cell (or of `cells`) by linear programs over all tables at once.

    The attacker knows every place and zone, that counts are not negative, and all that is published. Raises
    ValueError for tables that contradict each other.
    """
    system = knowledge(tables, published)
    wanted = hidden(published) if cells is None else set(cells)
    return {
        cell: reach(system, tables.sums[[row]].toarray().ravel())
        for row, cell in enumerate(tables.cells)
        if cell in wanted
    }


def disclosed(
    tables: Tables, published: Published, k: int, cells: Iterable[Cell] | None = None
) -> dict[Cell, Range]:
    """Those of the hidden cells (or of `cells`) whose range is not k wide: no such cell proves the others.

    The same as by `attack`, but a cell is left alone once two states of the city are known in which it
    is that far apart: every state found tells of all cells.
    """
    system = knowledge(tables, published)
    wanted = hidden(published) if cells is None else set(cells)
    rows = np.array([row for row, cell in enumerate(tables.cells) if cell in wanted], dtype=int)
    sums = tables.sums[rows]
    low, high = explore(system, sums, k)
    found = {}
    for at, row in enumerate(rows):
        if Range(low[at], high[at]).width >= k:
            continue
        range_ = reach(system, sums[[at]].toarray().ravel())
        if range_.width < k:
            found[tables.cells[row]] = range_
        low, high = stretch(low, high, sums @ system.state)
    return found


def hidden(published: Published) -> set[Cell]:
    """The cells left out."""
    return {cell for cell, value in published.items() if value is None}


def knowledge(tables: Tables, published: Published) -> System:
    """All that the published tables say of the counts of places."""
    from scipy.sparse import vstack

    told = [
        (row, value) for row, cell in enumerate(tables.cells) if (value := published.get(cell)) is not None
    ]
    values = [0.0] * tables.links.shape[0] + [float(value) for _, value in told]
    matrix = vstack([tables.links, tables.sums[[row for row, _ in told]]]).tocsr()
    return System(matrix, np.array(values))


def reach(system: System, weights: Vector) -> Range:
    """The bounds of one sum."""
    return Range(system.reach(weights), -system.reach(-weights))


def explore(system: System, sums: Any, k: int) -> tuple[Vector, Vector]:
    """The least and greatest values of sums (rows) met in states of the city far from each other.

    Ends when all are k apart, or when state after state adds none that is.
    """
    low = high = sums @ system.state
    chance = np.random.default_rng(len(low))
    apart, idle = 0, 0
    while apart < len(low) and idle < PATIENCE:
        system.wander(chance.normal(size=len(low)) @ sums)
        low, high = stretch(low, high, sums @ system.state)
        before, apart = apart, int(np.count_nonzero(high - low >= k))
        idle = 0 if apart > before else idle + 1
    return low, high


def stretch(low: Vector, high: Vector, values: Vector) -> tuple[Vector, Vector]:
    """Bounds that hold further values too."""
    return np.minimum(low, values), np.maximum(high, values)
