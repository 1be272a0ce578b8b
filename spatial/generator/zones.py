"""Hazard zones: floods along the river by depth, waterlogging in hollows, landslides on the hill's slopes."""

from collections.abc import Iterator

import numpy as np
import shapely

from spatial.generator.areas import MADE_UP
from spatial.generator.chance import Floats, chance
from spatial.generator.plan import Kind, Plan
from spatial.generator.streets import GREEN, Grid
from spatial.generator.waters import STEPS, river_span, shore, strip
from spatial.records import HazardZone

CHUNK = 4
FLOOD = "百年一遇洪水"
STORM = "五十年一遇暴雨"
SLIDE = "连续强降雨"
# Rank, grade, depth from and to (m), and how far from the water the band ends (m) on average.
BANDS = (
    (4, "水深 2 m 以上", 2.0, None, 60.0),
    (3, "水深 1–2 m", 1.0, 2.0, 115.0),
    (2, "水深 0.5–1 m", 0.5, 1.0, 180.0),
    (1, "水深 0–0.5 m", 0.0, 0.5, 260.0),
)
PUDDLES = ((2, "中度内涝", 0.3, 0.5), (1, "轻度内涝", 0.15, 0.3))
SLIDES = ((3, "高易发"), (2, "中易发"))
OFTEN = 0.45
ROUND = 28


def tell_floods(plan: Plan) -> Iterator[HazardZone]:
    """Bands along both banks of the river, deepest at the water, in stretches of some cells."""
    first, last = river_span(plan)
    for begin in range(first, last, CHUNK):
        end = min(begin + CHUNK, last)
        u = np.linspace(begin, end, (end - begin) * STEPS + 1)
        for north in (False, True):
            wave = _wave(plan.seed, north, u)
            inner = shore(plan, u, north)
            for rank, grade, low, high, reach in BANDS:
                outer = shore(plan, u, north, GREEN - reach * wave)
                yield HazardZone(
                    code=f"flood-{begin:03d}{'n' if north else 's'}{rank}",
                    footprint=strip(inner, outer),
                    attributes=MADE_UP,
                    hazard="flood",
                    scenario=FLOOD,
                    scheme="淹没水深",
                    grade=grade,
                    rank=rank,
                    depth_from=low,
                    depth_to=high,
                )
                inner = outer


def _wave(seed: int, north: bool, u: Floats) -> Floats:
    """How far the water spreads along the river, about 1; without seams between stretches."""
    phases = chance(seed, 9, int(north)).uniform(0, 2 * np.pi, 3)
    parts = zip((0.9, 2.3, 5.1), (0.35, 0.25, 0.12), phases, strict=True)
    wave: Floats = 1 + sum(high * np.sin(often * u + phase) for often, high, phase in parts)
    return wave


def tell_zones(plan: Plan, grid: Grid | None, i: int, j: int) -> Iterator[HazardZone]:
    """The waterlogged hollow of a cell, or the slides of a hill's."""
    draw = chance(plan.seed, 10, i, j)
    middle = plan.lattice.size // 2, plan.lattice.size // 2
    if plan.kind[i, j] == Kind.HILL:
        yield from _tell_slides(plan, draw, i, j)
    elif plan.kind[i, j] == Kind.TOWN and grid is not None and (draw.random() < OFTEN or (i, j) == middle):
        n, m = grid.along.shape[0], grid.across.shape[1]
        low_spot = grid.xy[draw.integers(1, n), draw.integers(1, m)]
        rings = _rings(
            draw, low_spot, np.array([70.0, 55.0]) * draw.uniform(0.7, 1.6), draw.uniform(0, np.pi)
        )
        for (rank, grade, low, high), ring in zip(PUDDLES, rings, strict=True):
            yield HazardZone(
                code=f"pond-{i:03d}{j:03d}{rank}",
                footprint=ring,
                attributes=MADE_UP,
                hazard="waterlogging",
                scenario=STORM,
                scheme="内涝积水深度",
                grade=grade,
                rank=rank,
                depth_from=low,
                depth_to=high,
            )


def _tell_slides(plan: Plan, draw: np.random.Generator, i: int, j: int) -> Iterator[HazardZone]:
    """A slide on each slope that looks down on lived-in cells."""
    for side, (east, north) in enumerate(((0, -1), (1, 0), (0, 1), (-1, 0))):
        if not plan.lived_in(i + east, j + north):
            continue
        uv = np.array([i + 0.5 + 0.3 * east, j + 0.5 + 0.3 * north]) + draw.uniform(-0.08, 0.08, 2)
        middle = plan.lattice.place(uv[:1], uv[1:])[0]
        size = plan.lattice.side * np.array([0.2, 0.1]) * draw.uniform(0.8, 1.3)
        quad = plan.lattice.quad(i, j)
        way = quad[1] - quad[0] if north else quad[3] - quad[0]
        rings = _rings(draw, middle, size, float(np.arctan2(way[1], way[0])))
        for (rank, grade), ring in zip(SLIDES, rings, strict=True):
            yield HazardZone(
                code=f"slide-{i:03d}{j:03d}{side}{rank}",
                footprint=ring,
                attributes=MADE_UP,
                hazard="landslide",
                scenario=SLIDE,
                scheme="地质灾害易发程度",
                grade=grade,
                rank=rank,
            )


def _rings(
    draw: np.random.Generator, middle: Floats, size: Floats, turn: float
) -> tuple[shapely.Polygon, shapely.Polygon]:
    """A core and the ring around it, round but uneven."""
    angle = np.linspace(0, 2 * np.pi, ROUND, endpoint=False)
    lobes = ((2, 0.15), (3, 0.1), (5, 0.05))
    rough = 1 + sum(high * np.sin(count * angle + draw.uniform(0, 2 * np.pi)) for count, high in lobes)
    east, north = size[0] * rough * np.cos(angle), size[1] * rough * np.sin(angle)
    shape = np.stack(
        [east * np.cos(turn) - north * np.sin(turn), east * np.sin(turn) + north * np.cos(turn)], axis=-1
    )
    core, edge = np.round(middle + 0.5 * shape, 3), np.round(middle + shape, 3)
    return shapely.Polygon(core), shapely.Polygon(edge, [core])
