"""The plan of a made-up city: which cells of the lattice are town, river, lake or hill, and its centres.

Everything smaller is drawn cell by cell from the plan, so that any cell can be made without the others.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from spatial.generator.chance import Floats, chance, scatter
from spatial.generator.lattice import Lattice, draw_lattice

SIDE = 800.0
SMALLEST = 0.5
FEWEST = 9


class Kind(IntEnum):
    """What a cell is; only town and river cells are lived in. The river's row is its own even in fields."""

    OUTSIDE = 0
    TOWN = 1
    RIVER = 2
    LAKE = 3
    HILL = 4
    FIELD = 5


class Theme(IntEnum):
    """What the blocks of a cell have in common."""

    CORE = 0
    OLD = 1
    ESTATE = 2
    INDUSTRY = 3
    VILLAGE = 4
    FARM = 5


# Buildings to be expected in a whole town cell of 800 m of each theme, as measured over many seeds.
EXPECTED = np.array([158.0, 540.0, 173.0, 112.0, 361.0, 188.0])
LIVED_IN = (Kind.TOWN, Kind.RIVER)
# From how far out (1 is the city's edge) fields lie between its quarters, how many of its cells they are at
# the edge itself, and how many cells wide the open country around is.
FRAYED, GAPS, COUNTRY = 0.45, 0.5, 1.5


@dataclass(frozen=True, slots=True)
class Plan:
    """A city before its streets. Positions are in cells; `radius` is the city's.

    `kind`, `theme` and `central` (0 far from any centre, 1 in one) are arrays by cell; `centres` holds
    u, v and reach of each; `banks[i]` the v of the river's two embankments at line i; `lakes` u, v and
    width of each; `order` the cells of town and country along a Hilbert curve.
    """

    seed: int
    buildings: int
    lattice: Lattice
    radius: float
    kind: NDArray[np.int8]
    theme: NDArray[np.int8]
    central: Floats
    centres: Floats
    river: int
    banks: Floats
    canals: tuple[int, ...]
    lakes: tuple[tuple[int, int, int], ...]
    order: tuple[tuple[int, int], ...]

    def lived_in(self, i: int, j: int) -> bool:
        """Whether a cell has streets."""
        return bool(self.kind[i, j] in LIVED_IN)

    def lake_of(self, i: int, j: int) -> int | None:
        """Which lake covers a cell."""
        return next((n for n, (u, v, w) in enumerate(self.lakes) if u <= i < u + w and v <= j < v + w), None)


def draw_plan(buildings: int, seed: int) -> Plan:
    """The plan of a city of about so many buildings; its area grows with them, its density stays."""
    scale = float(np.clip((buildings / 2500) ** 0.5, SMALLEST, 1))
    cells = max(FEWEST, buildings / (205.0 * scale**2))
    radius = (cells / np.pi) ** 0.5
    size = 2 * int(np.ceil(1.55 * radius + 4)) + 1
    draw = chance(seed, 2)
    middle = size // 2
    river = middle + max(1, round(0.32 * radius)) * int(draw.choice([-1, 1]))
    centres = _draw_centres(draw, radius, size / 2)
    away = _distance(draw, size, radius)
    central = _centrality(centres, size)
    hill = _draw_hill(draw, size, radius, river)
    lakes = _draw_lakes(draw, radius, middle, river)
    kind = np.full((size, size), Kind.TOWN, dtype=np.int8)
    kind[hill] = Kind.HILL
    for u, v, wide in lakes:
        kind[u : u + wide, v : v + wide] = Kind.LAKE
    kind[:, river] = Kind.RIVER
    theme = _draw_themes(seed, draw, central, away, size)
    kind[_draw_gaps(seed, kind, away, radius)] = Kind.FIELD
    kind = _bound(kind, theme, away, buildings / scale**2, radius)
    lines = np.arange(size + 1)
    width = 0.26 + 0.12 * scatter(seed, 21, lines)
    centre = 0.5 + 0.12 * (scatter(seed, 22, lines) - 0.5)
    canals = tuple(i for i in range(size) if (i - middle - max(1, round(0.3 * radius))) % 7 == 0)
    return Plan(
        seed=seed,
        buildings=buildings,
        lattice=draw_lattice(seed, SIDE * scale, size, radius),
        radius=radius,
        kind=kind,
        theme=theme,
        central=central,
        centres=centres,
        river=river,
        banks=np.stack([centre - width / 2, centre + width / 2], axis=-1),
        canals=canals,
        lakes=lakes,
        order=_order(kind),
    )


def _draw_centres(draw: np.random.Generator, radius: float, middle: float) -> Floats:
    """The main centre and others around it, the fewer the smaller the city."""
    others = int(np.clip(np.log2(1 + radius**2 / 3), 1, 14))
    turn = draw.uniform(0, 2 * np.pi) + np.arange(others) * 2 * np.pi * 0.382
    far = radius * draw.uniform(0.42, 0.8, others)
    u = np.append(middle, middle + far * np.cos(turn))
    v = np.append(middle, middle + far * np.sin(turn))
    reach = np.append(0.22 * radius + 0.55, 0.07 * radius * draw.uniform(0.7, 1.3, others) + 0.4)
    return np.stack([u, v, reach], axis=-1)


def _grid(size: int) -> tuple[Floats, Floats]:
    u, v = np.meshgrid(np.arange(size) + 0.5, np.arange(size) + 0.5, indexing="ij")
    return u, v


def _centrality(centres: Floats, size: int) -> Floats:
    u, v = _grid(size)
    far = np.hypot(u[..., None] - centres[:, 0], v[..., None] - centres[:, 1]) / centres[:, 2]
    near: Floats = np.exp(-(far**2)).max(axis=-1)
    return near


def _distance(draw: np.random.Generator, size: int, radius: float) -> Floats:
    """How far out each cell lies, 1 at the city's edge, which is no circle."""
    u, v = _grid(size)
    east, north = u - size / 2, v - size / 2
    turn = np.arctan2(north, east)
    lobes = sum(
        high * np.sin(count * turn + draw.uniform(0, 2 * np.pi))
        for count, high in ((2, 0.13), (3, 0.1), (5, 0.07), (9, 0.05))
    )
    away: Floats = np.hypot(east, north) / radius / (1 + lobes)
    return away


def _draw_hill(draw: np.random.Generator, size: int, radius: float, river: int) -> NDArray[np.bool_]:
    """Cells of a hill at the edge, on the side away from the river."""
    u, v = _grid(size)
    down = -np.sign(river - size // 2)
    turn = down * draw.uniform(0.3, 1.2) + (0 if draw.random() < 0.5 else np.pi - down * np.pi / 2)
    east, north = np.cos(turn), down * abs(np.sin(turn))
    along = (u - size / 2 - 0.95 * radius * east) * east + (v - size / 2 - 0.95 * radius * north) * north
    aside = -(u - size / 2) * north + (v - size / 2) * east
    rough = 1 + 0.25 * np.sin(2.1 * aside + draw.uniform(0, 6)) * min(1.0, radius / 8)
    found: NDArray[np.bool_] = (
        np.hypot(along / (0.22 * radius * rough + 0.35), aside / (0.4 * radius + 0.3)) < 1
    )
    return found


def _draw_lakes(
    draw: np.random.Generator, radius: float, middle: int, river: int
) -> tuple[tuple[int, int, int], ...]:
    """One lake beside the main centre, others about the city; none touches another or the river's row."""
    wide = 1 if radius < 4 else 2 if radius < 11 else 3
    side = -int(np.sign(river - middle))
    u = middle - wide - max(0, round(0.12 * radius))
    v = min(middle, middle + side * (wide - 1)) if wide > 1 else middle
    lakes = [(u, v, wide)]
    for _ in range(int(radius**2 / 16)):
        turn, far = draw.uniform(0, 2 * np.pi), radius * draw.uniform(0.35, 1.0) ** 0.5
        u, v = (int(middle + far * part) for part in (np.cos(turn), np.sin(turn)))
        apart = all(abs(u - x) > w + 1 or abs(v - y) > w + 1 for x, y, w in lakes)
        if apart and abs(v - river) > 1:
            lakes.append((u, v, 1))
    return tuple(lakes)


def _draw_themes(
    seed: int, draw: np.random.Generator, central: Floats, away: Floats, size: int
) -> NDArray[np.int8]:
    """Core in the centres, an old town beside the main one, estates around, works and villages outside."""
    i, j = np.meshgrid(np.arange(size), np.arange(size), indexing="ij")
    luck = scatter(seed, 31, i, j)
    patch = scatter(seed, 32, i // 2, j // 2)
    u, v = _grid(size)
    turn = np.arctan2(v - size / 2, u - size / 2) - draw.uniform(0, 2 * np.pi)
    works = (np.cos(turn) > 0.55) & (patch < 0.62) | (patch < 0.12)
    theme = np.full((size, size), Theme.ESTATE, dtype=np.int8)
    theme[(away > 0.74 + 0.2 * luck)] = Theme.VILLAGE
    theme[(away > 0.93 + 0.3 * luck)] = Theme.FARM
    theme[(away > 0.5) & (away < 1.1) & works] = Theme.INDUSTRY
    theme[(away < 0.3) & (np.sin(turn) > -0.2) & (luck < 0.75)] = Theme.OLD
    theme[central > 0.62] = Theme.CORE
    return theme


def _draw_gaps(seed: int, kind: NDArray[np.int8], away: Floats, radius: float) -> NDArray[np.bool_]:
    """Cells of fields between the outer quarters, the more the further out; none in a small city."""
    i, j = np.meshgrid(*(np.arange(size) for size in kind.shape), indexing="ij")
    luck = 0.35 * scatter(seed, 33, i, j) + 0.65 * scatter(seed, 34, i // 3, j // 3)
    share = GAPS * np.clip((away - FRAYED) / (1 - FRAYED), 0, 1) * min(1.0, radius / 8)
    found: NDArray[np.bool_] = (kind == Kind.TOWN) & (luck < share)
    return found


def _bound(
    kind: NDArray[np.int8], theme: NDArray[np.int8], away: Floats, wanted: float, radius: float
) -> NDArray[np.int8]:
    """The cells from the centre outwards until they hold the buildings wanted, then country, then nothing."""
    share = np.select([kind == Kind.TOWN, kind == Kind.RIVER], [1.0, 0.69], 0.0)
    promised = (EXPECTED[theme] * share).ravel()
    outward = np.argsort(away.ravel(), kind="stable")
    filled = np.cumsum(promised[outward])
    kept = outward[: int(np.searchsorted(filled, wanted)) + 1]
    inside = np.zeros(kind.size, dtype=bool)
    inside[kept] = True
    bounded: NDArray[np.int8] = np.where(inside.reshape(kind.shape), kind, Kind.OUTSIDE).astype(np.int8)
    edge = float(away.ravel()[kept[-1]])
    country = (bounded == Kind.OUTSIDE) & (away < edge + min(COUNTRY, 0.6 * radius) / radius)
    bounded[country] = np.where(kind[country] == Kind.HILL, Kind.HILL, Kind.FIELD)
    bounded[[0, -1]] = bounded[:, [0, -1]] = Kind.OUTSIDE
    return bounded


def _order(kind: NDArray[np.int8]) -> tuple[tuple[int, int], ...]:
    """The cells that are in the city along a Hilbert curve."""
    i, j = np.nonzero(kind)
    size = 1 << int(max(kind.shape) - 1).bit_length()
    x, y, place = i.astype(np.int64), j.astype(np.int64), np.zeros(i.size, dtype=np.int64)
    step = size // 2
    while step:
        east, north = (x & step) > 0, (y & step) > 0
        place += step * step * ((3 * east) ^ north)
        mirrored = ~north & east
        x, y = np.where(mirrored, size - 1 - x, x), np.where(mirrored, size - 1 - y, y)
        x, y = np.where(~north, y, x), np.where(~north, x, y)
        step //= 2
    along = np.argsort(place, kind="stable")
    return tuple(zip(i[along].tolist(), j[along].tolist(), strict=True))
