"""The buildings of a cell: laid out block by block, told with height, year, address and door."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray

from spatial.generator.areas import MADE_UP, Areas
from spatial.generator.blocks import Block
from spatial.generator.chance import Floats, Whole, chance
from spatial.generator.footprints import Lots, choose_shapes, lay_out, outline
from spatial.generator.lanes import Way, clear, draw_lanes, draw_paths, tell_ways
from spatial.generator.names import name_place
from spatial.generator.plan import Plan
from spatial.generator.terrain import Terrain
from spatial.generator.uses import Use
from spatial.records import Address, Building, CityObject, HeightSource, Place

NEWEST, OLDEST = 2023, 1930
POSTCODE = "31{:02d}{:02d}"


@dataclass(frozen=True, slots=True)
class Stock:
    """Buildings of a cell, one row each: `block` is the index of its block, `place` its number there.

    `ways` lie between them, block by block.
    """

    block: Whole
    place: Whole
    shapes: NDArray[np.object_]
    doors: Floats
    storeys: Whole
    heights: Floats
    years: Whole
    below: Whole
    ways: list[list[Way]]


def draw_stock(plan: Plan, blocks: list[Block], i: int, j: int) -> Stock:
    """All buildings of a cell's blocks."""
    draw = chance(plan.seed, 7, i, j)
    laid, ways = [], []
    for one in blocks:
        lots = lay_out(draw, one.quad, one.margins, one.use)
        ways.append(draw_paths(draw, one) if one.use.green else draw_lanes(one, lots))
        laid.append(clear(lots, ways[-1]) if one.use.green else lots)
    counts = np.array([len(lots.centre) for lots in laid])
    block = np.repeat(np.arange(len(blocks)), counts)
    place = np.arange(block.size) - np.repeat(np.cumsum(counts) - counts, counts)
    lots = Lots(
        np.concatenate([lots.centre for lots in laid]),
        np.concatenate([lots.size for lots in laid]),
        np.concatenate([lots.axis for lots in laid]),
        np.concatenate([lots.lanes for lots in laid]),
    )
    uses = [one.use for one in blocks]
    shapes, doors = outline(draw, lots, choose_shapes(draw, uses, block))
    central = float(plan.central[i, j])
    low, high = (np.array([use.storeys[side] for use in uses]) for side in (0, 1))
    # An estate is built at once: its houses share a height; the nearer a centre, the higher.
    lift = np.clip(draw.beta(1.6, 2.6, len(uses)) + 0.3 * (central - 0.3), 0, 1)
    own = draw.beta(1.4, 3.2, block.size)
    alike = np.array([not use.each and use.function == "residential" for use in uses])[block]
    part = np.where(alike, lift[block] + 0.1 * (own - 0.3), 0.45 * lift[block] + 0.6 * own)
    storeys = np.clip(np.rint(low[block] + (high - low)[block] * part), low[block], high[block]).astype(int)
    floor = np.array([use.floor for use in uses])[block]
    heights = np.round(storeys * floor + draw.uniform(0.3, 1.8, block.size), 1)
    years = _draw_years(draw, plan, uses, block, i, j)
    below = np.where(storeys > 9, np.minimum(1 + storeys // 20, 4), 0)
    return Stock(block, place, shapes, doors, storeys, heights, years, below, ways)


def _draw_years(
    draw: np.random.Generator, plan: Plan, uses: list[Use], block: Whole, i: int, j: int
) -> Whole:
    """Years built: the old town by the main centre, younger outwards, high-rises never old."""
    u, v, _ = plan.centres[0]
    out = min(1.0, float(np.hypot(i + 0.5 - u, j + 0.5 - v)) / max(plan.radius, 1))
    age = draw.gamma(2.2, 9.0, len(uses)) * (1.25 - 0.6 * out)
    age = np.where([use.storeys[1] > 12 for use in uses], np.minimum(age, 8 + 0.45 * age), age)
    age = np.where([use.id == "lanes" for use in uses], age + 28, age)
    single = np.where([use.each for use in uses], 7.0, 1.2)
    years: Whole = np.rint(NEWEST - age[block] - draw.random(block.size) * single[block]).astype(int)
    return np.clip(years, OLDEST, NEWEST)


def tell_buildings(
    plan: Plan, areas: Areas, terrain: Terrain, blocks: list[Block], i: int, j: int
) -> Iterator[CityObject]:
    """Each building with its address and the place it houses, and the ways between them."""
    stock = draw_stock(plan, blocks, i, j)
    for block, ways in zip(blocks, stock.ways, strict=True):
        yield from tell_ways(block, ways)
    sub = int(areas.cells[i, j])
    locality = areas.names[sub]
    postcode = POSTCODE.format(int(areas.district[sub]) % 100, sub % 100)
    ground = np.round(terrain.ground(np.array([i + 0.5, j + 0.5])), 2)
    points = shapely.points(stock.doors)
    assumed = HeightSource.ASSUMED
    rows = zip(
        stock.block.tolist(), stock.place.tolist(), stock.shapes, points, stock.storeys.tolist(),
        stock.heights.tolist(), stock.years.tolist(), stock.below.tolist(), strict=True,
    )  # fmt: skip
    for index, place, shape, door, storeys, height, year, below in rows:
        block = blocks[index]
        use, front = block.use, block.front
        code = f"B{block.code}{place:03d}"
        number = front.number(place, use.each)
        address = f"{locality}{front.street}{number}"
        yield Building(
            code=code,
            footprint=shape,
            klass=use.klass,
            function=use.function,
            cim_level=2,
            valid_from=date(year, 1, 1),
            attributes=MADE_UP,
            height=height,
            height_source=assumed,
            ground=float(ground),
            storeys=storeys,
            storeys_below=below,
            year=year,
            address=address,
        )
        yield Address(
            code=code,
            footprint=door,
            street=front.street,
            housenumber=number,
            postcode=postcode,
            locality=locality,
            attributes=MADE_UP,
        )
        if use.place and place == 0:
            yield Place(
                code=f"P{block.code}",
                name=name_place(plan.seed, (i * 128 + j) * 64 + index, use),
                klass=use.place,
                footprint=door,
                address=address,
                attributes=MADE_UP,
            )
