"""The area reached from places within given times: the streets reached, buffered and dissolved."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.ops import substring

from spatial.errors import RefusedError
from spatial.routing.columns import NOWHERE, Figures, Numbers, Shapes
from spatial.routing.graph import Graph
from spatial.routing.snapping import Snapped
from spatial.routing.travel import spread

WIDTH = 50.0
"""Metres on either side of a street that count as reached with it, where nothing else is asked."""
ROUND = 8
"""Segments to a quarter of a circle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Isochrone:
    """What is reached from a point (`place`) within so many minutes: its area in m² and the metres of street.

    `polygon` is a Polygon or a MultiPolygon in the graph's coordinates. A point on no street reaches nothing:
    an empty polygon, NaN m² and NaN metres.
    """

    place: int
    minutes: float
    polygon: shapely.Geometry
    area: float
    metres: float


def draw(
    graph: Graph,
    places: Snapped,
    minutes: Sequence[float],
    width: float = WIDTH,
    inward: bool = False,
    block: int = 16,
) -> list[Isochrone]:
    """The isochrones of each place, the shortest first; each lies within the next.

    They are of where one gets to from a place or, where `inward`, of where one gets to it from.
    A street is reached from either end as far as time allows and cut there, what is reached is widened by
    `width` metres on all sides and dissolved. Land farther from a street is not reached, however long there
    is. Raises RefusedError for minutes or a width that cannot be.
    """
    if not len(minutes) or not all(math.isfinite(value) and value > 0 for value in minutes):
        raise RefusedError("Give the minutes of each isochrone, all above 0, such as 5, 10, 15.")
    if not (math.isfinite(width) and width > 0):
        raise RefusedError(
            f"Streets cannot be widened by {width} m; give a width above 0, such as {WIDTH:g}."
        )
    drawn: list[Isochrone] = []
    longest, steps = max(minutes) * 60, sorted(minutes)
    starting = places.arriving if inward else places.leaving
    for first, times in spread(graph, places.nodes, starting, longest, inward, block):
        for place in range(first, first + len(times)):
            drawn += _draw(graph, places, place, times[place - first], steps, width, inward)
    return drawn


def _draw(
    graph: Graph,
    places: Snapped,
    place: int,
    times: Figures,
    minutes: list[float],
    width: float,
    inward: bool,
) -> list[Isochrone]:
    drawn, inner, metres = [], shapely.Polygon(), math.nan
    inside = np.zeros(len(graph.lines), dtype=bool)
    for value in minutes:
        if places.piece[place] != NOWHERE:
            pieces, begin, end = reach(graph, places.take([place]), times, value * 60, inward)
            metres = float(((end - begin) * graph.lengths[pieces]).sum())
            new = ~inside[pieces]
            lines = cut(graph.lines[pieces[new]], begin[new], end[new])
            # With the shorter one, so that it lies inside, however the arcs of the ends are drawn.
            inner = shapely.union_all([inner, *shapely.buffer(lines, width, quad_segs=ROUND)])
            inside[pieces[(begin <= 0) & (end >= 1)]] = True
        area = math.nan if math.isnan(metres) else float(inner.area)
        drawn.append(Isochrone(place=place, minutes=value, polygon=inner, area=area, metres=metres))
    return drawn


def reach(
    graph: Graph, place: Snapped, times: Figures, limit: float, inward: bool = False
) -> tuple[Numbers, Figures, Figures]:
    """The pieces reached from one place within `limit` seconds, and from which share (0 to 1) to which.

    `times` are the seconds from the place to every node, or to it where `inward`. A piece reached from both
    ends but not through comes twice.
    """
    onward, against = (graph.back, graph.forth) if inward else (graph.forth, graph.back)
    forth = _go(limit - times[graph.tail], onward)
    back = 1 - _go(limit - times[graph.head], against)
    at, share, left = place.piece, float(place.share[0]), limit - place.walk
    behind, ahead = (float(_go(left, way[at])[0]) for way in (against, onward))
    own = _unite([(0.0, float(forth[at[0]])), (float(back[at[0]]), 1.0), (share - behind, share + ahead)])
    forth[at], back[at] = 0.0, 1.0
    whole = forth >= back
    through, some, other = (
        np.flatnonzero(which) for which in (whole, ~whole & (forth > 0), ~whole & (back < 1))
    )
    pieces = np.concatenate([through, some, other, np.repeat(at, len(own))])
    begin = np.concatenate([np.zeros(len(through) + len(some)), back[other], [one for one, _ in own]])
    end = np.concatenate([np.ones(len(through)), forth[some], np.ones(len(other)), [last for _, last in own]])
    return pieces, begin, end


def _go(left: Figures, seconds: Figures) -> Figures:
    """The share of a piece that is gone along in the seconds left, where it takes so many."""
    share = np.divide(left, seconds, out=np.zeros(len(seconds)), where=left > 0)
    return np.minimum(share, 1.0)


def _unite(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The spans within 0 to 1, those that touch as one; none without length."""
    united: list[tuple[float, float]] = []
    for begin, end in sorted((max(begin, 0.0), min(end, 1.0)) for begin, end in spans):
        if united and begin <= united[-1][1]:
            united[-1] = united[-1][0], max(united[-1][1], end)
        elif end > begin:
            united.append((begin, end))
    return united


def cut(lines: Shapes, begin: Figures, end: Figures) -> Shapes:
    """The lines from one share of their length to another."""
    found = lines.copy()
    for at in np.flatnonzero((begin > 0) | (end < 1)):
        found[at] = substring(lines[at], begin[at], end[at], normalized=True)
    return found
