"""The households of a tract: how large they are and which homes they live in."""

from dataclasses import dataclass

import numpy as np

from spatial.generator.chance import Floats, Whole, chance
from spatial.population.dwellings import Dwellings
from spatial.population.fitting import fit_sizes
from spatial.population.plan import Plan
from spatial.population.structures import Structures
from spatial.population.zones import LARGEST

SIZES = np.array([0.235, 0.295, 0.235, 0.135, 0.06, 0.03, 0.01])
"""Shares of households of one to seven, as in a large Chinese city (census of 2020, rounded)."""
COLLECTIVE, FROM, TO = 250, 6, 13
"""One of so many households is a collective one, of that many people."""


@dataclass(frozen=True, slots=True)
class Households:
    """A row each: the home (a row of the tract's dwellings), the members, whether registered together."""

    home: Whole
    size: Whole
    collective: Whole


def draw_households(plan: Plan, tract: int, dwellings: Dwellings, structures: Structures) -> Households:
    """The tract's households in its homes: large ones in large homes, none in danger while there is room."""
    draw = chance(plan.seed, 131, tract)
    number, people = int(plan.households[tract]), int(plan.people[tract])
    together = draw.integers(FROM, TO, number // COLLECTIVE)
    families = number - together.size
    if not families <= people - together.sum() <= families * LARGEST:
        together, families = together[:0], number
    counts = fit_sizes(SIZES, families, people - int(together.sum()))
    size = np.concatenate([np.repeat(np.arange(1, SIZES.size + 1), counts), together])
    home = choose_homes(draw, dwellings, structures, number)
    wish = size + draw.normal(0, 1.1, number)
    likeness = np.log(dwellings.net[home]) + draw.normal(0, 0.18, number)
    fitted = np.empty(number, dtype=np.int64)
    fitted[np.argsort(wish, kind="stable")] = home[np.argsort(likeness, kind="stable")]
    order = np.argsort(fitted, kind="stable")
    return Households(fitted[order], size[order], (np.arange(number) >= families)[order].astype(np.int64))


def choose_homes(
    draw: np.random.Generator, dwellings: Dwellings, structures: Structures, number: int
) -> Whole:
    """So many homes: by chance, the dangerous and those still for sale last."""
    reluctance: Floats = draw.random(dwellings.building.size)
    reluctance += np.where(structures.dangerous[dwellings.building - structures.first], 2.0, 0.0)
    reluctance += np.where(
        structures.new[dwellings.building - structures.first], draw.random(reluctance.size) * 1.2, 0.0
    )
    return np.sort(np.argsort(reluctance, kind="stable")[:number])
