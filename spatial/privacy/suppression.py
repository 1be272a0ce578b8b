"""Hiding counts so that no hidden one can be worked out from what is left (Cox 1980), at little loss."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from spatial.privacy.attack import Range, disclosed, explore, hidden, knowledge, stretch
from spatial.privacy.system import NEAR
from spatial.privacy.tables import PIECE, Cell, Counts, Published, Tables

NEIGHBOURS = 60
Mask = npt.NDArray[np.bool_]


def protect(tables: Tables, counts: Counts, k: int) -> dict[Cell, int | None]:
    """The tables as they may be published: what each hidden count can be spans k at least.

    `counts` has a row a place and a column as `tables.columns`. So are small counts of places protected,
    which no table shows but the difference of two zones can.
    """
    whole = tables.parted
    truth = whole.count(counts)
    small, kept_back = primary(whole, truth, k), np.array([cell.zoning == PIECE for cell in whole.cells])
    search = Search(whole, counts, small | kept_back, k)
    for row in search.order(small | ~kept_back):
        if search.span(row).width < k:
            search.widen(row, k)
    return {
        cell: None if search.hidden[row] else int(truth[row])
        for row, cell in enumerate(whole.cells)
        if not kept_back[row]
    }


def probe(tables: Tables, counts: Counts, published: Published, k: int) -> dict[Cell, Range]:
    """The cells, hidden or small, that an attacker could narrow down to less than k; none of safe tables."""
    whole = tables.parted
    small = primary(whole, whole.count(counts), k)
    wanted = hidden(published) | {whole.cells[row] for row in np.flatnonzero(small)}
    return disclosed(whole, published, k, wanted)


def primary(tables: Tables, truth: Counts, k: int) -> Mask:
    """The cells that are too small by themselves: fewer than k persons, where there are persons at all.

    So none of a category is hidden like few: it would say something of everyone in the zone, unless the
    category is silent.
    """
    zones = truth.reshape(-1, len(tables.columns))
    first = next(iter(tables.dimensions))
    persons = zones[:, [dimension == first for dimension, _ in tables.columns]].sum(axis=1)
    silent = np.array([category in tables.silent for _, category in tables.columns])
    small: Mask = ((zones < k) & (persons > 0)[:, None] & ~((zones == 0) & silent)).ravel()
    return small


class Search:
    """Looks for other states of the city that are the same in all that is published.

    What such states differ by in a cell is its span; they stay the same in what is published when more is
    hidden, so that a span never shrinks and each cell is looked at once.
    """

    def __init__(self, tables: Tables, counts: Counts, closed: Mask, k: int) -> None:
        self.tables = tables
        self.counts = counts.ravel().astype(float)
        self.hidden = closed.copy()
        truth = tables.count(counts)
        told = {cell: int(truth[row]) for row, cell in enumerate(tables.cells) if not closed[row]}
        self.truth = truth.astype(float)
        self.low, self.high = self.truth.copy(), self.truth.copy()
        met = explore(knowledge(tables, told), tables.sums[np.flatnonzero(closed)], k)
        self.low[closed], self.high[closed] = stretch(*met, self.truth[closed])
        # Small figures are given up rather than great ones, those of a category rather than a total.
        total = np.array([len(tables.dimensions[cell.dimension]) == 1 for cell in tables.cells])
        self.loss = (1 + np.log1p(truth)) * np.where(total, 2, 1)

    def span(self, row: int) -> Range:
        """Between which bounds the values of a cell are known to be possible."""
        return Range(self.low[row], self.high[row])

    def order(self, wanted: Mask) -> Iterator[int]:
        """Every hidden cell of those wanted, also those that come to be hidden meanwhile."""
        done = ~wanted
        while (waiting := np.flatnonzero(self.hidden & ~done)).size:
            done[waiting] = True
            yield from waiting.tolist()

    def widen(self, row: int, k: int) -> None:
        """Find a state in which the cell holds k more, hiding at the least loss what must differ for it."""
        from scipy.optimize import linprog
        from scipy.sparse import block_array, csr_array, eye_array

        near = self.near(row)
        sums, links = self.tables.sums[:, near], self.tables.links[:, near]
        told = np.flatnonzero(~self.hidden & (np.diff(sums.indptr) > 0))
        slack, size = eye_array(len(told)), len(near)
        equal = block_array([[sums[told], -slack, slack], [links[np.diff(links.indptr) > 0], None, None]])
        more = csr_array(sums[[row]])
        more.resize(1, equal.shape[1])
        least = np.concatenate([-self.counts[near], np.zeros(2 * len(told))])
        solved = linprog(
            np.concatenate([np.zeros(size), self.loss[told], self.loss[told]]),
            A_ub=-more,
            b_ub=[-k],
            A_eq=equal,
            b_eq=np.zeros(equal.shape[0]),
            bounds=np.column_stack([least, np.full(len(least), np.inf)]),
            method="highs",
        )
        if solved.x is None:
            raise ArithmeticError(f"No other state of the city was found: {solved.message}")
        change = sums @ solved.x[:size]
        self.hidden |= np.abs(change) > NEAR
        self.low, self.high = stretch(self.low, self.high, self.truth + change)

    def near(self, row: int) -> npt.NDArray[np.int64]:
        """The counts among which what a cell holds more can be made good: those of places around."""
        cell, width = self.tables.cells[row], len(self.tables.columns)
        chosen = self.tables.zonings[cell.zoning] == cell.zone
        around = [np.isin(zones, zones[chosen]) for zones in self.tables.zonings.values()]
        for places in sorted(around, key=np.count_nonzero):
            if np.count_nonzero(chosen | places) <= NEIGHBOURS:
                chosen = chosen | places
        return (np.flatnonzero(chosen)[:, None] * width + np.arange(width)).ravel()
