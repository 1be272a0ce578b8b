"""Travel times from many places at once: nodes are taken out one layer after another, exactly, and put back.

A layer is of nodes of few neighbours, none beside another; taking one out, its neighbours are joined by the
ways that led through it, so that times among those who stay are the same (contraction of dead ends and
chains, carried on). Times then spread up through the layers to a small core, over it, and down again, for a
block of places together: customizable contraction hierarchies (Dibbelt, Strasser and Wagner 2016) swept as in
PHAST (Delling, Goldberg, Nowatzyk and Werneck 2013).
"""

from dataclasses import dataclass, replace

import numpy as np

from spatial.routing.columns import Figures, Flags, Integers, Numbers, spell_out

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Arcs into nodes, `into` by falling number of arcs; a slot holds one arc into each of the first of them.

    A slot is where its arcs come from, and their seconds, along and against the directions.
    """

    into: Numbers
    slots: tuple[tuple[Numbers, Figures, Figures], ...]

    def run(self, times: Figures, turned: bool) -> None:
        """Times (n, k) of the nodes made the least that the arcs allow."""
        best = times[self.into]
        for source, along, against in self.slots:
            reached = times.take(source, axis=0)
            reached += against if turned else along
            part = best[: len(source)]
            np.minimum(part, reached, out=part)
        times[self.into] = best


def make_sweep(source: Numbers, target: Numbers, along: Figures, against: Figures) -> Sweep:
    """The sweep over arcs from source to target."""
    nodes, inverse, counts = np.unique(target, return_inverse=True, return_counts=True)
    place = np.empty(len(nodes), dtype=np.int64)
    place[np.argsort(-counts, kind="stable")] = np.arange(len(nodes))
    order = np.argsort(place[inverse], kind="stable")
    many = np.sort(counts)[::-1]
    slot = np.arange(len(order)) - np.repeat(np.cumsum(many) - many, many)
    slots = []
    for number in range(int(many[0])):
        arcs = order[slot == number]
        slots.append((source[arcs], along[arcs, None], against[arcs, None]))
    return Sweep(into=nodes[np.argsort(place)], slots=tuple(slots))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchy:
    """The layers in the order they were taken out; `rank` is each node's place, the core's the last.

    `core` are the seconds between any two of the core's nodes.
    """

    rank: Numbers
    layers: tuple[tuple[Sweep, Sweep], ...]
    core: Figures
    turned: bool = False

    def turn(self) -> "Hierarchy":
        """That of the same streets with every direction turned."""
        return replace(self, turned=not self.turned)

    def spread(self, nodes: Numbers, seconds: Figures) -> Figures:
        """Seconds (k, n) to every node from k places, each some seconds (k, c) from c nodes (-1: none)."""
        count, size = len(nodes), len(self.rank)
        times = np.full((size, count), np.inf)
        place, which = np.nonzero(nodes >= 0)
        np.minimum.at(times, (self.rank[nodes[place, which]], place), seconds[place, which])
        for up, _ in self.layers:
            up.run(times, self.turned)
        core = times[size - len(self.core) :]
        core[:] = _cross(self.core.T if self.turned else self.core, core)
        for _, down in reversed(self.layers):
            down.run(times, self.turned)
        return times[self.rank].T


def _cross(core: Figures, times: Figures) -> Figures:
    """The least seconds to each of the core's nodes by way of any."""
    best = times.copy()
    for node in range(len(core)):
        np.minimum(best, core[node, :, None] + times[node], out=best)
    return best


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
