"""The parts of a graph that nothing connects with each other."""

import numpy as np

from spatial.routing.columns import Integers, Numbers


def label(size: int, tail: Integers, head: Integers, strong: bool = False) -> Numbers:
    """The number of the part of each of `size` nodes joined by arcs, 0 being the greatest.

    Directions aside, or, where `strong`, only nodes that can come to each other are of one part.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    arcs = coo_array((np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(size, size))
    count, found = connected_components(arcs, directed=strong, connection="strong")
    rank = np.empty(count, dtype=np.int64)
    rank[np.argsort(-np.bincount(found, minlength=count), kind="stable")] = np.arange(count)
    return rank[found]
