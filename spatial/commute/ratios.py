"""How far a zone's homes and jobs match in number, and how far its people do work where they live.

All of them depend on the size of the zones (MAUP): a figure is quoted with its zoning.
"""

import numpy as np

from spatial.analysis import Numbers
from spatial.commute.flows import Flows
from spatial.errors import RefusedError


def measure_jobs_housing(residents: Numbers, jobs: Numbers) -> Numbers:
    """Jobs per employed resident of each zone (Cervero 1989: 0.8 to 1.2 is balance).

    NaN where nobody lives or either is NaN. RefusedError for negative or infinite numbers.
    """
    if residents.shape != jobs.shape:
        raise RefusedError("Residents and jobs are of unlike lengths; give both for every zone.")
    if (np.concatenate([residents, jobs]) < 0).any() or np.isinf([residents, jobs]).any():
        raise RefusedError("Residents and jobs are counts; give numbers from 0, NaN where not known.")
    return divide(jobs, residents)


def measure_self_containment(flows: Flows, zones: int) -> Numbers:
    """The share of each zone's employed residents who work in it: T_ii / sum_j T_ij (Cervero 1996).

    Who works outside every zone counts below the line. NaN where nobody lives.
    """
    return divide(flows.stay(zones), flows.leave(zones))


def measure_self_sufficiency(flows: Flows, zones: int) -> Numbers:
    """The share of each zone's jobs that its own residents hold: T_ii / sum_j T_ji.

    Who lives outside every zone counts below the line. NaN where nobody works.
    """
    return divide(flows.stay(zones), flows.arrive(zones))


def divide(numerator: Numbers, denominator: Numbers) -> Numbers:
    """One over the other, NaN where that is zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(denominator > 0, numerator / denominator, np.nan)
