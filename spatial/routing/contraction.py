"""A graph is contracted, exactly: nodes are taken out one layer after another, those of few neighbours first.

Of a layer no two are neighbours; when one is taken out its neighbours are joined by the ways that led through
it, so that times among those who stay are the same: dead ends go, chains become one arc, and so on to a core.
"""

from dataclasses import dataclass

import numpy as np

from spatial.routing.columns import Figures, Flags, Integers, Numbers, spell_out
from spatial.routing.hierarchy import Hierarchy, Sweep, make_sweep

CORE = 64
"""Nodes that are left in for good."""
TANGLED, LEFT, SMALL = 20, 0.2, 3000
"""A graph is not contracted whose nodes come to so many neighbours with more than this share of them left.

One of fewer nodes than the last always is. Streets of real cities come to it with 6 to 8 % left and are
swept several times as fast as they are searched; a bare grid of 300 by 300 with 36 %, and more slowly.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arcs:
    """Pairs of neighbours, each both ways, sorted by `here`, then `there`: seconds `to` it and `back`."""

    here: Numbers
    there: Numbers
    to: Figures
    back: Figures

    def take(self, chosen: Flags) -> "Arcs":
        """Those arcs."""
        return Arcs(
            here=self.here[chosen], there=self.there[chosen], to=self.to[chosen], back=self.back[chosen]
        )


def contract(indptr: Integers, indices: Integers, seconds: Figures) -> Hierarchy | None:
    """The hierarchy of a graph in CSR form whose arcs have positive seconds; None where it would not pay."""
    size = len(indptr) - 1
    tail = np.repeat(np.arange(size), np.diff(indptr))
    head, none = indices.astype(np.int64), np.full(len(indices), np.inf)
    arcs = _merge(
        np.append(tail, head),
        np.append(head, tail),
        np.append(seconds, none),
        np.append(none, seconds),
        size,
    )
    alive = np.ones(size, dtype=bool)
    rank = np.empty(size, dtype=np.int64)
    layers, first = [], 0
    tie = np.random.default_rng(0).permutation(size)
    while (left := size - first) > CORE and len(arcs.here) < left * left / 4:
        if len(arcs.here) > TANGLED * left and left > max(LEFT * size, SMALL):
            return None
        chosen = _choose(arcs, alive, tie)
        count = int(chosen.sum())
        rank[chosen] = np.arange(first, first + count)
        layers.append(arcs.take(chosen[arcs.here]))
        arcs = _take_out(arcs, chosen, size)
        alive &= ~chosen
        first += count
    rank[alive] = np.arange(first, size)
    return Hierarchy(
        rank=rank,
        layers=tuple(_finish(layer, rank) for layer in layers if len(layer.here)),
        core=_close(arcs, rank, first, size),
    )


def _choose(arcs: Arcs, alive: Flags, tie: Numbers) -> Flags:
    """Nodes of no more neighbours than any of theirs, and than nearly all: the next layer."""
    degree = np.bincount(arcs.here, minlength=len(alive))
    key = degree * len(alive) + tie
    least = np.full(len(alive), np.iinfo(np.int64).max)
    starts = np.flatnonzero(np.diff(arcs.here, prepend=-1))
    least[arcs.here[starts]] = np.minimum.reduceat(key[arcs.there], starts)
    few = max(2, int(np.quantile(degree[alive], 0.3)))
    return alive & (key < least) & (degree <= few)


def _take_out(arcs: Arcs, chosen: Flags, size: int) -> Arcs:
    """The arcs that stay, with those that stand for the ways through the nodes taken out."""
    through = arcs.take(chosen[arcs.here])
    starts = np.flatnonzero(np.diff(through.here, prepend=-1))
    counts = np.diff(np.append(starts, len(through.here)))
    one = np.repeat(np.arange(len(through.here)), np.repeat(counts, counts))
    other = spell_out(np.repeat(starts, counts), np.repeat(counts, counts))
    one, other = one[one != other], other[one != other]
    stay = arcs.take(~chosen[arcs.here] & ~chosen[arcs.there])
    return _merge(
        np.append(stay.here, through.there[one]),
        np.append(stay.there, through.there[other]),
        np.append(stay.to, through.back[one] + through.to[other]),
        np.append(stay.back, through.back[other] + through.to[one]),
        size,
    )


def _merge(here: Numbers, there: Numbers, to: Figures, back: Figures, size: int) -> Arcs:
    """One arc for each pair of nodes, with the least seconds either way."""
    key = here * size + there
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    if not len(starts):
        return Arcs(here=here, there=there, to=to, back=back)
    first = order[starts]
    return Arcs(
        here=here[first],
        there=there[first],
        to=np.minimum.reduceat(to[order], starts),
        back=np.minimum.reduceat(back[order], starts),
    )


def _finish(arcs: Arcs, rank: Numbers) -> tuple[Sweep, Sweep]:
    """The sweeps from a layer's nodes to their neighbours, and back."""
    here, there = rank[arcs.here], rank[arcs.there]
    return make_sweep(here, there, arcs.to, arcs.back), make_sweep(there, here, arcs.back, arcs.to)


def _close(arcs: Arcs, rank: Numbers, first: int, size: int) -> Figures:
    """Seconds between any two nodes of the core."""
    from scipy.sparse.csgraph import floyd_warshall

    core = np.full((size - first, size - first), np.inf)
    core[rank[arcs.here] - first, rank[arcs.there] - first] = arcs.to
    np.fill_diagonal(core, 0.0)
    return floyd_warshall(core) if len(core) else core
