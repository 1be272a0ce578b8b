"""The bounds of classes of sorted figures by each method of cartography, and how well they fit."""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_GROUPS = 1500
"""Distinct values Fisher's algorithm weighs one by one; more are first gathered into as many groups."""

MINORITY = 0.4
"""Jiang (2013), Head/tail breaks, The Professional Geographer 65: at most 40 % lie above the mean."""


def quantiles(values: Floats, classes: int) -> tuple[float, ...]:
    """Bounds that leave the same number in each class, as far as repeated values allow."""
    at = np.arange(classes) * values.size // classes
    return tuple(np.unique(values[at]).tolist())


def head_tail(values: Floats, classes: int) -> tuple[float, ...]:
    """Bounds at the mean, then at the mean of what lies above it, while that is a minority (Jiang 2013)."""
    bounds, tail = [float(values[0])], values
    while len(bounds) < classes and tail.size > 1:
        head = tail[tail > tail.mean()]
        if not head.size or head.size > MINORITY * tail.size:
            break
        bounds.append(float(head[0]))
        tail = head
    return tuple(bounds)


def natural_breaks(values: Floats, classes: int) -> tuple[float, ...]:
    """Bounds of least squared deviation within the classes.

    Fisher (1958), On grouping for maximum homogeneity, JASA 53: the best division into k classes goes on from
    the best into k - 1. Repeated values are weighed by their number, so that it is exact for counts.
    """
    heads, weights = gather(values)
    width = np.concatenate([[0.0], np.cumsum(weights)])
    centre = values.mean()
    sums = np.concatenate([[0.0], np.cumsum(weights * (heads - centre))])
    squares = np.concatenate([[0.0], np.cumsum(weights * (heads - centre) ** 2)])
    size = heads.size
    best = np.array([np.inf, *deviations(width, sums, squares, 0, np.arange(1, size + 1))])
    begins = np.zeros((classes, size + 1), dtype=int)
    for level in range(1, classes):
        former, best = best, np.full(size + 1, np.inf)
        for end in range(level + 1, size + 1):
            starts = np.arange(level, end)
            total = former[starts] + deviations(width, sums, squares, starts, end)
            at = int(total.argmin())
            best[end], begins[level, end] = total[at], starts[at]
    bounds, end = [], size
    for level in range(classes - 1, -1, -1):
        end = int(begins[level, end])
        bounds.append(float(heads[end]))
    return tuple(reversed(bounds))


def deviations(width: Floats, sums: Floats, squares: Floats, start: Any, end: Any) -> Floats:
    """The squared deviation from their mean of the values from `start` to before `end`."""
    sum_, count = sums[end] - sums[start], width[end] - width[start]
    within: Floats = squares[end] - squares[start] - sum_ * sum_ / count
    return within


def gather(values: Floats) -> tuple[Floats, Floats]:
    """The distinct values with their numbers; very many are gathered under the least of each equal part."""
    heads, weights = np.unique(values, return_counts=True)
    if heads.size <= MOST_GROUPS:
        return heads, weights.astype(np.float64)
    heads = np.unique(values[np.arange(MOST_GROUPS) * values.size // MOST_GROUPS])
    starts = np.searchsorted(values, heads)
    return heads, np.diff(np.append(starts, values.size)).astype(np.float64)


def places(values: Floats, bounds: tuple[float, ...]) -> NDArray[np.int_]:
    """Where each class begins among the sorted values, and where the last one ends."""
    inner = np.searchsorted(values, np.array(bounds[1:]), side="left")
    return np.concatenate([[0], inner, [values.size]])


def fit(values: Floats, bounds: tuple[float, ...]) -> float:
    """The share of the variance that the classes explain (goodness of variance fit; Jenks 1977)."""
    whole = float(((values - values.mean()) ** 2).sum())
    if not whole:
        return 1.0
    at = places(values, bounds)
    parts = [values[start:end] for start, end in pairwise(at.tolist()) if end > start]
    within = sum(float(((part - part.mean()) ** 2).sum()) for part in parts)
    return 1.0 - within / whole
