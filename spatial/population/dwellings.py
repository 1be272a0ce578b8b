"""The homes of a tract: floor, door and area of each, drawn building by building."""

from dataclasses import dataclass

import numpy as np

from spatial.generator.chance import Floats, Whole, chance, scatter
from spatial.population.plan import Plan

PER_STAIRCASE = 4
NET = {"low": 0.92, "middle": 0.86, "high": 0.78}
"""Net to gross area by what stairs, lifts and lobbies take: to 3, to 9 and over 9 storeys."""


@dataclass(frozen=True, slots=True)
class Dwellings:
    """A row each: `building` is a row of the stock, `place` its number in the building from 0."""

    building: Whole
    place: Whole
    floor: Whole
    unit: Whole
    door: Whole
    gross: Floats
    net: Floats
    rooms: Whole


def draw_dwellings(plan: Plan, tract: int) -> Dwellings:
    """Every home of the tract; the same door of each floor has the same area, as flats stand over flats."""
    span, stock = plan.span(tract), plan.stock
    homes = plan.homes[span]
    draw = chance(plan.seed, 121, tract)
    building = np.repeat(np.arange(span.start, span.stop), homes)
    place = np.arange(building.size) - np.repeat(np.cumsum(homes) - homes, homes)
    on_floor = place % plan.doors[building]
    shape = 0.72 + 0.62 * scatter(plan.seed, 122, building, on_floor)
    lived = (stock.floor_area * stock.of_use("home"))[span]
    sums = np.bincount(building - span.start, shape, homes.size)
    gross = np.round(shape * (lived / np.where(sums > 0, sums, 1))[building - span.start], 2)
    storeys = stock.storeys[building]
    share = np.select([storeys <= 3, storeys <= 9], [NET["low"], NET["middle"]], NET["high"])
    net = np.round(gross * share * draw.uniform(0.98, 1.02, building.size), 2)
    rooms = np.clip(np.rint(net / 27.0 + draw.normal(0, 0.35, building.size)), 1, 9).astype(np.int64)
    return Dwellings(
        building=building,
        place=place,
        floor=place // plan.doors[building] + 1,
        unit=on_floor // PER_STAIRCASE + 1,
        door=on_floor % PER_STAIRCASE + 1,
        gross=gross,
        net=net,
        rooms=rooms,
    )
