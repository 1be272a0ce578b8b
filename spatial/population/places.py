"""Where each building and dwelling stands in the cadastre: its parcel and its number there."""

from dataclasses import dataclass

import numpy as np

from spatial.generator.chance import Whole
from spatial.population.blocks import group
from spatial.population.codes import parcel_code, unit_code
from spatial.population.plan import Plan


@dataclass(frozen=True, slots=True)
class Places:
    """The rows of the buildings of each parcel; of each building the nineteen characters of its parcel, and
    its number there from 1.
    """

    groups: list[Whole]
    parcels: list[str]
    number: Whole

    def unit_of(self, building: int, place: int) -> str:
        """The real-estate unit code of a building's dwelling of that number (from 0)."""
        return unit_code(self.parcels[building], int(self.number[building]), place + 1)


def draw_places(plan: Plan) -> Places:
    """The places of all buildings; parcels are numbered within their zone."""
    stock = plan.stock
    groups = group(stock.shapes, stock.place, stock.zone)
    counts = [0] * len(plan.zones)
    parcels, number = [""] * len(stock.codes), np.zeros(len(stock.codes), dtype=np.int64)
    for members in groups:
        zone = int(stock.zone[members[0]])
        code = parcel_code(zone, counts[zone])
        counts[zone] += 1
        number[members] = np.arange(1, members.size + 1)
        for member in members.tolist():
            parcels[member] = code
    return Places(groups, parcels, number)
