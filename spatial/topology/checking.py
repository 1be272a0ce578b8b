"""All checks of a network's topology together, for the report on a load."""

from collections.abc import Iterator

from spatial.records import Issue
from spatial.topology import heights, links, nodes, parts
from spatial.topology.columns import Network

CHECKS = (
    nodes.check_repeats,
    links.check_ends,
    links.check_repeats,
    links.check_courses,
    nodes.check_degrees,
    heights.check_nodes,
    heights.check_links,
    parts.check_parts,
)


def check_topology(network: Network) -> Iterator[Issue]:
    """Every finding about a network's nodes and links, check by check; nothing for a sound one."""
    for check in CHECKS:
        yield from check(network)
