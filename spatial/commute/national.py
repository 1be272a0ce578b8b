"""The nine indices of the national report on commuting, each of commuters with a weight.

What is not known of a commuter is NaN: such commuters are counted apart and are in no index. An infinite
number is “no way”: it is in the shares, and for the means not known. What each index means, where that is
from and how sure it is stands in `indices`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spatial.analysis import Numbers
from spatial.commute.ellipse import find_reach
from spatial.commute.margins import Totals, match
from spatial.commute.transport import find_least
from spatial.errors import RefusedError

SOON, LATE, NEAR, RAIL, HELD = 45.0, 60.0, 5.0, 800.0, 0.9
"""Minutes, minutes, kilometres, metres, and the share of commuters that the ellipse holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An index, of how many commuters, and of how many it could not be told; NaN where of none."""

    value: float
    known: float
    unknown: float


def share_within_45_minutes(weights: Numbers, minutes: Numbers) -> Told:
    """45分钟以内通勤比重: the share whose way takes at most 45 minutes."""
    return average(weights, minutes, minutes <= SOON)


def share_over_60_minutes(weights: Numbers, minutes: Numbers) -> Told:
    """60分钟以上通勤比重: the share whose way takes more than 60 minutes."""
    return average(weights, minutes, minutes > LATE)


def mean_minutes(weights: Numbers, minutes: Numbers) -> Told:
    """单程平均通勤时耗: the mean minutes of a way."""
    return average(weights, drop_endless(minutes), minutes)


def mean_kilometres(weights: Numbers, kilometres: Numbers) -> Told:
    """单程平均通勤距离: the mean kilometres of a way."""
    return average(weights, drop_endless(kilometres), kilometres)


def share_within_5_kilometres(weights: Numbers, kilometres: Numbers) -> Told:
    """5公里以内通勤比重: the share whose way is at most 5 kilometres."""
    return average(weights, kilometres, kilometres <= NEAR)


def measure_separation(
    origins: Numbers, destinations: Numbers, kilometres: Numbers, totals: Totals = Totals.REFUSE
) -> Told:
    """职住分离度: the least mean kilometres were jobs exchanged, of homes (n), jobs (m) and ways (n x m).

    RefusedError for what `match` refuses and for jobs that cannot be reached.
    """
    margins = match(origins, destinations, kilometres, totals)
    return Told(value=find_least(margins), known=margins.commuters, unknown=0.0)


def measure_radius(weights: Numbers, homes: Numbers, jobs: Numbers) -> Told:
    """通勤空间半径: half the long axis of the ellipse of 90 % of commuters; points (n x 2) in kilometres."""
    if homes.shape != (len(weights), 2) or jobs.shape != homes.shape:
        raise RefusedError("Homes and jobs are no points of the commuters; give x and y of both for each.")
    refuse_weightless(weights)
    known = np.isfinite(homes).all(axis=1) & np.isfinite(jobs).all(axis=1)
    return Told(
        value=find_reach(weights[known], homes[known], jobs[known], HELD),
        known=float(weights[known].sum()),
        unknown=float(weights[~known].sum()),
    )


def share_near_rail(weights: Numbers, home_metres: Numbers, job_metres: Numbers) -> Told:
    """轨道800米覆盖通勤比重: the share whose home and job both lie within 800 m of a station.

    Who is known to be far from any at one end is known, whatever the other.
    """
    if home_metres.shape != job_metres.shape:
        raise RefusedError("Homes and jobs are of unlike lengths; give both distances for every commuter.")
    refuse_negative(home_metres)
    refuse_negative(job_metres)
    farther = np.fmax(home_metres, job_metres)
    lacking = np.isnan(home_metres) | np.isnan(job_metres)
    told = np.where(lacking & ~(farther > RAIL), np.nan, farther)
    return average(weights, told, told <= RAIL)


def share_by_transit_in_45(weights: Numbers, minutes: Numbers) -> Told:
    """45分钟公交服务能力占比: the share whose way would take at most 45 minutes by public transport."""
    return average(weights, minutes, minutes <= SOON)


def average(weights: Numbers, known_by: Numbers, values: npt.NDArray[np.generic]) -> Told:
    """The weighted mean of values over those of which something is known.

    RefusedError for arrays of unlike lengths, weights that are none, and negative minutes or distances.
    """
    if len(weights) != len(known_by):
        raise RefusedError("Weights and values are of unlike lengths; give both for every commuter.")
    refuse_weightless(weights)
    refuse_negative(known_by)
    known = ~np.isnan(known_by)
    total = float(weights[known].sum())
    top = float((weights[known] * values[known].astype(float)).sum())
    return Told(value=top / total if total > 0 else np.nan, known=total, unknown=float(weights[~known].sum()))


def drop_endless(values: Numbers) -> Numbers:
    """The values, infinite ones as not known."""
    return np.where(np.isposinf(values), np.nan, values)


def refuse_negative(values: Numbers) -> None:
    """RefusedError for negative minutes or distances."""
    if (values < 0).any():
        at = int((values < 0).argmax())
        raise RefusedError(f"Commuter {at} has a way of {values[at]:g}; give it from 0, NaN where not known.")


def refuse_weightless(weights: Numbers) -> None:
    """RefusedError for a weight that is negative or not finite."""
    bad = ~(np.isfinite(weights) & (weights >= 0))
    if bad.any():
        at = int(bad.argmax())
        raise RefusedError(f"Commuter {at} weighs {weights[at]}; give how many it stands for, from 0.")
