"""Ways inside blocks: lanes between the rows of buildings, and paths through parks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import shapely

from spatial.generator.areas import MADE_UP
from spatial.generator.blocks import Block
from spatial.generator.chance import Floats
from spatial.generator.footprints import Lots
from spatial.records import Road

# Rows nearer than this leave room for people alone.
FOR_CARS = 7.0
WEST, EAST = 3, 1
# How many metres from its edge a way ends where no street runs along the block; how clear of buildings
# paths keep.
SHORT, CLEAR = 6.0, 3.0
STEPS = 9


@dataclass(frozen=True, slots=True)
class Way:
    """A way of a block: its line (n, 2), and whether cars use it."""

    line: Floats
    cars: bool


def draw_lanes(block: Block, lots: Lots) -> list[Way]:
    """A lane between every second pair of rows, from street to street where there are streets."""
    cars = block.use.lane[0] >= FOR_CARS
    return [
        Way(line, cars)
        for line in (_fit(block, lane, WEST, EAST) for lane in lots.lanes[len(lots.lanes) % 2 :: 2])
        if line is not None
    ]


def _fit(block: Block, line: Floats, first: int, last: int) -> Floats | None:
    """A line across a block, drawn in from a side where no street runs; None where neither side has one."""
    if not (block.streets[first] or block.streets[last]):
        return None
    fitted = line.copy()
    for side, end, inner in ((first, 0, 1), (last, -1, -2)):
        if not block.streets[side]:
            way = line[inner] - line[end]
            fitted[end] += way * min(0.4, (block.margins[side] + SHORT) / np.hypot(*way))
    return fitted


def draw_paths(draw: np.random.Generator, block: Block) -> list[Way]:
    """Two curved paths across a park, from the middle of each side to the other."""
    middles = (block.quad + np.roll(block.quad, -1, axis=0)) / 2
    heart = block.quad.mean(axis=0) + draw.uniform(-0.15, 0.15, 2) @ (middles[[1, 2]] - middles[[3, 0]])
    t = np.linspace(0, 1, STEPS)[:, None]
    curves = [
        (1 - t) ** 2 * middles[first] + 2 * t * (1 - t) * heart + t**2 * middles[last]
        for first, last in ((0, 2), (3, 1))
    ]
    fitted = (
        _fit(block, curve, first, last) for curve, (first, last) in zip(curves, ((0, 2), (3, 1)), strict=True)
    )
    return [Way(line, cars=False) for line in fitted if line is not None]


def clear(lots: Lots, ways: list[Way]) -> Lots:
    """The lots that no way comes near."""
    if not ways or not len(lots.centre):
        return lots
    lines = shapely.union_all([shapely.LineString(way.line) for way in ways])
    apart = shapely.distance(shapely.points(lots.centre), lines)
    kept = apart > np.hypot(*lots.size.T) / 2 + CLEAR
    return replace(lots, centre=lots.centre[kept], size=lots.size[kept], axis=lots.axis[kept])


def tell_ways(block: Block, ways: list[Way]) -> Iterator[Road]:
    """The ways of a block as roads without names."""
    for number, way in enumerate(ways):
        yield Road(
            code=f"W{block.code}{number}",
            klass="service" if way.cars else "footway",
            footprint=shapely.LineString(np.round(way.line, 3)),
            oneway=False,
            lanes=1 if way.cars else None,
            maxspeed=15 if way.cars else None,
            attributes=MADE_UP,
        )
