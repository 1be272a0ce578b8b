"""Travel times from many places at once: up the layers of a contracted graph, over its core, and down.

For a block of places together, as in PHAST (Delling, Goldberg, Nowatzyk and Werneck 2013) on a customizable
contraction hierarchy (Dibbelt, Strasser and Wagner 2016).
"""

from dataclasses import dataclass, replace

import numpy as np

from spatial.routing.columns import Figures, Numbers


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
