"""The lattice of main roads: a grid of cells, bent and shaken so that no two cells are alike.

Lattice coordinates (u, v) count cells from the plan's south-west; metres are EPSG:4549 (x east, y north).
"""

from dataclasses import dataclass

import numpy as np

from spatial.generator.chance import Floats, chance, scatter

CENTRE = (515_300.0, 3_349_700.0)
CRS, HEIGHTS = 4549, 5737
SHAKE = 0.08
TURN = 0.25
STEEPEST = ((9.0, 0.1), (5.3, 0.07))
WIDE = 0.13


@dataclass(frozen=True, slots=True)
class Lattice:
    """Where the corners of the cells lie: `corners[i, j]` is (x, y) in metres; `side` a cell's mean width."""

    side: float
    size: int
    corners: Floats

    def quad(self, i: int, j: int) -> Floats:
        """The corners of a cell, (4, 2), anticlockwise from its south-west."""
        found: Floats = self.corners[[i, i + 1, i + 1, i], [j, j, j + 1, j + 1]]
        return found

    def place(self, u: Floats, v: Floats) -> Floats:
        """Lattice coordinates (n) to metres (n, 2), straight between the corners."""
        i = np.clip(np.floor(u).astype(int), 0, self.size - 1)
        j = np.clip(np.floor(v).astype(int), 0, self.size - 1)
        return blend(
            self.corners[i, j],
            self.corners[i + 1, j],
            self.corners[i + 1, j + 1],
            self.corners[i, j + 1],
            u - i,
            v - j,
        )


def blend(a: Floats, b: Floats, c: Floats, d: Floats, u: Floats, v: Floats) -> Floats:
    """Points at (u, v) of the quadrangles a b c d, bilinearly."""
    u, v = u[..., None], v[..., None]
    mixed: Floats = (1 - v) * ((1 - u) * a + u * b) + v * ((1 - u) * d + u * c)
    return mixed


def draw_lattice(seed: int, side: float, size: int, radius: float) -> Lattice:
    """The corners of `size` x `size` cells around the city's centre; `radius` is the city's, in cells.

    Waves across the direction they run in bend the grid without squeezing it; a shake moves each corner.
    """
    draw = chance(seed, 1)
    middle = size / 2
    u, v = np.meshgrid(np.arange(size + 1.0) - middle, np.arange(size + 1.0) - middle, indexing="ij")
    x, y = u.copy(), v.copy()
    for length, steep in (*STEEPEST, (max(14.0, 1.4 * radius), WIDE)):
        for across in (0.0, np.pi / 2):
            angle = across + draw.uniform(-0.35, 0.35)
            phase, height = draw.uniform(0, 2 * np.pi), steep * length / (2 * np.pi)
            wave = height * np.sin(2 * np.pi * (u * np.cos(angle) + v * np.sin(angle)) / length + phase)
            x, y = x - wave * np.sin(angle), y + wave * np.cos(angle)
    i, j = np.meshgrid(np.arange(size + 1), np.arange(size + 1), indexing="ij")
    x += SHAKE * (scatter(seed, 11, i, j) - 0.5)
    y += SHAKE * (scatter(seed, 12, i, j) - 0.5)
    turn = draw.uniform(-TURN, TURN)
    east = CENTRE[0] + side * (x * np.cos(turn) - y * np.sin(turn))
    north = CENTRE[1] + side * (x * np.sin(turn) + y * np.cos(turn))
    return Lattice(side, size, np.stack([east, north], axis=-1))
