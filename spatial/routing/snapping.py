"""Points put on the nearest place of a graph within a limit, with the time it takes to get on and off it."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from spatial.errors import RefusedError
from spatial.routing import morton
from spatial.routing.columns import NOWHERE, Figures, Flags, Numbers
from spatial.routing.graph import KMH, Graph
from spatial.routing.rules import WALKING


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapped:
    """Where m points are on a graph: the piece (-1: none near), metres `along` it and `off` it (NaN: none).

    `share` is how far along the piece they are, 0 to 1. `nodes` (m, 2) are the piece's tail and head (-1:
    none); `leaving` and `arriving` (m, 2) are the seconds from the point to them and from them to the point,
    the way off the street included, inf where that is not allowed. `walk` is the seconds off the street.
    """

    piece: Numbers
    along: Figures
    share: Figures
    off: Figures
    walk: Figures
    nodes: Numbers
    leaving: Figures
    arriving: Figures

    @property
    def missed(self) -> int:
        """How many points are on no piece: too far from any, or at no known place."""
        return int((self.piece == NOWHERE).sum())

    def take(self, chosen: Numbers | Flags | slice | list[int]) -> "Snapped":
        """Those points, in that order."""
        return Snapped(
            piece=self.piece[chosen],
            along=self.along[chosen],
            share=self.share[chosen],
            off=self.off[chosen],
            walk=self.walk[chosen],
            nodes=self.nodes[chosen],
            leaving=self.leaving[chosen],
            arriving=self.arriving[chosen],
        )

    def turn(self) -> "Snapped":
        """The points where every direction is turned."""
        return Snapped(
            piece=self.piece,
            along=self.along,
            share=self.share,
            off=self.off,
            walk=self.walk,
            nodes=self.nodes,
            leaving=self.arriving,
            arriving=self.leaving,
        )


def snap(graph: Graph, xy: Figures, limit: float, speed: float = WALKING) -> Snapped:
    """The nearest place within `limit` metres for each point (m, 2), walked to straight at so many km/h.

    A point farther away, or with a coordinate that is no number, is on no piece and is counted. Raises
    RefusedError where the limit or the speed cannot be.
    """
    if not (math.isfinite(limit) and limit > 0):
        raise RefusedError(f"No street lies within {limit} m of a point; give a limit above 0, such as 300.")
    if not (math.isfinite(speed) and speed > 0):
        raise RefusedError(f"Nobody walks at {speed} km/h; give a speed above 0, such as {WALKING:g}.")
    count = len(xy)
    known = np.flatnonzero(np.isfinite(xy).all(axis=1))
    known = known[morton.sort(xy[known])]
    points = shapely.points(xy[known])
    (found, nearest), away = graph.tree.query_nearest(
        points, max_distance=limit, return_distance=True, all_matches=False
    )
    at = known[found]
    piece = np.full(count, NOWHERE, dtype=np.int64)
    share, along, off = (np.full(count, np.nan) for _ in range(3))
    piece[at], off[at] = nearest, away
    share[at] = shapely.line_locate_point(graph.lines[nearest], points[found], normalized=True)
    along[at] = share[at] * graph.lengths[nearest]
    walk = off * KMH / speed
    nodes = np.full((count, 2), NOWHERE, dtype=np.int64)
    nodes[at] = np.column_stack([graph.tail[nearest], graph.head[nearest]])
    leaving, arriving = (np.full((count, 2), np.inf) for _ in range(2))
    forth, back, share_at = graph.forth[nearest], graph.back[nearest], share[at]
    leaving[at] = walk[at, None] + np.column_stack([_part(back, share_at), _part(forth, 1 - share_at)])
    arriving[at] = walk[at, None] + np.column_stack([_part(forth, share_at), _part(back, 1 - share_at)])
    return Snapped(
        piece=piece,
        along=along,
        share=share,
        off=off,
        walk=walk,
        nodes=nodes,
        leaving=leaving,
        arriving=arriving,
    )


def _part(seconds: Figures, share: Figures) -> Figures:
    """So much of the seconds; even of a way that is not allowed nothing takes no time."""
    return np.multiply(seconds, share, out=np.zeros(len(share)), where=share > 0)
