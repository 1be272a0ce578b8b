"""Reach by the straight line in the plane: the demand within so many metres of each facility."""

from collections.abc import Iterator

import numpy as np

from spatial.analysis import Numbers
from spatial.catchment.reach import PAIRS_OF_A_BLOCK, Flags, Indices, Pairs, check_limit
from spatial.errors import RefusedError

STRIPS_TO_LIMIT, MOST_STRIPS = 8, 4096
DEGREES = np.array([180.0, 90.0])


class StraightLine:
    """Demand within `limit` metres of facilities; both (n, 2) in metres, NaN for what has no place.

    The demand lies sorted in strips west to east, so that what may be near a facility is a few runs of it;
    memory is that of the points and of one block's pairs. RefusedError for a limit that is none and for
    degrees.
    """

    def __init__(
        self, demand: Numbers, facilities: Numbers, limit: float, pairs: int = PAIRS_OF_A_BLOCK
    ) -> None:
        check_limit(limit)
        self.limit = limit
        self.demand_placed, self.facilities_placed = find_placed(demand), find_placed(facilities)
        refuse_degrees(demand[self.demand_placed], facilities[self.facilities_placed], limit)
        self._facilities, self._pairs = np.asarray(facilities, dtype=np.float64), pairs
        self._sort(np.asarray(demand, dtype=np.float64))

    def _sort(self, demand: Numbers) -> None:
        """Lay the placed demand in strips, sorted by x in each."""
        placed = np.flatnonzero(self.demand_placed)
        xy = demand[placed]
        low, high = (xy.min(axis=0), xy.max(axis=0)) if len(xy) else (np.zeros(2), np.zeros(2))
        self._low, self._high = low, high
        self._height = max(self.limit / STRIPS_TO_LIMIT, float(high[1] - low[1]) / MOST_STRIPS)
        self._width = float(high[0] - low[0]) + 1.0
        strip = np.floor((xy[:, 1] - low[1]) / self._height)
        key = strip * self._width + (xy[:, 0] - low[0])
        order = np.argsort(key, kind="stable")
        self._order, self._key = placed[order], key[order]
        self._x, self._y = xy[order, 0], xy[order, 1]
        scale = max(self._width * (MOST_STRIPS + 1), float(np.abs([*low, *high]).max()))
        self._slack = 16 * np.finfo(np.float64).eps * scale

    def blocks(self) -> Iterator[Pairs]:
        """The pairs, in blocks of about the number asked for and at least one facility."""
        begin, end = self._find_runs()
        candidates = np.append(0, np.cumsum((end - begin).sum(axis=1)))
        first, number = 0, len(self._facilities)
        while first < number:
            fitting = int(np.searchsorted(candidates, candidates[first] + self._pairs, side="right")) - 1
            after = min(max(fitting, first + 1), number)
            yield self._pair(first, after, begin[first:after], end[first:after])
            first = after

    def _find_runs(self) -> tuple[Indices, Indices]:
        """For each facility and each strip that may hold what is near, the run of the sorted demand there."""
        reach = self.limit + self._slack
        x, y = np.where(self.facilities_placed[:, None], self._facilities, np.inf).T
        strips = int(2 * reach / self._height) + 2
        lowest = np.floor((np.nan_to_num(y - reach, posinf=0) - self._low[1]) / self._height)
        strip = lowest[:, None] + np.arange(strips)
        south = self._low[1] + strip * self._height
        away = np.maximum(np.maximum(south - y[:, None], y[:, None] - south - self._height), 0)
        half = np.sqrt(np.maximum(reach**2 - np.maximum(away - self._slack, 0) ** 2, 0))
        held = (strip >= 0) & (south <= self._high[1] + self._slack) & (away <= reach)
        span = self._width - 1.0
        west = np.clip(x[:, None] - half - self._slack - self._low[0], 0, span + self._slack)
        east = np.clip(x[:, None] + half + self._slack - self._low[0], -self._slack, span)
        held &= west <= east
        begin = np.searchsorted(self._key, strip * self._width + west - self._slack, side="left")
        end = np.searchsorted(self._key, strip * self._width + east + self._slack, side="right")
        return np.where(held, begin, 0), np.where(held, np.maximum(begin, end), 0)

    def _pair(self, first: int, after: int, begin: Indices, end: Indices) -> Pairs:
        """The pairs of some facilities, out of the runs of their strips."""
        lengths = (end - begin).ravel()
        near = np.repeat(begin.ravel() - np.append(0, np.cumsum(lengths)[:-1]), lengths)
        near += np.arange(len(near))
        candidates = (end - begin).sum(axis=1)
        x, y = self._facilities[first:after].T
        east, north = self._x[near] - np.repeat(x, candidates), self._y[near] - np.repeat(y, candidates)
        cost = np.sqrt(east * east + north * north)
        kept = np.flatnonzero(cost <= self.limit)
        return Pairs(
            first=first,
            after=after,
            facility=np.repeat(np.arange(first, after), candidates)[kept],
            demand=self._order[near[kept]],
            cost=cost[kept],
        )


def find_placed(points: Numbers) -> Flags:
    """Which points (n, 2) have a place. RefusedError for what is not such an array."""
    if points.ndim != 2 or points.shape[1] != 2:
        raise RefusedError("Points are rows of x and y; give an array of two columns.")
    return np.array(np.isfinite(points).all(axis=1))


def refuse_degrees(demand: Numbers, facilities: Numbers, limit: float) -> None:
    """RefusedError where all points may be longitudes and latitudes and the limit reaches over them all."""
    points = np.concatenate([demand, facilities])
    if len(points) < 2 or (np.abs(points) > DEGREES).any():
        return
    span = float(np.ptp(points, axis=0).max())
    if 0 < span < limit:
        raise RefusedError(
            f"All points lie within {span:g} of each other and the catchment is {limit:g}: they look like "
            "degrees; give coordinates in metres."
        )
