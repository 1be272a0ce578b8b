"""Maximal covering: the sites that bring most demand within the limit (Church & ReVelle 1974)."""

import numpy as np

from spatial.analysis import Numbers
from spatial.catchment.reach import Flags, Indices, Reach, check_amounts
from spatial.catchment.siting import SECONDS, Gains, Program, Siting, check_number, check_pairs, find_sites
from spatial.errors import RefusedError


def site_for_coverage(
    candidates: Reach, demand: Numbers, covered: Flags, number: int, seconds: float = SECONDS
) -> Siting:
    """Choose up to `number` candidates so that most demand is covered, `covered` being so already.

    Figures are demand within the limit of some facility. Points that the same candidates cover are one point
    to the solver. Unknown demand counts as none. RefusedError for no number and for amounts that cannot be.
    """
    check_number(number)
    if covered.shape != candidates.demand_placed.shape:
        raise RefusedError(
            f"It is told of {covered.size} points whether they are covered, and there are "
            f"{len(candidates.demand_placed)}; tell it of each."
        )
    weights = np.nan_to_num(check_amounts(demand, len(candidates.demand_placed), "demand"))
    open_points = candidates.demand_placed & ~covered & (weights > 0)
    point = merge_points(candidates, open_points)
    points = int(point.max(initial=-1)) + 1
    amounts = np.bincount(point[open_points], weights[open_points], minlength=points).astype(np.float64)
    first = np.zeros(len(weights), bool)
    first[np.unique(np.where(open_points, point, -1), return_index=True)[1]] = True
    first &= open_points
    gains = list_gains(candidates, first, point, amounts)
    before = float(weights[covered].sum())
    return find_sites(gains, lambda: write(gains, amounts), number, seconds, before, 1)


def merge_points(candidates: Reach, open_points: Flags) -> Indices:
    """For each open point the number of its set of candidates, -1 for others.

    A set is known by two sums of random words of its members: that two sets of a city's share both is
    less likely than a fault of the machine.
    """
    random = np.random.default_rng(1974)
    words = random.integers(0, 2**64, (2, len(candidates.facilities_placed)), dtype=np.uint64)
    sums = np.zeros((2, len(open_points)), np.uint64)
    for pairs in candidates.blocks():
        for own, word in zip(sums, words, strict=True):
            np.add.at(own, pairs.demand, word[pairs.facility])
    numbers = np.full(len(open_points), -1, np.intp)
    numbers[open_points] = np.unique(sums[:, open_points], axis=1, return_inverse=True)[1].ravel()
    return numbers


def list_gains(candidates: Reach, first: Flags, point: Indices, amounts: Numbers) -> Gains:
    """The gain of each candidate at each merged point, by the first point of each."""
    site, at, held = [np.empty(0, np.intp)], [np.empty(0, np.intp)], 0
    for pairs in candidates.blocks():
        own = np.flatnonzero(first[pairs.demand])
        held += len(own)
        check_pairs(held)
        site.append(pairs.facility[own])
        at.append(point[pairs.demand[own]])
    points = np.concatenate(at)
    return Gains(
        sites=len(candidates.facilities_placed),
        points=len(amounts),
        site=np.concatenate(site),
        point=points,
        gain=amounts[points],
    )


def write(gains: Gains, amounts: Numbers) -> Program:
    """Maximise Σ a y, y_i <= Σ x_j over the candidates j that cover i: of itself y comes to be 0 or 1."""
    from scipy.sparse import csr_array, eye_array, hstack

    shape = (gains.points, gains.sites)
    covers = csr_array((-np.ones(len(gains.site)), (gains.point, gains.site)), shape=shape)
    return Program(
        objective=np.concatenate([np.zeros(gains.sites), amounts]),
        rows=hstack([covers, eye_array(gains.points)], format="csr"),
        limits=np.zeros(gains.points),
    )
