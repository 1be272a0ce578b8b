"""Seconds from places to every node of a graph, block by block, by the way that is quicker to work out."""

import math
from collections.abc import Iterator

import numpy as np

from spatial.errors import RefusedError
from spatial.routing.columns import Figures, Numbers
from spatial.routing.graph import Graph

BLOCK = 64
"""Places worked out together: more gain nothing and take memory (8 bytes for each node and place)."""
MANY, FEW = 200, 16
"""From so many places on a contraction is made, which takes the time of some hundred searches.

One that is made is used from the lesser number on.
"""
FAR = 0.15
"""The share of the nodes within the limit from which on sweeps over all nodes are quicker than searches."""


def measure(
    graph: Graph, nodes: Numbers, limit: float = math.inf, inward: bool = False, block: int = BLOCK
) -> Figures:
    """Seconds (k, n) from k nodes to all n, or to them where `inward`; inf: unreachable or too far."""
    wrong = (nodes < 0) | (nodes >= len(graph.xy))
    if wrong.any():
        raise RefusedError(f"Node {nodes[wrong][0]} is none of the {len(graph.xy)}; give indices of them.")
    times = np.empty((len(nodes), len(graph.xy)))
    for first, part in spread(graph, nodes[:, None], np.zeros((len(nodes), 1)), limit, inward, block):
        times[first : first + len(part)] = part
    return times


def spread(
    graph: Graph,
    nodes: Numbers,
    seconds: Figures,
    limit: float = math.inf,
    inward: bool = False,
    block: int = BLOCK,
) -> Iterator[tuple[int, Figures]]:
    """Blocks of seconds (b, n) to all nodes from places `seconds` (k, c) away from `nodes` (k, c; -1: none).

    Each comes with the number of its first place. Beyond the limit and unreachable is inf. Where `inward`
    times are to the places. Memory is that of one block. Raises RefusedError where limit or block cannot be.
    """
    if not limit > 0:
        raise RefusedError(f"Nothing is reached within {limit} s; give a limit above 0.")
    if block < 1:
        raise RefusedError(f"Blocks of {block} places cannot be; give 1 or more.")
    many = len(nodes) >= (FEW if graph.is_contracted else MANY)
    hierarchy = graph.hierarchy if many and _is_far(graph, nodes, seconds, limit, inward) else None
    if hierarchy is not None and inward:
        hierarchy = hierarchy.turn()
    for first in range(0, len(nodes), block):
        part = slice(first, first + block)
        if hierarchy is None:
            yield first, _search(graph, nodes[part], seconds[part], limit, inward)
        else:
            times = hierarchy.spread(nodes[part], seconds[part])
            if math.isfinite(limit):
                times[times > limit] = np.inf
            yield first, times


def _is_far(graph: Graph, nodes: Numbers, seconds: Figures, limit: float, inward: bool) -> bool:
    """Whether much of the graph lies within the limit, by a few of the places."""
    if math.isinf(limit):
        return True
    few = slice(0, len(nodes), max(1, len(nodes) // 4))
    return bool(np.isfinite(_search(graph, nodes[few], seconds[few], limit, inward)).mean() > FAR)


def _search(graph: Graph, nodes: Numbers, seconds: Figures, limit: float, inward: bool) -> Figures:
    """Dijkstra's search from each place, which is a node of its own for that."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    ways = graph.inward if inward else (graph.indptr, graph.indices, graph.seconds)
    size, count = len(graph.xy), len(nodes)
    entered = (nodes >= 0) & np.isfinite(seconds)
    indptr = np.append(ways[0], ways[0][-1] + np.cumsum(entered.sum(axis=1))).astype(np.int32)
    joined = csr_array(
        (np.append(ways[2], seconds[entered]), np.append(ways[1], nodes[entered]).astype(np.int32), indptr),
        shape=(size + count, size + count),
    )
    return dijkstra(joined, indices=np.arange(size, size + count), limit=limit)[:, :size]
