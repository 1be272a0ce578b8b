"""Heights that contradict each other: ground, depth and pipe at a node, and links against their nodes."""

from collections.abc import Iterator

import numpy as np

from spatial.records import Issue, VerticalKind
from spatial.topology.columns import Figures, Network, Numbers, take, warn

APART = 0.05
"""Metres by which heights may differ: figures are told in centimetres, each rounded by itself."""
OVERHEAD = ("JK", "DM", "SJ")
"""Burials of CJJ 61-2017 table C.0.2 that lie on or above the ground, whose depth is negative."""


def check_nodes(network: Network) -> Iterator[Issue]:
    """Nodes whose ground is not the sum of their depth and their pipe's elevation (CJJ 61)."""
    nodes = network.nodes
    off = nodes.ground - nodes.depth - nodes.invert
    for at in np.flatnonzero(np.abs(off) > APART):
        ground, depth, invert = nodes.ground[at], nodes.depth[at], nodes.invert[at]
        message = (
            f"Its ground at {ground:.3f} m is not its depth of {depth:.3f} m above its pipe at "
            f"{invert:.3f} m, but off by {abs(off[at]):.3f} m; correct one."
        )
        yield warn("HEIGHTS_DISAGREE", message, nodes.codes[at], nodes.xy[at])


def check_links(network: Network) -> Iterator[Issue]:
    """Links that lie above the ground without being told to, or below the bottom of their node."""
    links = network.links
    buried = ~np.isin(links.burial.astype(str), OVERHEAD)
    for numbers, levels, spots in (
        (network.tail, links.start_z, links.first),
        (network.head, links.end_z, links.last),
    ):
        above, below = _measure(network, numbers, levels)
        for at in np.flatnonzero((above > APART) & buried):
            message = f"It lies {above[at]:.2f} m above the ground there, but is not told to be overhead."
            yield warn("LINK_ABOVE_GROUND", message, links.codes[at], spots[at])
        for at in np.flatnonzero(below > APART):
            message = f"It lies {below[at]:.2f} m below the bottom of its node; correct one."
            yield warn("LINK_BELOW_NODE", message, links.codes[at], spots[at])


def _measure(network: Network, numbers: Numbers, levels: Figures) -> tuple[Figures, Figures]:
    """Metres that each link lies above the ground and below its node's bottom at one end; nan for unknown."""
    nodes, kinds = network.nodes, network.links.vertical
    is_elevation = kinds == VerticalKind.ELEVATION
    is_depth = (kinds == VerticalKind.DEPTH) | (kinds == VerticalKind.COVER)
    above = np.where(is_elevation, levels - take(nodes.ground, numbers), np.where(is_depth, -levels, np.nan))
    deeper = np.where(kinds == VerticalKind.DEPTH, levels - take(nodes.depth, numbers), np.nan)
    return above, np.where(is_elevation, take(nodes.invert, numbers) - levels, deeper)
