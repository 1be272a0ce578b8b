"""The p-median: the sites that make the way of all demand to its nearest facility least (Hakimi 1964)."""

import numpy as np

from spatial.analysis import Numbers
from spatial.catchment.reach import Indices, Reach, check_amounts
from spatial.catchment.siting import SECONDS, Gains, Program, Siting, check_number, check_pairs, find_sites
from spatial.errors import RefusedError


def site_for_travel(
    candidates: Reach,
    demand: Numbers,
    existing_cost: Numbers,
    number: int,
    beyond: float | None = None,
    seconds: float = SECONDS,
) -> Siting:
    """Choose up to `number` candidates so that Σ demand x cost to the nearest facility is least.

    `existing_cost` is what it costs each point to its nearest existing facility, NaN for none (as
    `count_opportunities` tells it). Who reaches none is charged `beyond`, the candidates' limit if nothing is
    said: no less than any cost, or it would be better not to reach one. Unknown demand counts as none.
    RefusedError for no number, a charge that is too small or missing where there is no limit, and amounts
    that cannot be.
    """
    check_number(number)
    charge = candidates.limit if beyond is None else beyond
    placed = candidates.demand_placed
    weights = np.nan_to_num(check_amounts(demand, len(placed), "demand"))
    standing = check_amounts(existing_cost, len(placed), "existing cost")
    check_charge(charge, standing[~np.isnan(standing)])
    counted = placed | ~np.isnan(standing)
    standing = np.where(np.isnan(standing), charge, standing)
    gains = list_gains(candidates, weights, standing, charge)
    before = float((weights * standing)[counted].sum())
    return find_sites(gains, lambda: write(gains), number, seconds, before, -1)


def check_charge(charge: float, cost: Numbers) -> None:
    """RefusedError for a charge of not reaching any that is none, or below a cost of reaching one."""
    if not charge >= cost.max(initial=0) or np.isinf(charge):
        raise RefusedError(
            f"Who reaches no facility cannot be charged {charge:g}; give a cost not below the greatest."
        )


def list_gains(candidates: Reach, weights: Numbers, standing: Numbers, charge: float) -> Gains:
    """What each candidate spares each point against what it pays now."""
    site, point, gain, held = [np.empty(0, np.intp)], [np.empty(0, np.intp)], [np.empty(0)], 0
    for pairs in candidates.blocks():
        check_charge(charge, pairs.cost)
        spared = weights[pairs.demand] * (standing[pairs.demand] - pairs.cost)
        kept = np.flatnonzero(spared > 0)
        held += len(kept)
        check_pairs(held)
        site.append(pairs.facility[kept])
        point.append(pairs.demand[kept])
        gain.append(spared[kept])
    return Gains(
        sites=len(candidates.facilities_placed),
        points=len(weights),
        site=np.concatenate(site),
        point=np.concatenate(point),
        gain=np.concatenate(gain),
    )


def write(gains: Gains) -> Program:
    """Maximise Σ g z, z_ij <= x_j and Σ_j z_ij <= 1: each point is served by one site, if that is open."""
    from scipy.sparse import csr_array, eye_array, hstack, vstack

    pairs = len(gains.site)
    numbers, ones = np.arange(pairs), np.ones(pairs)
    opened = csr_array((-ones, (numbers, gains.site)), shape=(pairs, gains.sites))
    once = csr_array((ones, (gains.point, numbers)), shape=(gains.points, pairs))
    nothing = csr_array((gains.points, gains.sites))
    rows = vstack([hstack([opened, eye_array(pairs)]), hstack([nothing, once])], format="csr")
    return Program(
        objective=np.concatenate([np.zeros(gains.sites), gains.gain]),
        rows=rows,
        limits=np.concatenate([np.zeros(pairs), np.ones(gains.points)]),
    )


def count_spared(
    candidates: Reach, demand: Numbers, existing_cost: Numbers, chosen: Indices, beyond: float | None = None
) -> Numbers:
    """How much demand each of the sites chosen spares some of its way, beside what those before it do."""
    charge = candidates.limit if beyond is None else beyond
    best = np.fmin(existing_cost, charge)
    near: dict[int, tuple[Indices, Numbers]] = {}
    for pairs in candidates.blocks():
        for site_chosen in chosen[(chosen >= pairs.first) & (chosen < pairs.after)].tolist():
            own = pairs.facility == site_chosen
            near[site_chosen] = pairs.demand[own], pairs.cost[own]
    spared = []
    for site_chosen in chosen.tolist():
        points, cost = near[site_chosen]
        nearer = cost < best[points]
        spared.append(float(np.nan_to_num(demand[points[nearer]]).sum()))
        best[points] = np.minimum(best[points], cost)
    return np.array(spared)
