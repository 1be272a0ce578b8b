"""Small towns whose travel times are worked out by hand."""

from collections.abc import Sequence

import numpy as np
import shapely

from spatial.routing.graph import Graph, walk
from spatial.routing.noding import Network, node
from spatial.routing.streets import Streets, lay

EAST, NORTH = 500000.0, 3350000.0
SLOW = 3.6
"""Kilometres per hour that are a metre per second."""


def line(*points: tuple[float, float]) -> shapely.LineString:
    """A line through points that are metres from the town's corner."""
    return shapely.LineString([(EAST + x, NORTH + y) for x, y in points])


def at(*points: tuple[float, float]) -> np.ndarray:
    """Positions that are metres from the town's corner, (n, 2)."""
    return np.array(points, dtype=float).reshape(-1, 2) + np.array([EAST, NORTH])


def streets(lines: Sequence[object], klass: str = "residential", **columns: Sequence[float]) -> Streets:
    """Streets of one class."""
    shapes = np.array(list(lines), dtype=object)
    words = np.full(len(shapes), klass, dtype=object)
    return lay(shapes, words, **columns)


def grid(size: int = 4, metres: float = 100.0) -> list[shapely.LineString]:
    """Streets along the sides of square blocks, with a vertex at every crossing."""
    steps = [number * metres for number in range(size)]
    across = [line(*((x, y) for x in steps)) for y in steps]
    return across + [line(*((x, y) for y in steps)) for x in steps]


def find(graph: Graph | Network, *points: tuple[float, float]) -> np.ndarray:
    """The nodes nearest to points that are metres from the town's corner."""
    gaps = np.hypot(*(graph.xy[:, None] - at(*points)[None]).transpose(2, 0, 1))
    return gaps.argmin(axis=0)


def walked(lines: Sequence[object], **columns: Sequence[float]) -> Graph:
    """The graph of those who walk at a metre per second."""
    return walk(node(streets(lines, **columns)), SLOW)
