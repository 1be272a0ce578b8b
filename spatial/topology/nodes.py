"""What is wrong with nodes: two of one id or place, some that no link uses, tees of a wrong degree."""

from collections.abc import Iterator

import numpy as np

from spatial.records import Issue
from spatial.topology.columns import Network, find_repeats, number_words, warn

APART = 0.001
"""Metres within which two nodes are at one place."""
DEGREES = {"三通": 3, "tee": 3, "四通": 4, "cross": 4}


def check_repeats(network: Network) -> Iterator[Issue]:
    """Two nodes of one id, or at one place and height in one network."""
    nodes = network.nodes
    for group in find_repeats(number_words(nodes.codes)[:, None]):
        for at in group[1:]:
            message = "Another node bears this id too; give each its own."
            yield warn("DUPLICATE_ID", message, nodes.codes[at], nodes.xy[at])
    placed = np.flatnonzero(~np.isnan(nodes.xy).any(axis=1))
    spots = np.column_stack([nodes.xy[placed] * network.unit, nodes.ground[placed], nodes.invert[placed]])
    cells = np.nan_to_num(np.round(spots / APART), nan=-1e12).astype(np.int64)
    for group in find_repeats(np.column_stack([cells, number_words(nodes.network[placed])])):
        first, *others = placed[group].tolist()
        for at in others:
            message = f"It lies where node “{nodes.codes[first]}” lies; if they are one, give them one id."
            yield warn("NODES_AT_ONE_PLACE", message, nodes.codes[at], nodes.xy[at])


def check_degrees(network: Network) -> Iterator[Issue]:
    """Nodes that no link ends at, and tees and crosses with more or fewer links than they join."""
    nodes, degrees = network.nodes, network.degrees
    alone = np.flatnonzero(degrees == 0) if len(network.links.codes) else ()
    for at in alone:
        message = "No link ends at it; remove it or add its links."
        yield warn("NODE_UNUSED", message, nodes.codes[at], nodes.xy[at])
    for word, wanted in DEGREES.items():
        for at in np.flatnonzero((nodes.function == word) & (degrees != wanted) & (degrees > 0)):
            message = f"It is a {word}, which joins {wanted} links, but {degrees[at]} end at it; correct one."
            yield warn("WRONG_DEGREE", message, nodes.codes[at], nodes.xy[at])
