"""Where lines should meet and do not: ends that stop short of or upon another line, and crossings."""

import numpy as np
import shapely

from spatial.routing.columns import Figures, Flags, Numbers, Shapes
from spatial.routing.vertices import APART, Cuts, Vertices


def join_ends(
    lines: Shapes, level: Numbers, vertices: Vertices, tolerance: float
) -> tuple[Cuts, Figures, int]:
    """Ends of lines within so many metres of another line join it: its vertex if as near, else a cut.

    Lines of different levels join end to end alone. Also the gaps closed in metres, and how many ends stay
    apart from a line of another level.
    """
    ends = np.flatnonzero(vertices.is_end)
    points = shapely.points(vertices.xy[ends])
    found, part = shapely.STRtree(lines).query(points, predicate="dwithin", distance=tolerance)
    end = ends[found]
    elsewhere = (part != vertices.part[end]) & ~_meets(vertices, end, part)
    end, part = end[elsewhere], part[elsewhere]
    along = shapely.line_locate_point(lines[part], shapely.points(vertices.xy[end]))
    before = vertices.locate(part, along)
    gaps = np.hypot(*(vertices.xy[np.stack([before, before + 1])] - vertices.xy[end]).transpose(2, 0, 1))
    near = before + (gaps[1] < gaps[0])
    at_vertex = gaps.min(axis=0) <= tolerance
    allowed = (level[part] == level[vertices.part[end]]) | (at_vertex & vertices.is_end[near])
    cutting = allowed & ~at_vertex
    numbers = len(vertices.part) + np.arange(cutting.sum())
    target = near.copy()
    target[cutting] = numbers
    foot = shapely.get_coordinates(shapely.line_interpolate_point(lines[part[cutting]], along[cutting]))
    ties = np.column_stack([end, target])[allowed]
    distance = np.where(
        at_vertex,
        gaps.min(axis=0),
        shapely.distance(lines[part], shapely.points(vertices.xy[end])),
    )
    cuts = Cuts(part=part[cutting], along=along[cutting], xy=foot, ties=ties)
    return cuts, distance[allowed], int((~allowed).sum())


def _meets(vertices: Vertices, vertex: Numbers, part: Numbers) -> Flags:
    """Whether each line has a vertex of its own at the spot of the vertex."""
    spots = int(vertices.spot.max()) + 1
    return np.isin(part * spots + vertices.spot[vertex], vertices.part * spots + vertices.spot)


def cut_crossings(level: Numbers, vertices: Vertices) -> Cuts:
    """Lines of one level are cut where they cross or touch, but for ends, which `join_ends` joins."""
    start = np.flatnonzero(np.diff(vertices.part) == 0)
    segments = shapely.linestrings(np.stack([vertices.xy[start], vertices.xy[start + 1]], axis=1))
    one, other = shapely.STRtree(segments).query(segments, predicate="intersects")
    one, other = start[one[one < other]], start[other[one < other]]
    spots = vertices.spot
    apart = np.ones(len(one), dtype=bool)
    for a in (one, one + 1):
        for b in (other, other + 1):
            apart &= spots[a] != spots[b]
    keep = apart & (level[vertices.part[one]] == level[vertices.part[other]])
    one, other = one[keep], other[keep]
    step, across = (vertices.xy[at + 1] - vertices.xy[at] for at in (one, other))
    between = vertices.xy[other] - vertices.xy[one]
    turn = _cross(step, across)
    oblique = np.abs(turn) > 1e-12 * np.hypot(*step.T) * np.hypot(*across.T)
    one, other, step, across, between, turn = (
        column[oblique] for column in (one, other, step, across, between, turn)
    )
    shares = _cross(between, across) / turn, _cross(between, step) / turn
    xy = vertices.xy[one] + shares[0][:, None] * step
    return _cut_both(vertices, (one, other), xy)


def _cross(one: Figures, other: Figures) -> Figures:
    return one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]


def _cut_both(vertices: Vertices, pair: tuple[Numbers, Numbers], xy: Figures) -> Cuts:
    """Cuts of both segments at each point; at a vertex of one of them the other is cut and tied to it."""
    at, ended = [], np.zeros(len(xy), dtype=bool)
    for start in pair:
        gaps = np.hypot(*(vertices.xy[np.stack([start, start + 1])] - xy).transpose(2, 0, 1))
        near = np.where(gaps.min(axis=0) <= APART, start + (gaps[1] < gaps[0]), -1)
        ended |= (near >= 0) & vertices.is_end[near]
        at.append(near)
    count = len(vertices.part)
    parts, alongs, places, ids = [], [], [], []
    for start, near in zip(pair, at, strict=True):
        cutting = (near < 0) & ~ended
        along = vertices.along[start] + np.hypot(*(xy - vertices.xy[start]).T)
        parts.append(vertices.part[start][cutting])
        alongs.append(along[cutting])
        places.append(xy[cutting])
        own = near.copy()
        own[cutting] = count + np.arange(cutting.sum())
        count += int(cutting.sum())
        ids.append(own)
    return Cuts(
        part=np.concatenate(parts),
        along=np.concatenate(alongs),
        xy=np.concatenate(places).reshape(-1, 2),
        ties=np.column_stack(ids)[~ended],
    )


def add_up(vertices: Vertices, *several: Cuts) -> Cuts:
    """Cuts made one without the other as one, their ties numbered anew."""
    count = len(vertices.part)
    ties, passed = [], 0
    for cuts in several:
        ties.append(np.where(cuts.ties >= count, cuts.ties + passed, cuts.ties))
        passed += len(cuts.part)
    return Cuts(
        part=np.concatenate([cuts.part for cuts in several]),
        along=np.concatenate([cuts.along for cuts in several]),
        xy=np.concatenate([cuts.xy for cuts in several]),
        ties=np.concatenate(ties),
    )
