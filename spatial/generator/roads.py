"""Roads of a cell as centre lines: its local streets, and the main roads it tells of."""

from collections.abc import Iterator

import numpy as np
import shapely

from spatial.generator.areas import MADE_UP
from spatial.generator.chance import Floats
from spatial.generator.names import name_main_road, name_street
from spatial.generator.plan import Plan
from spatial.generator.streets import Edge, Grid, Rank, Ranks, Streets
from spatial.records import Road

KLASS = {
    Rank.LOCAL: "residential", Rank.MINOR: "tertiary", Rank.COLLECTOR: "tertiary",
    Rank.SECONDARY: "secondary", Rank.PRIMARY: "primary", Rank.TRUNK: "trunk",
}  # fmt: skip
LANES = {
    Rank.LOCAL: 2, Rank.MINOR: 2, Rank.COLLECTOR: 2, Rank.SECONDARY: 4, Rank.PRIMARY: 6, Rank.TRUNK: 8,
}  # fmt: skip
SPEED = {
    Rank.LOCAL: 30, Rank.MINOR: 40, Rank.COLLECTOR: 40, Rank.SECONDARY: 50, Rank.PRIMARY: 60, Rank.TRUNK: 80,
}  # fmt: skip


def tell_roads(streets: Streets, grid: Grid | None, i: int, j: int) -> Iterator[Road]:
    """Every street of a cell, in as many pieces as it is broken into."""
    if grid is not None:
        yield from _tell_local_streets(streets.plan.seed, grid, i, j)
    for edge in streets.edges_of(i, j):
        yield from _tell_main_road(streets.plan, edge)


def _tell_local_streets(seed: int, grid: Grid, i: int, j: int) -> Iterator[Road]:
    for line in range(1, grid.along.shape[1] - 1):
        for piece, (rank, points) in enumerate(_runs(grid.along[:, line], grid.xy[:, line])):
            name = name_street(seed, i, j, line, True, rank is Rank.MINOR)
            yield _road(f"R{i:03d}{j:03d}a{line}{piece}", name, rank, points)
    for line in range(1, grid.across.shape[0] - 1):
        for piece, (rank, points) in enumerate(_runs(grid.across[line], grid.xy[line])):
            name = name_street(seed, i, j, line, False, rank is Rank.MINOR)
            yield _road(f"R{i:03d}{j:03d}x{line}{piece}", name, rank, points)


def _tell_main_road(plan: Plan, edge: Edge) -> Iterator[Road]:
    name = name_main_road(plan.seed, edge.j if edge.east else edge.i, edge.east, edge.rank is Rank.TRUNK)
    uv = edge.uv()
    points = plan.lattice.place(uv[:, 0], uv[:, 1])
    pieces = [points]
    if edge.wet and not edge.bridged:
        low, high = (edge.stop_at(part) for part in edge.wet)
        pieces = [points[: low + 1], points[high:]]
    letter = "h" if edge.east else "v"
    for piece, part in enumerate(pieces):
        if len(part) > 1:
            yield _road(f"R{edge.i:03d}{edge.j:03d}{letter}{piece}", name, edge.rank, part)


def _runs(ranks: Ranks, points: Floats) -> Iterator[tuple[Rank, Floats]]:
    """The unbroken stretches of a line that are streets."""
    street = (ranks >= Rank.LOCAL) & (ranks <= Rank.TRUNK)
    changes = np.flatnonzero(np.diff(np.concatenate([[0], street.astype(int), [0]])))
    for start, end in changes.reshape(-1, 2).tolist():
        yield Rank(int(ranks[start:end].max())), points[start : end + 1]


def _road(code: str, name: str, rank: Rank, points: Floats) -> Road:
    return Road(
        code=code,
        name=name,
        klass=KLASS[rank],
        footprint=shapely.LineString(np.round(points, 3)),
        oneway=False,
        lanes=LANES[rank],
        maxspeed=SPEED[rank],
        attributes=MADE_UP,
    )
