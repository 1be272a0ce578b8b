"""What is wrong with links: ends that are no nodes, courses drawn twice, backwards or beside their nodes."""

from collections.abc import Iterator

import numpy as np

from spatial.records import Issue
from spatial.topology.columns import (
    NOWHERE,
    Figures,
    Network,
    find_missing,
    find_repeats,
    number_words,
    take,
    warn,
)

BESIDE = 0.05
"""Metres that a link may end from its node; surveys tell their figures in centimetres."""
SHORTEST = 0.001


def check_ends(network: Network) -> Iterator[Issue]:
    """Links that end at a node there is not, at none, or where they begin."""
    links = network.links
    unknown = find_missing(links.starts), find_missing(links.ends)
    tied = ~(unknown[0] & unknown[1])
    if not tied.any():
        return
    for codes, missing, numbers, spots in (
        (links.starts, unknown[0], network.tail, links.first),
        (links.ends, unknown[1], network.head, links.last),
    ):
        for at in np.flatnonzero((numbers == NOWHERE) & ~missing):
            message = f"It ends at “{codes[at]}”, which is no node; add the node or correct the link."
            yield warn("DANGLING_LINK", message, links.codes[at], spots[at])
        for at in np.flatnonzero(missing):
            message = "It does not say at which node it ends; add the node's id."
            yield warn("END_UNKNOWN", message, links.codes[at], spots[at])
    for at in np.flatnonzero(tied & (links.starts == links.ends)):
        message = f"It begins and ends at “{links.starts[at]}”; correct one of its ends."
        yield warn("LINK_TO_ITSELF", message, links.codes[at], links.first[at])


def check_repeats(network: Network) -> Iterator[Issue]:
    """Links of one kind and length between the same nodes: the second is a copy, or the first backwards."""
    links, tail, head = network.links, network.tail, network.head
    sound = np.flatnonzero((tail != NOWHERE) & (head != NOWHERE) & (tail != head))
    kinds = number_words(links.network[sound], links.function[sound])
    lengths = np.nan_to_num(np.round(links.length[sound] * network.unit / BESIDE), nan=-1).astype(np.int64)
    low, high = np.minimum(tail[sound], head[sound]), np.maximum(tail[sound], head[sound])
    for group in find_repeats(np.column_stack([low, high, kinds, lengths])):
        first, *others = sound[group].tolist()
        for at in others:
            if tail[at] == tail[first]:
                message = f"It is the same as link “{links.codes[first]}”; remove one of the two."
                yield warn("DUPLICATE_LINK", message, links.codes[at], links.first[at])
            else:
                message = f"It is link “{links.codes[first]}” the other way round; remove one of the two."
                yield warn("REVERSED_LINK", message, links.codes[at], links.first[at])


def check_courses(network: Network) -> Iterator[Issue]:
    """Links without length, drawn from their end to their start, or ending beside their nodes."""
    links, xy = network.links, network.nodes.xy
    starts, ends = take(xy, network.tail), take(xy, network.head)
    closed = (_gaps(network, starts, ends) <= SHORTEST) & (network.tail != network.head)
    undrawn = np.isnan(links.length) & closed
    for at in np.flatnonzero((links.length * network.unit <= SHORTEST) | undrawn):
        message = "It has no length: both its ends lie at one place; correct one of them."
        yield warn("ZERO_LENGTH", message, links.codes[at], starts[at])
    to_start, to_end = _gaps(network, links.first, starts), _gaps(network, links.last, ends)
    turned = (_gaps(network, links.first, ends) <= BESIDE) & (_gaps(network, links.last, starts) <= BESIDE)
    backwards = turned & ((to_start > BESIDE) | (to_end > BESIDE))
    for at in np.flatnonzero(backwards):
        message = (
            f"Its course runs from “{links.ends[at]}” to “{links.starts[at]}”; turn it or exchange its ends."
        )
        yield warn("LINK_DRAWN_BACKWARDS", message, links.codes[at], links.first[at])
    for gaps, codes, spots in ((to_start, links.starts, links.first), (to_end, links.ends, links.last)):
        for at in np.flatnonzero((gaps > BESIDE) & ~backwards):
            message = f"Its course ends {gaps[at]:.2f} m from node “{codes[at]}”; move one to the other."
            yield warn("LINK_OFF_NODE", message, links.codes[at], spots[at])


def _gaps(network: Network, ones: Figures, others: Figures) -> Figures:
    """Metres between points, nan where one is unknown."""
    gaps: Figures = np.hypot(*(ones - others).T) * network.unit
    return gaps
