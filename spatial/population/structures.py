"""How the buildings of a tract are built and how safe they are, by their age."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spatial.generator.chance import Floats, Whole, chance
from spatial.population.plan import Plan

KINDS = ("reinforced concrete", "brick and concrete", "brick and timber", "steel")
CONCRETE, BRICK, TIMBER, STEEL = range(4)
SINCE_NEW = 3
"""Years for which the homes of a building are new on the market."""


@dataclass(frozen=True, slots=True)
class Structures:
    """A row for each building of the tract, whose first is `first`; `grade` is A to D as 0 to 3."""

    first: int
    kind: Whole
    grade: Whole
    age: Whole

    @property
    def dangerous(self) -> NDArray[np.bool_]:
        """Which are dangerous as a whole (grade D, JGJ 125)."""
        return self.grade == 3

    @property
    def new(self) -> NDArray[np.bool_]:
        """Which came on the market lately."""
        return self.age <= SINCE_NEW


def draw_structures(plan: Plan, tract: int) -> Structures:
    """The buildings' structures and grades; the chance of damage grows with age, brick ages faster."""
    span, stock = plan.span(tract), plan.stock
    draw = chance(plan.seed, 125, tract)
    year, storeys, floor = stock.year[span], stock.storeys[span], stock.of_use("floor")[span]
    kind = np.select(
        [floor >= 6.0, storeys > 7, year < 1965, (year < 2000) | (storeys <= 3)],
        [STEEL, CONCRETE, TIMBER, BRICK],
        CONCRETE,
    )
    age = np.maximum(plan.day.year - year, 0)
    wear = age * np.select([kind == TIMBER, kind == BRICK], [1.5, 1.15], 0.85)
    return Structures(span.start, kind, grade(wear, draw.random(age.size)), age)


def grade(wear: Floats, luck: Floats) -> Whole:
    """The safety grade by years of wear: B from some ten, C from some thirty, D from some fifty years."""
    bounds = [np.clip((wear - 50) / 1500, 0, 0.08), np.clip((wear - 30) / 500, 0, 0.2),
              np.clip((wear - 8) / 120, 0, 0.5)]  # fmt: skip
    below = np.cumsum(bounds, axis=0)
    return np.select([luck < below[0], luck < below[1], luck < below[2]], [3, 2, 1], 0)
