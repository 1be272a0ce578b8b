"""Bridges: of main roads over the river, of streets over canals."""

from collections.abc import Iterator

import numpy as np
import shapely

from spatial.generator.areas import MADE_UP
from spatial.generator.chance import Floats
from spatial.generator.names import name_main_road
from spatial.generator.plan import Plan
from spatial.generator.roads import LANES
from spatial.generator.streets import CANAL_HALF, Edge, Grid, Rank, Streets
from spatial.records import Bridge

LANE, PAVEMENTS = 3.5, 5.0
# How far a bridge goes beyond a canal's edge, in metres.
LANDING = 3.0


def tell_bridges(streets: Streets, grid: Grid | None, i: int, j: int) -> Iterator[Bridge]:
    """The bridges of the main roads a cell tells of, and those over its canal."""
    for edge in streets.edges_of(i, j):
        if edge.wet and edge.bridged:
            yield _cross_river(streets.plan, edge, edge.wet)
    if grid is not None and grid.canal is not None:
        yield from _cross_canal(grid, grid.canal, f"{i:03d}{j:03d}")


def _cross_river(plan: Plan, edge: Edge, wet: tuple[float, float]) -> Bridge:
    axis = plan.lattice.place(np.full(2, edge.i, dtype=float), edge.j + np.array(wet))
    name = name_main_road(plan.seed, edge.i, edge.east, edge.rank is Rank.TRUNK)
    return _span(f"bridge-{edge.i:03d}{edge.j:03d}", f"{name}大桥", axis, edge.rank)


def _cross_canal(grid: Grid, canal: int, stem: str) -> Iterator[Bridge]:
    """A bridge for every street that goes on beyond the canal; the northern main road is the next cell's."""
    for line in range(grid.along.shape[1] - 1):
        rank = Rank(int(grid.along[canal, line]))
        if not all(Rank.LOCAL <= grid.along[side, line] <= Rank.TRUNK for side in (canal - 1, canal)):
            continue
        middle = grid.xy[canal, line]
        way = grid.xy[canal + 1, line] - grid.xy[canal - 1, line]
        reach = way / np.hypot(*way) * (CANAL_HALF + LANDING)
        yield _span(f"bridge-{stem}-{line}", None, np.stack([middle - reach, middle + reach]), rank)


def _span(code: str, name: str | None, axis: Floats, rank: Rank) -> Bridge:
    wide = LANES[rank] * LANE + PAVEMENTS
    shape = shapely.LineString(axis).buffer(wide / 2, cap_style="flat")
    return Bridge(
        code=code,
        name=name,
        klass="road_bridge",
        footprint=shapely.set_precision(shape, 0.001),
        attributes=MADE_UP,
    )
