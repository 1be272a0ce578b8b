"""The parcels as records: code, use, area, the greatest floor area ratio, how far they have come."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import shapely

from spatial.generator.areas import MADE_UP
from spatial.generator.chance import scatter
from spatial.population.blocks import draw_blocks
from spatial.population.codes import unit_code
from spatial.population.places import Places
from spatial.population.plan import Plan
from spatial.population.uses import USES
from spatial.registers import Parcel, SupplyState

EXCEEDED = 0.03
"""The share of parcels that are built over more than allowed."""
LATELY = 1
"""Years after which all that is built counts as completed."""


def tell_parcels(plan: Plan, places: Places) -> Iterator[Parcel]:
    """Each parcel, around what stands on it."""
    stock = plan.stock
    floors = stock.floor_area
    luck = scatter(plan.seed, 161, np.arange(len(stock.codes)))
    for block in draw_blocks(places.groups, stock.shapes, stock.zone):
        code = unit_code(places.parcels[block.members[0]])
        area = float(shapely.area(block.outline))
        main = int(np.argmax(np.bincount(stock.use[block.members], floors[block.members])))
        built = float(floors[block.members].sum()) / area
        chance = float(luck[block.members[0]])
        allowed = built * 0.85 if chance < EXCEEDED else max(0.5, built * (1.02 + 0.5 * chance))
        first = int(stock.year[block.members].min())
        last = int(stock.year[block.members].max())
        started = last >= plan.day.year - LATELY
        yield Parcel(
            code=code,
            unit_code=code,
            footprint=block.outline,
            klass=USES[main].land,
            usage=USES[main].id,
            area=round(area, 2),
            floor_area_ratio=round(allowed, 1 if allowed >= 0.1 else 2),
            supply=SupplyState.STARTED if started else SupplyState.COMPLETED,
            supplied_on=date(first - 2, 1 + int(chance * 12), 1),
            attributes={**MADE_UP, "zone": plan.zones[block.zone].code},
        )
