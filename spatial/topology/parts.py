"""The parts a network falls into: what no link connects with the rest."""

from collections.abc import Iterator

import numpy as np

from spatial.records import Issue, Severity
from spatial.topology.columns import NOWHERE, Network, number_words, warn


def check_parts(network: Network) -> Iterator[Issue]:
    """Every connected part but the greatest of its sub-class, with its size; not nodes that stand alone."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    nodes = network.nodes
    joined = (network.tail != NOWHERE) & (network.head != NOWHERE)
    tail, head = network.tail[joined], network.head[joined]
    if not tail.size:
        return
    graph = coo_array((np.ones(tail.size, dtype=np.int8), (tail, head)), shape=(len(nodes.codes),) * 2)
    count, part = connected_components(graph, directed=False)
    sizes, links = np.bincount(part, minlength=count), np.bincount(part[tail], minlength=count)
    _, first = np.unique(part, return_index=True)
    classes = number_words(nodes.network, nodes.klass)[first]
    order = np.lexsort((-sizes, classes))
    greatest = order[np.unique(classes[order], return_index=True)[1]]
    for at in np.setdiff1d(np.flatnonzero(links), greatest):
        message = f"It is one of {sizes[at]} nodes and {links[at]} links that nothing connects with the rest."
        yield warn("SEPARATE_PART", message, nodes.codes[first[at]], nodes.xy[first[at]], Severity.INFO)
