"""The people of a tract: families whose ages fit together, and what each of them does."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spatial.generator.chance import Floats, Whole, chance
from spatial.population.households import Households
from spatial.population.plan import Plan

FEMALE, MALE = 0, 1
YOUNGEST_PARENT, OLDEST_PARENT = 18, 45
OLDEST = 100
SCHOOL, GROWN, PENSION_WOMEN, PENSION_MEN = 6, 18, 56, 61

# Ages of the head of a household by decades from 20, by what kind of household it is.
DECADES = np.array([20, 30, 40, 50, 60, 70, 80])
ALONE = np.array([0.27, 0.19, 0.11, 0.13, 0.14, 0.11, 0.05])
COUPLE = np.array([0.13, 0.14, 0.09, 0.21, 0.25, 0.14, 0.04])
PARENT = np.array([0.08, 0.37, 0.34, 0.16, 0.05, 0.0, 0.0])
THREE_GENERATIONS = np.array([0.10, 0.52, 0.32, 0.06, 0.0, 0.0, 0.0])


@dataclass(frozen=True, slots=True)
class People:
    """A row each, household by household: whose member, how old, which sex (0 female), from elsewhere.

    `born_to` is the row of a parent, -1 where none lives here; `willing` tells who works or would.
    """

    household: Whole
    age: Whole
    sex: Whole
    born_to: Whole
    foreign: NDArray[np.bool_]
    willing: NDArray[np.bool_]


def draw_people(plan: Plan, tract: int, households: Households) -> People:
    """Everybody of the tract's households."""
    draw = chance(plan.seed, 141, tract)
    size, many = households.size, households.size.size
    family = households.collective == 0
    spouse, children, elders = draw_families(draw, np.where(family, size, 1))
    lodgers = np.where(family, 0, size - 1)
    head_age = draw_heads(draw, spouse, children, elders)
    row = np.repeat(np.arange(many), size)
    place = np.arange(row.size) - np.repeat(np.cumsum(size) - size, size)
    is_spouse = (place == 1) & (spouse[row] == 1)
    child_from = 1 + spouse
    elder_from = child_from + children
    is_child = (place >= child_from[row]) & (place < elder_from[row])
    is_elder = (place >= elder_from[row]) & (lodgers[row] == 0) & (place > 0)
    head = head_age[row]
    # A child of the head's is 21 to 39 years younger, and so 18 to 45 than a spouse 3 younger to 6 older.
    gap = np.rint(draw.triangular(21, 28, 39, row.size)).astype(np.int64)
    gap = np.clip(gap, np.maximum(head - 32, 21), np.minimum(39, head))
    up = np.rint(draw.triangular(20, 27, 40, many)).astype(np.int64)[row]
    up = np.clip(up + np.where(place == elder_from[row], 0, draw.integers(-4, 5, row.size)), 18, 45)
    lodger = np.rint(20 + draw.gamma(2.0, 5.0, row.size)).astype(np.int64)
    age = np.select(
        [place == 0, is_spouse, is_child, is_elder],
        [head, np.maximum(head + draw.integers(-3, 7, row.size), 20), head - gap, head + up],
        lodger,
    )
    age = np.clip(age, 0, OLDEST)
    sex = draw_sexes(draw, row, place, age, is_spouse, is_child | (lodgers[row] > 0), spouse)
    first = np.cumsum(size) - size
    born_to = np.where(is_child, first[row], -1)
    foreign = draw.random(many)[row] < np.where(lodgers > 0, 0.7, np.where(head_age < 42, 0.36, 0.16))[row]
    keen = draw.random(row.size) < rate_of_work(age, sex)
    return People(row, age, sex, born_to, foreign, keen)


def draw_families(draw: np.random.Generator, size: Whole) -> tuple[Whole, Whole, Whole]:
    """Of each family by its size: whether there is a spouse, how many children and parents of the head's."""
    luck, other = draw.random(size.size), draw.random(size.size)
    spouse = np.select([size == 1, size == 2, size == 3], [0, luck < 0.8, luck < 0.93], 1).astype(np.int64)
    rest = size - 1 - spouse
    elders = np.select(
        [rest <= 0, (size == 3) & (spouse == 0), rest == 1, rest == 2, rest == 3],
        [0, other < 0.35, other < 0.1, other < 0.3, 1 + (other < 0.6)],
        2,
    ).astype(np.int64)
    return spouse, np.maximum(rest - elders, 0), np.minimum(elders, rest)


def draw_heads(draw: np.random.Generator, spouse: Whole, children: Whole, elders: Whole) -> Whole:
    """The age of each head, as it is usual for the kind of household."""
    kinds = np.select([elders > 0, children > 0, spouse > 0], [3, 2, 1], 0)
    luck = draw.random(spouse.size)
    decade = np.zeros(spouse.size, dtype=np.int64)
    for kind, shares in enumerate((ALONE, COUPLE, PARENT, THREE_GENERATIONS)):
        own = kinds == kind
        decade[own] = np.searchsorted(np.cumsum(shares) / shares.sum(), luck[own], side="right")
    age = DECADES[np.minimum(decade, DECADES.size - 1)] + draw.integers(0, 10, spouse.size)
    return np.maximum(age, np.where(children > 0, 23 + children, 20))


def draw_sexes(
    draw: np.random.Generator,
    row: Whole,
    place: Whole,
    age: Whole,
    is_spouse: NDArray[np.bool_],
    is_single: NDArray[np.bool_],
    spouse: Whole,
) -> Whole:
    """Heads with a spouse are women here and spouses men; old people are women more often."""
    male = np.clip(0.525 - np.maximum(age - 60, 0) * 0.006, 0.28, 0.6)
    drawn = (draw.random(row.size) < male).astype(np.int64)
    paired_head = (place == 0) & (spouse[row] == 1)
    paired = np.where(is_spouse, MALE, np.where(paired_head, FEMALE, drawn))
    return np.where(is_single, drawn, paired)


def rate_of_work(age: Whole, sex: Whole) -> Floats:
    """The share of people of an age and sex who work or would."""
    study = np.clip((age - 17) / 7, 0, 1) * 0.9
    pension = np.where(sex == FEMALE, PENSION_WOMEN, PENSION_MEN)
    late = np.where(age < pension, 1.0, np.clip(0.35 - 0.05 * (age - pension), 0, 0.35))
    mothers = np.where((sex == FEMALE) & (age > 25) & (age < 50), 0.88, 1.0)
    rate: Floats = np.where(age < GROWN, 0.0, study * late * mothers)
    return rate
