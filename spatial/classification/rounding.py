"""Bounds of classes as figures people read: as few digits as the gaps between the values allow."""

import math

from spatial.classification.breaks import Floats

DIGITS = 16


def readable(values: Floats, bounds: tuple[float, ...]) -> tuple[float, ...]:
    """The bounds as round figures: each within the gap below it or, where that is narrow, close to it.

    A bound moves by at most a twentieth of the narrower of its two classes, and empties neither.
    """
    edges = [*bounds, float(values[-1])]
    told = [roundest(edges[0] - (edges[1] - edges[0]) / 20, edges[0])]
    for before, bound, after in zip(edges, edges[1:-1], edges[2:], strict=False):
        room = min(bound - before, after - bound) / 20
        below = float(values[values < bound][-1])
        if below < bound - room:
            told.append(roundest(math.nextafter(below, math.inf), bound))
            continue
        kept = values[(values >= bound) & (values < after)][-1]
        told.append(roundest(bound - room, min(bound + room, float(kept))))
    return tuple(told)


def equal_intervals(values: Floats, classes: int) -> tuple[float, ...]:
    """Bounds at equal distances: whole multiples of the least round width by which so many classes reach."""
    least, most = float(values[0]), float(values[-1])
    power = math.floor(math.log10((most - least) / classes))
    for step, more in ((1, 0), (2, 0), (4, 0), (5, 0), (1, 1), (2, 1)):
        first = cut(least, step, power + more)
        width = step * 10.0 ** (power + more)
        if first + classes * width >= most:
            break
    bounds = (first + at * width for at in range(classes))
    return tuple(round(bound, DIGITS - power) for bound in bounds if bound <= most)


def roundest(low: float, high: float) -> float:
    """The figure of fewest digits from `low` to `high`: whole steps of 5, 2 and 1 of each power of ten."""
    if low <= 0 <= high:
        return 0.0
    exponent = math.floor(math.log10(max(abs(low), abs(high)))) + 1
    for power in range(exponent, exponent - DIGITS, -1):
        for step in (5, 2, 1):
            found = cut(high, step, power)
            if found >= low:
                return found
    return high


def cut(value: float, step: int, power: int) -> float:
    """The whole number of steps of 10**power up to the value, written as exactly as a float can."""
    if power >= 0:
        size = step * 10**power
        return float(math.floor(value / size) * size)
    return math.floor(value / step * 10**-power) * step / 10**-power
