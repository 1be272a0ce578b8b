"""Travel times between points on a graph: a whole matrix, or only the pairs within a limit as a stream."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from spatial.errors import RefusedError
from spatial.routing.columns import NOWHERE, Figures, Flags, Numbers, spell_out
from spatial.routing.graph import Graph
from spatial.routing.snapping import Snapped
from spatial.routing.travel import BLOCK, spread

Side = tuple[Numbers, Numbers]
MOST = 1_000_000
"""Pairs that are held together, at about a hundred bytes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Facilities and demand points by index, and the seconds between them."""

    facility: Numbers
    demand: Numbers
    seconds: Figures


def fill_matrix(
    graph: Graph, origins: Snapped, destinations: Snapped, limit: float = math.inf, block: int = BLOCK
) -> Figures:
    """Seconds (n, m) from origins to destinations: inf unreachable or beyond the limit, NaN on no street.

    From a point to itself it is to the street and back. Memory is that of the matrix and a block's nodes.
    """
    matrix = np.empty((len(origins.piece), len(destinations.piece)))
    tail, head = np.maximum(destinations.nodes, 0).T
    for first, times in spread(graph, origins.nodes, origins.leaving, limit, block=block):
        part = matrix[first : first + len(times)]
        np.minimum(
            times[:, tail] + destinations.arriving[:, 0],
            times[:, head] + destinations.arriving[:, 1],
            out=part,
        )
        one, other = _find_neighbours(origins.take(slice(first, first + len(times))), destinations)
        direct = _go_directly(graph, origins, one + first, destinations, other)
        part[one, other] = np.minimum(part[one, other], direct)
    matrix[matrix > limit] = np.inf
    matrix[origins.piece == NOWHERE] = np.nan
    matrix[:, destinations.piece == NOWHERE] = np.nan
    return matrix


def stream(
    graph: Graph,
    facilities: Snapped,
    demand: Snapped,
    limit: float,
    inward: bool = True,
    block: int = BLOCK,
) -> Iterator[Pairs]:
    """The pairs within `limit` seconds, some facilities after the others; a pair comes once.

    Seconds are from the demand to the facility, or the other way where not `inward`. Points on no street are
    in no pair. Memory is that of a block's nodes and of a million pairs, or one facility's where those are
    more. Raises RefusedError for an infinite limit.
    """
    if not math.isfinite(limit):
        raise RefusedError("A stream of pairs needs a limit in seconds; for all pairs fill a matrix.")
    # By their streets, so that what is near each other is read together.
    order = np.argsort(demand.nodes[:, 0], kind="stable")
    points = demand.take(order)
    if inward:
        facilities, points = facilities.turn(), points.turn()
    sides = tuple(_index(points.nodes[:, side], len(graph.xy)) for side in (0, 1))
    for first, times in spread(graph, facilities.nodes, facilities.leaving, limit, inward, block):
        for part in _split(times <= limit, sides):
            here = facilities.take(slice(first + part.start, first + part.stop))
            found = _list_pairs(graph, here, points, times[part], sides, limit, inward)
            yield Pairs(
                facility=found.facility + first + part.start,
                demand=order[found.demand],
                seconds=found.seconds,
            )


def _index(nodes: Numbers, size: int) -> Side:
    """The points in the order of their nodes, and where each node's begin."""
    order = np.argsort(nodes, kind="stable")
    return order, np.searchsorted(nodes[order], np.arange(size + 1))


def _split(reached: Flags, sides: tuple[Side, ...]) -> Iterator[slice]:
    """The places (b, n nodes) in runs of about as many pairs as may be held."""
    points = sum(np.diff(starts) for _, starts in sides)
    runs = np.cumsum(reached @ points) // MOST
    borders = [0, *(np.flatnonzero(np.diff(runs)) + 1).tolist(), len(reached)]
    for begin, end in pairwise(borders):
        yield slice(begin, end)


def _list_pairs(
    graph: Graph,
    facilities: Snapped,
    demand: Snapped,
    times: Figures,
    sides: tuple[Side, ...],
    limit: float,
    inward: bool,
) -> Pairs:
    """A demand point is found at the tail of its street where that is reached, else at the head."""
    place, node = np.nonzero(times <= limit)
    found = []
    for order, starts in sides:
        counts = starts[node + 1] - starts[node]
        found.append((np.repeat(place, counts), order[spell_out(starts[node], counts)]))
    (near, point), (far, other) = found
    again = np.isfinite(times[far, demand.nodes[other, 0]])
    one, two = _find_neighbours(facilities, demand)
    facility = np.concatenate([near, far[~again], one])
    reached = np.concatenate([point, other[~again], two])
    tail, head = demand.nodes[reached].T
    seconds = np.minimum(
        times[facility, tail] + demand.arriving[reached, 0],
        times[facility, head] + demand.arriving[reached, 1],
    )
    beside = facilities.piece[facility] == demand.piece[reached]
    last = slice(len(seconds) - len(one), len(seconds))
    beside[last] = False
    seconds[last] = np.minimum(seconds[last], _go_directly(graph, facilities, one, demand, two, inward))
    kept = (seconds <= limit) & ~beside
    return Pairs(facility=facility[kept], demand=reached[kept], seconds=seconds[kept])


def _find_neighbours(ones: Snapped, others: Snapped) -> tuple[Numbers, Numbers]:
    """The pairs of points on one piece."""
    order = np.argsort(others.piece, kind="stable")
    pieces = others.piece[order]
    starts = np.searchsorted(pieces, ones.piece)
    counts = np.searchsorted(pieces, ones.piece, side="right") - starts
    counts[ones.piece == NOWHERE] = 0
    return np.repeat(np.arange(len(ones.piece)), counts), order[spell_out(starts, counts)]


def _go_directly(
    graph: Graph, ones: Snapped, one: Numbers, others: Snapped, other: Numbers, inward: bool = False
) -> Figures:
    """Seconds between points on one piece along it, inf where it is one-way against that."""
    piece = ones.piece[one]
    step = others.share[other] - ones.share[one]
    step = -step if inward else step
    way = np.where(step >= 0, graph.forth[piece], graph.back[piece])
    gone = np.where(step == 0, 0.0, way * np.where(step == 0, 1.0, np.abs(step)))
    return gone + ones.walk[one] + others.walk[other]
