"""GCJ-02 and BD-09, the coordinates of Chinese web maps, there and back again.

GCJ-02 is WGS 84 shifted by some hundreds of metres. The official transformation is not disclosed; this is the
series that is in general circulation, which adds to longitude and latitude a polynomial and sines of both, in
metres on the ellipsoid of Krasovsky. BD-09 shifts GCJ-02 once more. Points are (n, 2), longitude first.

How near the series comes to the official transformation is told by others only: 3.4 m on average with a
standard deviation of 2.7 m at control points all over China (README of vistawn/eviltransform_extra).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Where the series is meant for: the area of CGCS2000 (EPSG:4490), west, south, east, north.
AREA = (73.62, 16.7, 134.77, 53.56)
ACCURACY = "3.4 m on average, with a standard deviation of 2.7 m, at control points of others"

CLOSE, MOST_ROUNDS = 1e-12, 30
CENTRE = (105.0, 35.0)
# The ellipsoid of Krasovsky: semi-major axis in metres and the square of its eccentricity.
AXIS, ECCENTRICITY = 6_378_245.0, 0.00669342162296594323
# BD-09 turns and stretches by waves of this many radians a degree, then moves on by these degrees.
WAVE = np.pi * 3000 / 180
BEYOND = (0.0065, 0.006)


def obscure(points: Floats) -> Floats:
    """WGS 84 to GCJ-02."""
    x, y = (points - CENTRE).T
    common = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    slow_x = 20 * np.sin(np.pi * x) + 40 * np.sin(np.pi * x / 3)
    slow_y = 20 * np.sin(np.pi * y) + 40 * np.sin(np.pi * y / 3)
    long_x = 150 * np.sin(np.pi * x / 12) + 300 * np.sin(np.pi * x / 30)
    long_y = 160 * np.sin(np.pi * y / 12) + 320 * np.sin(np.pi * y / 30)
    root = np.sqrt(np.abs(x))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + (common + slow_x + long_x) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + (common + slow_y + long_y) * 2 / 3
    latitude = np.radians(points[:, 1])
    flat = 1 - ECCENTRICITY * np.sin(latitude) ** 2
    across = AXIS / np.sqrt(flat) * np.cos(latitude)
    along = AXIS * (1 - ECCENTRICITY) / flat**1.5
    moved: Floats = points + np.degrees(np.column_stack([east / across, north / along]))
    return moved


def reveal(points: Floats) -> Floats:
    """GCJ-02 to WGS 84."""
    return _undo(obscure, points)


def obscure_again(points: Floats) -> Floats:
    """GCJ-02 to BD-09."""
    x, y = points.T
    length = np.hypot(x, y) + 2e-5 * np.sin(y * WAVE)
    angle = np.arctan2(y, x) + 3e-6 * np.cos(x * WAVE)
    moved: Floats = np.column_stack([length * np.cos(angle), length * np.sin(angle)]) + BEYOND
    return moved


def reveal_twice(points: Floats) -> Floats:
    """BD-09 to WGS 84."""
    return reveal(_undo(obscure_again, points))


def lies_in_china(points: Floats) -> NDArray[np.bool_]:
    """Which of the points lie where these systems are in use."""
    west, south, east, north = AREA
    return np.asarray(((points >= (west, south)) & (points <= (east, north))).all(axis=1))


def _undo(forth: Callable[[Floats], Floats], points: Floats) -> Floats:
    """The points that `forth` brings to these; the shift hardly changes over its own length."""
    found = points
    for _ in range(MOST_ROUNDS):
        off = points - forth(found)
        found = found + off
        if not (np.abs(off) > CLOSE).any():
            break
    return found
