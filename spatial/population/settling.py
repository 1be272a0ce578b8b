"""What is taken of a building where the twin does not know it: its use, its storeys, its year."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from spatial.generator.chance import Floats, Whole, scatter
from spatial.population.uses import APARTMENTS, HOMES, HOUSE, OTHER, OUTBUILDING, USES, use_of

NEIGHBOURHOOD = 300.0
"""Side of the squares whose known buildings tell what the unknown ones are, metres."""
ENOUGH = 3
TINY, SMALL, LARGE = 45.0, 260.0, 3500.0
LOW = 3
HIGHEST = 120
OLDEST = 1949

Words = Sequence[tuple[str | None, str | None]]


def settle_uses(words: Words, place: Floats, area: Floats, storeys: Floats, told: dict[str, str]) -> Whole:
    """The use of each building: as told, else by its size and the known buildings around it.

    Where homes are less than half of what is known around, an unknown building is no home either.
    """
    number = {use.id: index for index, use in enumerate(USES)}
    found = [use_of(klass, function) for klass, function in words]
    use = np.array([-1 if one is None else number[one.id] for one in found], dtype=np.int64)
    homes = np.array([one in HOMES for one in USES])
    unknown = np.flatnonzero(use < 0)
    if unknown.size == 0:
        return use
    _, square = np.unique(np.floor(place / NEIGHBOURHOOD).astype(np.int64), axis=0, return_inverse=True)
    square = square.ravel()
    telling = (use >= 0) & (use != number[OUTBUILDING.id])
    many = int(square.max()) + 1
    known = np.bincount(square[telling], minlength=many)
    lived = np.bincount(square[telling], homes[use[telling]], many)
    elsewhere = ((known >= ENOUGH) & (lived * 2 < known))[square[unknown]]
    low = ~(storeys[unknown] > LOW)
    own = area[unknown]
    use[unknown] = np.select(
        [own < TINY, elsewhere, (own < SMALL) & low, (own > LARGE) & low],
        [number[OUTBUILDING.id], number[OTHER.id], number[HOUSE.id], number[OTHER.id]],
        default=number[APARTMENTS.id],
    )
    counts = np.bincount(use[unknown], minlength=len(USES)).tolist()
    parts = ", ".join(f"{count} as {one.id}" for one, count in zip(USES, counts, strict=True) if count)
    told["USE_SETTLED"] = (
        f"{unknown.size} buildings of unknown use were taken by size and surroundings: {parts}."
    )
    return use


def settle_storeys(use: Whole, storeys: Floats, height: Floats, told: dict[str, str]) -> Whole:
    """The storeys of each building: as told, else by a measured height, else the median of its use."""
    floors = np.array([one.floor for one in USES])[use]
    settled = np.where(np.isnan(storeys), np.maximum(np.rint(height / floors), 1), storeys)
    parts = []
    for index in np.unique(use).tolist():
        own = use == index
        known = settled[own & ~np.isnan(settled)]
        median = float(np.floor(np.median(known))) if known.size else USES[index].storeys
        unknown = own & np.isnan(settled)
        settled[unknown] = median
        if unknown.any():
            usual = "" if known.size else " as usual"
            parts.append(f"{unknown.sum()} {USES[index].id} {median:.0f}{usual}")
    if parts:
        told["STOREYS_SETTLED"] = (
            f"Buildings of unknown storeys were given the median of their use: {', '.join(parts)}."
        )
    return np.clip(settled, 1, HIGHEST).astype(np.int64)


def settle_years(
    use: Whole, storeys: Whole, place: Floats, year: Floats, day: date, seed: int, told: dict[str, str]
) -> Whole:
    """The year each building was built: as told, else drawn alike for a neighbourhood, high ones younger."""
    unknown = np.isnan(year)
    squares = np.floor(place / NEIGHBOURHOOD).astype(np.int64)
    squares -= squares.min(axis=0, initial=0)
    shared = scatter(seed, 101, squares[:, 0], squares[:, 1])
    own = scatter(seed, 102, np.arange(use.size))
    longest = np.where(storeys > 9, 24.0, np.where(storeys > LOW, 52.0, 66.0))
    age = longest * (0.75 * shared**1.3 + 0.25 * own)
    drawn = np.clip(np.rint(day.year - 1 - age), OLDEST, day.year - 1)
    if unknown.any():
        told["YEAR_SETTLED"] = (
            f"The years of {unknown.sum()} buildings were drawn by neighbourhood and storeys."
        )
    return np.where(unknown, drawn, np.clip(year, 1000, day.year)).astype(np.int64)
