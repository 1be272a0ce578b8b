"""Open country between and around a city's quarters: plots of farmland, orchards, meadows and woods."""

from collections.abc import Iterator

import numpy as np
import shapely

from spatial.generator.areas import MADE_UP
from spatial.generator.blocks import shrink
from spatial.generator.chance import Floats, chance
from spatial.generator.lattice import blend
from spatial.generator.plan import Plan
from spatial.generator.streets import HALF, Rank, Streets, rank_of_edge
from spatial.generator.waters import embankment, strip
from spatial.records import CityObject, LandUse, PlantCover

PLOTS = (2, 4)
STRAY = 0.2
# Metres from a plot to the path between it and the next.
PATH = 2.0
SMALLEST = 400.0
WOOD = "wood"
SHARES = {"farmland": 60, "orchard": 9, "meadow": 11, "greenfield": 4, WOOD: 16}


def tell_fields(streets: Streets, i: int, j: int) -> Iterator[CityObject]:
    """The plots of a cell of fields, clear of the roads beside it and of the river."""
    plan, draw = streets.plan, chance(streets.plan.seed, 11, i, j)
    n, m = draw.integers(PLOTS[0], PLOTS[1] + 1, 2).tolist()
    xy = _draw_corners(plan, draw, i, j, n, m)
    corners = np.stack([xy[:-1, :-1], xy[1:, :-1], xy[1:, 1:], xy[:-1, 1:]], axis=2).reshape(-1, 4, 2)
    shapes = shapely.polygons(np.round(shrink(corners, _draw_margins(streets, i, j, n, m)), 3))
    if j == plan.river:
        shapes = shapely.difference(shapes, _river_bed(plan, i))
    kinds = draw.choice(list(SHARES), n * m, p=np.array(list(SHARES.values())) / sum(SHARES.values()))
    for number, (shape, kind) in enumerate(zip(shapes.tolist(), kinds.tolist(), strict=True)):
        parts = [part for part in shapely.get_parts(shape) if part.area > SMALLEST]
        for side, part in enumerate(shapely.set_precision(parts, 0.001)):
            code = f"field-{i:03d}{j:03d}-{number}{side}"
            if kind == WOOD:
                yield PlantCover(code=code, klass=WOOD, footprint=part, attributes=MADE_UP)
            else:
                yield LandUse(code=code, klass=kind, footprint=part, attributes=MADE_UP)


def _draw_corners(plan: Plan, draw: np.random.Generator, i: int, j: int, n: int, m: int) -> Floats:
    """The corners of n x m plots in metres, (n + 1, m + 1, 2)."""
    u, v = np.meshgrid(np.arange(n + 1) / n, np.arange(m + 1) / m, indexing="ij")
    u[1:-1] += draw.uniform(-STRAY, STRAY, u[1:-1].shape) / n
    v[:, 1:-1] += draw.uniform(-STRAY, STRAY, v[:, 1:-1].shape) / m
    a, b, c, d = plan.lattice.quad(i, j)
    return blend(a, b, c, d, u, v)


def _draw_margins(streets: Streets, i: int, j: int, n: int, m: int) -> Floats:
    """How far each plot lies from its south, east, north and west, (n x m, 4)."""
    margins = np.full((n, m, 4), PATH)
    margins[:, 0, 0], margins[-1, :, 1] = _half(streets, i, j, True), _half(streets, i + 1, j, False)
    margins[:, -1, 2], margins[0, :, 3] = _half(streets, i, j + 1, True), _half(streets, i, j, False)
    return margins.reshape(-1, 4)


def _half(streets: Streets, i: int, j: int, east: bool) -> float:
    if not streets.stands(i, j, east):
        return PATH
    return float(HALF[rank_of_edge(streets.plan, i, j, east)])


def _river_bed(plan: Plan, i: int) -> shapely.Polygon:
    """What lies between the streets along the river's banks."""
    u = np.linspace(i - 0.2, i + 1.2, 15)
    return strip(*(embankment(plan, u, north, -HALF[Rank.MINOR]) for north in (False, True)))
