"""Whether things lie off their place just as GCJ-02 would put them, judged by what lies around."""

from dataclasses import dataclass

import numpy as np

from spatial import gcj02
from spatial.crs import move
from spatial.gcj02 import Floats

WGS84 = 4326
# A turn by these would do as well if the things lay here by chance.
TURNS = np.radians([45, 90, 135, 180, 225, 270, 315])
REACH, FAR = 700.0, 100.0
FEWEST = 20
BETTER, THAN_CHANCE, LEAST = 0.5, 0.6, 1.0


@dataclass(frozen=True, slots=True)
class Displacement:
    """Mean metres to what lies around, as given and once GCJ-02 is undone, and how far that moves things."""

    given: float
    revealed: float
    shift: float


def reveal(points: Floats, crs: int) -> Floats:
    """Points (n, 2) in EPSG `crs` where they would lie if they were of GCJ-02."""
    return move(gcj02.reveal(move(points, crs, WGS84)), WGS84, crs)


def turn(points: Floats, revealed: Floats) -> list[Floats]:
    """The points moved as far as `revealed` are, in other directions."""
    steps = revealed - points
    turned = []
    for angle in TURNS:
        cosine, sine = np.cos(angle), np.sin(angle)
        turned.append(points + steps @ np.array([[cosine, sine], [-sine, cosine]]))
    return turned


def is_suspicious(given: Floats, revealed: Floats) -> bool:
    """Whether distances to what lies around are clearly better once GCJ-02 is undone; of enough points."""
    if len(given) < FEWEST:
        return False
    before, after = _average(given), _average(revealed)
    return after < BETTER * before and before - after > LEAST


def judge(given: Floats, revealed: Floats, turned: list[Floats], shift: float) -> Displacement | None:
    """The displacement, where it is that of GCJ-02 and no other of its length does nearly as well.

    These are distances to what lies around: of the points as given, revealed, and turned each way.
    """
    after = _average(revealed)
    if not is_suspicious(given, revealed) or after >= THAN_CHANCE * min(map(_average, turned)):
        return None
    return Displacement(_average(given), after, shift)


def _average(distances: Floats) -> float:
    """The mean of distances, none counting for more than FAR: a few things are always new."""
    return float(np.minimum(distances, FAR).mean())
