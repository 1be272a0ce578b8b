"""Where pipes of a cell run before any class is told apart: points along streets, and stretches between."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spatial.generator.chance import Floats, Whole
from spatial.generator.plan import Plan
from spatial.generator.streets import Edge, Grid, Rank, Streets

Mask = NDArray[np.bool_]
LOCAL_STREET = -1


@dataclass(frozen=True, slots=True)
class Points:
    """Points (n): lattice coordinates, metres, and (n, 2) directions that offsets go in.

    A class lies at xy + its offset on main roads x `wide` + its offset on local streets x `narrow`.
    """

    uv: Floats
    xy: Floats
    wide: Floats
    narrow: Floats
    names: list[str]


@dataclass(frozen=True, slots=True)
class Web:
    """Points, those of them this web tells of, and the stretches (m, 2) between them.

    Of each stretch: its name, its street's rank, the number of its main road (LOCAL_STREET for others),
    and whether it crosses no river.
    """

    points: Points
    told: Mask
    pairs: Whole
    names: list[str]
    rank: Whole
    line: Whole
    dry: Mask


def _left(way: Floats) -> Floats:
    unit = way / np.hypot(way[..., 0], way[..., 1])[..., None]
    return np.stack([-unit[..., 1], unit[..., 0]], axis=-1)


def _both(east: Floats, north: Floats) -> Floats:
    """The way to where the lines one metre left of `east` and right of `north` cross."""
    left, right = _left(east), _right(north)
    return (left + right) / (1 + _dot(left, right))


def _dot(one: Floats, other: Floats) -> Floats:
    product: Floats = (one * other).sum(axis=-1, keepdims=True)
    return product


def _right(way: Floats) -> Floats:
    return -_left(way)


def edge_points(plan: Plan, edge: Edge) -> Points:
    """The stops of a main road. Offsets are north of roads that run east, east of those that run north."""
    corners = plan.lattice.corners
    ends = [(edge.i, edge.j), (edge.i + 1, edge.j) if edge.east else (edge.i, edge.j + 1)]
    first, last = (corners[end] for end in ends)
    way = (last - first)[None]
    aside = (0, 1) if edge.east else (1, 0)
    ways = [corners[a + aside[0], b + aside[1]] - corners[a - aside[0], b - aside[1]] for a, b in ends]
    across = ways[0] * (1 - edge.stops[:, None]) + ways[1] * edge.stops[:, None]
    # Offsets follow the streets that meet the road, which need not do so at right angles.
    wide = across / _dot(across, _left(way) if edge.east else _right(way))
    narrow = way / _dot(way, _right(across) if edge.east else _left(across))
    for place, (a, b) in zip((0, -1), ends, strict=True):
        east, north = corners[a + 1, b] - corners[a - 1, b], corners[a, b + 1] - corners[a, b - 1]
        wide[place] = _both(east, north)
        narrow[place] = 0
    stem = f"{edge.i:03d}{edge.j:03d}{'h' if edge.east else 'v'}"
    names = [f"{stem}{stop}" for stop in range(len(edge.stops))]
    names[0], names[-1] = (f"{a:03d}{b:03d}c" for a, b in ends)
    xy = first + edge.stops[:, None] * way
    return Points(edge.uv(), xy, wide, narrow, names)


def main_web(streets: Streets, edge: Edge) -> Web:
    """One main road between two corners. Its corners are told by whoever tells of them for a class."""
    points = edge_points(streets.plan, edge)
    count = len(edge.stops)
    told = np.ones(count, dtype=bool)
    told[[0, -1]] = False
    pairs = np.stack([np.arange(count - 1), np.arange(1, count)], axis=-1)
    middle = (edge.stops[1:] + edge.stops[:-1]) / 2
    low, high = edge.wet or (1.0, 1.0)
    dry = (middle < low) | (middle > high)
    if not edge.bridged:
        pairs, dry = pairs[dry], dry[dry]
    letter = "h" if edge.east else "v"
    names = [f"{edge.i:03d}{edge.j:03d}{letter}{start}" for start in pairs[:, 0].tolist()]
    return Web(
        points=points,
        told=told,
        pairs=pairs,
        names=names,
        rank=np.full(len(pairs), int(edge.rank)),
        line=np.full(len(pairs), edge.j if edge.east else edge.i),
        dry=dry,
    )


def local_web(streets: Streets, grid: Grid, i: int, j: int) -> Web:
    """The local streets of a cell, up to where they meet its main roads."""
    plan = streets.plan
    n, m = grid.along.shape[0], grid.across.shape[1]
    east = grid.xy[2:, 1:-1] - grid.xy[:-2, 1:-1]
    north = grid.xy[1:-1, 2:] - grid.xy[1:-1, :-2]
    inner = Points(
        uv=grid.uv[1:-1, 1:-1].reshape(-1, 2),
        xy=grid.xy[1:-1, 1:-1].reshape(-1, 2),
        wide=np.zeros(((n - 1) * (m - 1), 2)),
        narrow=_both(east, north).reshape(-1, 2),
        names=[f"{i:03d}{j:03d}n{k}{l}" for k in range(1, n) for l in range(1, m)],  # noqa: E741
    )
    index = np.full((n + 1, m + 1), -1)
    index[1:-1, 1:-1] = np.arange((n - 1) * (m - 1)).reshape(n - 1, m - 1)
    parts = [inner]
    filled = len(inner.names)
    sides = (
        ((i, j, True), [(k, 0) for k in range(1, n)]),
        ((i, j + 1, True), [(k, m) for k in range(1, n)]),
        ((i, j, False), [(0, l) for l in range(1, m)]),  # noqa: E741
        ((i + 1, j, False), [(n, l) for l in range(1, m)]),  # noqa: E741
    )
    for place, ends in sides:
        edge = streets.edge(*place)
        assert edge is not None
        points = edge_points(plan, edge)
        axis, start = (0, edge.i) if edge.east else (1, edge.j)
        stops = [edge.stop_at(float(grid.uv[k, l, axis]) - start) for k, l in ends]  # noqa: E741
        parts.append(_take(points, stops))
        for number, (k, l) in enumerate(ends):  # noqa: E741
            index[k, l] = filled + number
        filled += len(ends)
    pairs, names, rank = _local_pairs(grid, index, f"{i:03d}{j:03d}")
    told = np.zeros(filled, dtype=bool)
    told[: len(inner.names)] = True
    return Web(
        points=_join(parts),
        told=told,
        pairs=pairs,
        names=names,
        rank=rank,
        line=np.full(len(pairs), LOCAL_STREET),
        dry=np.ones(len(pairs), dtype=bool),
    )


def _local_pairs(grid: Grid, index: Whole, stem: str) -> tuple[Whole, list[str], Whole]:
    """The stretches of local streets as pairs of points, with name and rank."""
    along, across = (((ranks == Rank.LOCAL) | (ranks == Rank.MINOR)) for ranks in (grid.along, grid.across))
    along[:, [0, -1]] = False
    across[[0, -1]] = False
    ka, la = np.nonzero(along)
    kx, lx = np.nonzero(across)
    pairs = np.concatenate(
        [
            np.stack([index[ka, la], index[ka + 1, la]], axis=-1),
            np.stack([index[kx, lx], index[kx, lx + 1]], axis=-1),
        ]
    )
    names = [f"{stem}a{k}{l}" for k, l in zip(ka.tolist(), la.tolist(), strict=True)]  # noqa: E741
    names += [f"{stem}x{k}{l}" for k, l in zip(kx.tolist(), lx.tolist(), strict=True)]  # noqa: E741
    return pairs, names, np.concatenate([grid.along[along], grid.across[across]]).astype(np.int64)


def _take(points: Points, which: list[int]) -> Points:
    return Points(
        points.uv[which], points.xy[which], points.wide[which], points.narrow[which],
        [points.names[one] for one in which],
    )  # fmt: skip


def _join(parts: list[Points]) -> Points:
    return Points(
        uv=np.concatenate([one.uv for one in parts]),
        xy=np.concatenate([one.xy for one in parts]),
        wide=np.concatenate([one.wide for one in parts]),
        narrow=np.concatenate([one.narrow for one in parts]),
        names=[name for one in parts for name in one.names],
    )
