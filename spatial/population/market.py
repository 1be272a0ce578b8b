"""What the homes of a tract are worth, who owns them, and which of them stand empty."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from spatial.generator.chance import Floats, Whole, chance, scatter
from spatial.population.dwellings import Dwellings
from spatial.population.households import Households
from spatial.population.plan import Plan
from spatial.population.structures import Structures
from spatial.registers import Tenure, UseState

TENURES = (Tenure.OWNED, Tenure.RENTED, Tenure.SOCIAL, Tenure.OTHER)
STATES = (UseState.OCCUPIED, UseState.VACANT, UseState.UNINHABITABLE, None)
OCCUPIED, VACANT, UNINHABITABLE, UNKNOWN = range(4)
DEAR, CHEAP, SLOPE = 30_000.0, 8_000.0, 9_000.0
"""Yuan a square metre in the midst of the jobs and far out, and the metres over which they fall."""
YIELD = 0.019
YEARS_ON_SALE = 3


@dataclass(frozen=True, slots=True)
class Market:
    """A row for each home: `tenure` and `state` are indexes of TENURES and STATES.

    `sold` is how many days ago a new home was sold, 0 for one for sale, -1 for one that is not new.
    """

    state: Whole
    tenure: Whole
    price: Floats
    rent: Floats
    sold: Whole


def draw_market(
    plan: Plan, tract: int, dwellings: Dwellings, households: Households, structures: Structures
) -> Market:
    """Prices fall with distance and age; an empty new home may still be for sale."""
    draw = chance(plan.seed, 135, tract)
    many = dwellings.building.size
    own = dwellings.building - structures.first
    lived_in = np.zeros(many, dtype=bool)
    lived_in[households.home] = True
    new, dangerous = structures.new[own], structures.dangerous[own]
    unsold = new & ~lived_in & (draw.random(many) < 0.7)
    unheard = draw.random(many) < 0.1
    state = np.select([lived_in, dangerous, unheard & ~new], [OCCUPIED, UNINHABITABLE, UNKNOWN], VACANT)
    price = np.round(price_of(plan, dwellings, structures) * draw.lognormal(0, 0.05, many), 0)
    rent = np.round(price * dwellings.gross * YIELD / 12 * draw.lognormal(0, 0.08, many), 0)
    tenure = np.searchsorted([0.74, 0.94, 0.985], draw.random(many), side="right")
    ago = np.ceil(draw.random(many) * np.minimum(structures.age[own] + 1, YEARS_ON_SALE) * 365).astype(
        np.int64
    )
    sold = np.where(~new, -1, np.where(unsold, 0, ago))
    return Market(state, np.where(state == OCCUPIED, tenure, 0), price, rent, sold)


def price_of(plan: Plan, dwellings: Dwellings, structures: Structures) -> Floats:
    """The usual price of each home, yuan a square metre."""
    stock = plan.stock
    weight = plan.jobs + 1e-3
    centre = (stock.place * weight[:, None]).sum(axis=0) / weight.sum()
    building = dwellings.building
    far = np.hypot(*(stock.place[building] - centre).T)
    age = structures.age[building - structures.first]
    mood = 0.88 + 0.24 * scatter(plan.seed, 136, building)
    worth: Floats = (CHEAP + (DEAR - CHEAP) * np.exp(-far / SLOPE)) * np.maximum(1 - 0.007 * age, 0.6) * mood
    return worth


def sold_on(day: date, ago: int) -> date | None:
    """The day of a sale so many days ago."""
    return day - timedelta(days=ago) if ago > 0 else None


def tenure_of(index: int, state: int) -> Tenure | None:
    """By which right a home is lived in; nobody has one where nobody lives."""
    return TENURES[index] if state == OCCUPIED else None
