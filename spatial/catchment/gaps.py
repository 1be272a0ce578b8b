"""Which zones are short of supply, and by how much: a ranking by the shortfall from a threshold."""

from dataclasses import dataclass

import numpy as np

from spatial.analysis import Codes, Numbers
from spatial.catchment.reach import Indices, check_amounts
from spatial.errors import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """For each zone, what it lacks; the last is what lies in none of them.

    `shortfall` is Σ P max(0, threshold - A): the capacity its people lack (of coverage, 1 or 0 with a
    threshold of 1, the people without it). `short` are the people below the threshold, `people` all whose
    access is known, `share` short / people (NaN of none), `unknown` the people whose access is not known and
    `points_unknown` the points that do not tell their people. `order` are the zones of some shortfall, the
    greatest first, of two alike the one of more people short, then of the lesser code.
    """

    threshold: float
    shortfall: Numbers
    short: Numbers
    people: Numbers
    share: Numbers
    unknown: Numbers
    points_unknown: Numbers
    order: Indices


def rank_gaps(zone: Codes, zones: int, population: Numbers, accessibility: Numbers, threshold: float) -> Gaps:
    """Rank zones by what their people lack below a threshold of accessibility, in the unit of that.

    `zone` is the code of each demand point, 0 to `zones` - 1, anything else lies in none. NaN accessibility
    or population is not known. RefusedError for a threshold that is none and for amounts that cannot be.
    """
    if not (np.isfinite(threshold) and threshold > 0):
        raise RefusedError(f"No one can be short of “{threshold:g}”; give a threshold above 0.")
    number = len(zone)
    told = check_amounts(population, number, "population")
    access = check_amounts(accessibility, number, "accessibility")
    people, known = np.nan_to_num(told), ~np.isnan(access)
    lack = np.where(known, np.maximum(threshold - np.nan_to_num(access), 0), 0)
    at = np.where((zone >= 0) & (zone < zones), zone, zones)

    def add(weights: Numbers) -> Numbers:
        return np.bincount(at, weights, minlength=zones + 1).astype(np.float64)

    shortfall, short, all_people = add(people * lack), add(people * (lack > 0)), add(people * known)
    with np.errstate(invalid="ignore"):
        share = np.where(all_people > 0, short / all_people, np.nan)
    ranked = np.lexsort((np.arange(zones), -short[:zones], -shortfall[:zones]))
    return Gaps(
        threshold=threshold,
        shortfall=shortfall,
        short=short,
        people=all_people,
        share=share,
        unknown=add(people * ~known),
        points_unknown=add(np.isnan(told) * 1.0),
        order=ranked[shortfall[ranked] > 0],
    )
