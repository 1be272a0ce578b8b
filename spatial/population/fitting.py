"""Whole numbers that fit their totals exactly: shares with bounds, sizes with a mean, flows with margins."""

import numpy as np

from spatial.generator.chance import Floats, Whole

NEARLY = 1e-9
ROUNDS, CLOSE = 200, 1e-6


def apportion(weights: Floats, groups: Whole, totals: Whole, caps: Whole | None = None) -> Whole:
    """The total of each group shared among its members by weight, in whole numbers by largest remainder.

    Nobody gets more than the cap; a group whose members have no weight shares by the room they have.
    Raises ValueError where a group's total is more than its members can take.
    """
    most = np.broadcast_to(np.int64(totals.max(initial=0)) if caps is None else caps, weights.shape)
    many = totals.size
    taken = np.zeros(weights.size, dtype=np.int64)
    left = totals.astype(np.int64)
    room = most.astype(np.int64)
    if (np.bincount(groups, room, many) < left).any():
        raise ValueError("A group's members cannot take its total.")
    pull = np.where(room > 0, np.maximum(weights, 0.0), 0.0)
    bare = (np.bincount(groups, pull, many) <= 0) & (left > 0)
    pull = np.where(bare[groups], room.astype(float), pull)
    while True:
        mass = np.bincount(groups, pull, many)
        rate = np.divide(left, mass, out=np.zeros(many), where=mass > 0)
        share = pull * rate[groups]
        full = (share >= room) & (pull > 0)
        if not full.any():
            break
        taken[full] = room[full]
        left -= np.bincount(groups[full], room[full], many).astype(np.int64)
        pull[full] = 0.0
        starved = (np.bincount(groups, pull, many) <= 0) & (left > 0)
        pull = np.where(starved[groups] & (taken < room), (room - taken).astype(float), pull)
    whole = np.floor(share + NEARLY).astype(np.int64)
    left -= np.bincount(groups, whole, many).astype(np.int64)
    order = np.lexsort((-np.round(share - whole, 9), pull <= 0, groups))
    first = np.searchsorted(groups[order], np.arange(many))
    rank = np.empty_like(groups)
    rank[order] = np.arange(groups.size) - first[groups[order]]
    return taken + whole + (rank < left[groups])


def fit_sizes(shares: Floats, number: int, total: int) -> Whole:
    """How many of `number` wholes have 1, 2, 3 … members so that all have `total`, near to the shares.

    The shares are tilted to the mean asked for (what iterative proportional fitting converges to), then
    rounded. Raises ValueError where no sizes can have that sum.
    """
    sizes = np.arange(1, shares.size + 1)
    if not number <= total <= number * shares.size:
        raise ValueError("No sizes can have that sum.")
    if number == 0:
        return np.zeros(shares.size, dtype=np.int64)
    low, high = -60.0, 60.0
    for _ in range(ROUNDS):
        tilt = (low + high) / 2
        mass = np.log(shares) + tilt * sizes
        tilted = np.exp(mass - mass.max())
        tilted /= tilted.sum()
        low, high = (tilt, high) if tilted @ sizes < total / number else (low, tilt)
    counts = apportion(tilted, np.zeros(sizes.size, dtype=np.int64), np.array([number]))
    while (gap := total - int(counts @ sizes)) != 0:
        step = 1 if gap > 0 else -1
        movable = counts[:-1] if step > 0 else counts[1:]
        source = int(np.argmax(movable)) + (step < 0)
        moved = min(abs(gap), max(1, int(counts[source]) // 2))
        counts[source] -= moved
        counts[source + step] += moved
    return counts


def balance(pull: Floats, rows: Whole, columns: Whole) -> Floats:
    """The matrix nearest to `pull` with these margins, by iterative proportional fitting (Furness)."""
    flows = pull * (rows > 0)[:, None] * (columns > 0)[None, :]
    for _ in range(ROUNDS):
        for axis, margin in ((1, rows), (0, columns)):
            found = flows.sum(axis=axis)
            factor = np.divide(margin, found, out=np.zeros(margin.size), where=found > 0)
            flows *= factor[:, None] if axis == 1 else factor[None, :]
        if np.abs(flows.sum(axis=1) - rows).max(initial=0) <= CLOSE * max(1, rows.max(initial=0)):
            break
    return flows


def round_flows(flows: Floats, rows: Whole, columns: Whole) -> Whole:
    """The flows in whole numbers with exactly these margins: rows first, then units moved within rows."""
    origins = np.repeat(np.arange(rows.size), columns.size)
    whole = apportion(flows.ravel(), origins, rows).reshape(flows.shape)
    over = whole.sum(axis=0) - columns
    while over.any():
        surplus, lack = int(np.argmax(over)), int(np.argmin(over))
        gain = (flows[:, lack] - whole[:, lack]) - (flows[:, surplus] - whole[:, surplus])
        row = int(np.argmax(np.where(whole[:, surplus] > 0, gain, -np.inf)))
        whole[row, surplus] -= 1
        whole[row, lack] += 1
        over[surplus] -= 1
        over[lack] += 1
    return whole
