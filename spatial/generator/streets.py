"""The streets of a cell: main roads on its four edges, and its own grid of local streets between them."""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from spatial.generator.chance import Floats, chance, scatter
from spatial.generator.lattice import blend
from spatial.generator.plan import SIDE, Kind, Plan, Theme

Ranks = NDArray[np.int8]


class Rank(IntEnum):
    """What stands between two blocks: nothing, a street of some rank, or water."""

    NONE = 0
    LOCAL = 1
    MINOR = 2
    COLLECTOR = 3
    SECONDARY = 4
    PRIMARY = 5
    TRUNK = 6
    CANAL = 7
    BANK = 8


# Metres from a line to the blocks beside it, by rank: half a street with its pavements, a bank's green.
HALF = np.array([3.0, 7.0, 10.0, 15.0, 16.0, 21.0, 26.0, 27.0, 12.0])
CANAL_HALF = 11.0
GREEN = 36.0
BLOCKS = {
    Theme.CORE: (4, 5), Theme.OLD: (5, 6), Theme.ESTATE: (4, 5), Theme.INDUSTRY: (3, 3),
    Theme.VILLAGE: (3, 5), Theme.FARM: (3, 4),
}  # fmt: skip
MERGED = {
    Theme.CORE: 0.15, Theme.OLD: 0.1, Theme.ESTATE: 0.25, Theme.INDUSTRY: 0.3,
    Theme.VILLAGE: 0.35, Theme.FARM: 0.55,
}  # fmt: skip
SKEW = 0.1
# How far the corners of blocks stray from an even grid, in blocks.
STRAY = {
    Theme.CORE: 0.1, Theme.OLD: 0.2, Theme.ESTATE: 0.15, Theme.INDUSTRY: 0.06,
    Theme.VILLAGE: 0.22, Theme.FARM: 0.22,
}  # fmt: skip
# Lesser main roads are collectors in so many of their stretches, each so many cells long.
CALM, STRETCH = 0.5, 3
# Streets that meet a main road within so many metres of each other from both sides meet in one point.
NEAR = 4.0


@dataclass(frozen=True, slots=True)
class Grid:
    """The n x m blocks of a cell. Points are by line, (n + 1, m + 1): `uv` lattice coordinates, `xy` metres.

    `along[k, l]` is the rank of what lies between points (k, l) and (k + 1, l), `across[k, l]` between
    (k, l) and (k, l + 1). `wet` is the row of blocks the river flows in, None elsewhere; `canal` the
    line of a canal.
    """

    uv: Floats
    xy: Floats
    along: Ranks
    across: Ranks
    wet: int | None
    canal: int | None


@dataclass(frozen=True, slots=True)
class Edge:
    """A main road along one side of a cell: from its south-west corner east (`east`) or north.

    `stops` are where streets meet it, from 0 to 1 with both corners; `wet` is its stretch over the river,
    where only some roads have a bridge.
    """

    i: int
    j: int
    east: bool
    rank: Rank
    stops: Floats
    wet: tuple[float, float] | None

    @property
    def bridged(self) -> bool:
        """Whether the road goes on over water."""
        return self.wet is None or self.rank >= Rank.PRIMARY

    def uv(self) -> Floats:
        """The stops in lattice coordinates."""
        still = np.zeros_like(self.stops)
        step = (self.stops, still) if self.east else (still, self.stops)
        points: Floats = np.stack([self.i + step[0], self.j + step[1]], axis=-1)
        return points

    def stop_at(self, part: float) -> int:
        """Which stop lies there."""
        return int(np.argmin(np.abs(self.stops - part)))


def rank_of_line(plan: Plan, line: int) -> Rank:
    """The rank of a main road by its place in the lattice: a trunk road now and then, primaries between."""
    step = line - plan.lattice.size // 2
    if abs(step) == max(2, round(0.55 * plan.radius)):
        return Rank.TRUNK
    return Rank.PRIMARY if step % 3 == 0 else Rank.SECONDARY


def rank_of_edge(plan: Plan, i: int, j: int, east: bool) -> Rank:
    """The rank of a main road beside one cell: that of its line, or less in calm stretches."""
    line, stretch = (j, i // STRETCH) if east else (i, j // STRETCH)
    rank = rank_of_line(plan, line)
    if rank is not Rank.SECONDARY:
        return rank
    luck = scatter(plan.seed, 35, np.array(2 * line + east), np.array(stretch))
    return Rank.COLLECTOR if luck < CALM else rank


class Streets:
    """The streets of one plan, drawn where they are asked for and remembered a little while."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.grid = lru_cache(maxsize=256)(self.draw_grid)
        self.edge = lru_cache(maxsize=512)(self.draw_edge)

    def draw_grid(self, i: int, j: int) -> Grid:
        """The grid of a lived-in cell."""
        plan, draw = self.plan, chance(self.plan.seed, 3, i, j)
        theme = Theme(int(plan.theme[i, j]))
        low, high = BLOCKS[theme]
        shrink = plan.lattice.side / SIDE
        n, m = (max(2, round(int(draw.integers(low, high + 1)) * shrink)) for _ in range(2))
        canal = n // 2 + n % 2 if i in plan.canals and theme is not Theme.INDUSTRY else None
        wet = 1 if plan.kind[i, j] == Kind.RIVER else None
        n, m = 2 * max(1, n // 2) if canal else n, 3 if wet else m
        canal = n // 2 if canal else None
        west, east = _draw_lines(draw, n), _draw_lines(draw, m)
        south = west + draw.uniform(-SKEW, SKEW) * np.sin(np.pi * west)
        north = east + draw.uniform(-SKEW, SKEW) * np.sin(np.pi * east)
        if canal:
            west[canal] = south[canal] = 0.5
        if wet:
            east[1:3], north[1:3] = plan.banks[i], plan.banks[i + 1]
        lean, rise = (south - west)[:, None], (north - east)[None, :]
        u = (west[:, None] + lean * east[None, :]) / (1 - lean * rise)
        v = east[None, :] + rise * u
        stray = STRAY[theme] / np.array([n, m])[:, None, None]
        shake = draw.uniform(-1, 1, (2, n + 1, m + 1)) * stray
        shake[:, [0, -1], :] = shake[:, :, [0, -1]] = 0
        if canal:
            shake[:, canal] = 0
        if wet:
            shake[:, :, 1:3] = 0
        u, v = u + shake[0], v + shake[1]
        quad = plan.lattice.quad(i, j)
        along, across = self._rank(draw, i, j, (n, m), canal, wet)
        return Grid(
            uv=np.stack([i + u, j + v], axis=-1),
            xy=blend(quad[0], quad[1], quad[2], quad[3], u, v),
            along=along,
            across=across,
            wet=wet,
            canal=canal,
        )

    def _rank(
        self, draw: np.random.Generator, i: int, j: int, shape: tuple[int, int], canal: int | None,
        wet: int | None,
    ) -> tuple[Ranks, Ranks]:  # fmt: skip
        """The ranks along and across: local streets, some left out, a better one in the middle."""
        n, m = shape
        theme = Theme(int(self.plan.theme[i, j]))
        along = np.where(draw.random((n, m + 1)) < MERGED[theme], Rank.NONE, Rank.LOCAL).astype(np.int8)
        across = np.where(draw.random((n + 1, m)) < MERGED[theme], Rank.NONE, Rank.LOCAL).astype(np.int8)
        along[:, m // 2] = across[n // 2] = Rank.MINOR
        if canal:
            across[canal] = Rank.CANAL
        if wet:
            along[:, 1:3] = Rank.MINOR
            across[:, wet] = Rank.BANK
        along[:, 0], along[:, m] = (rank_of_edge(self.plan, i, line, True) for line in (j, j + 1))
        across[0], across[n] = (rank_of_edge(self.plan, line, j, False) for line in (i, i + 1))
        return along, across

    def draw_edge(self, i: int, j: int, east: bool) -> Edge | None:
        """The main road along the south (`east`) or west side of a cell; None where none stands."""
        plan = self.plan
        if not self.stands(i, j, east):
            return None
        other = (i, j - 1) if east else (i - 1, j)
        stops = {0.0, 1.0}
        beside = [cell for cell in ((i, j), other) if plan.lived_in(*cell)]
        for cell in beside:
            grid = self.grid(*cell)
            behind = cell != (i, j)
            if east:
                row = -1 if behind else 0
                open_ = (grid.across[1:-1, row] > 0) & (grid.across[1:-1, row] < Rank.CANAL)
                stops |= set((grid.uv[1:-1, row, 0][open_] - i).tolist())
            else:
                open_ = grid.along[-1 if behind else 0, 1:-1] > 0
                stops |= set((grid.uv[-1 if behind else 0, 1:-1, 1][open_] - j).tolist())
        sorted_ = np.array(sorted(stops))
        stops_ = sorted_[np.append(True, np.diff(sorted_) > NEAR / plan.lattice.side)]
        low, high = plan.banks[i].tolist()
        wet = (low, high) if not east and j == plan.river else None
        return Edge(i, j, east, rank_of_edge(plan, i, j, east), stops_, wet)

    def stands(self, i: int, j: int, east: bool) -> bool:
        """Whether there is a main road along the south (`east`) or west side of a cell.

        All stand beside lived-in cells; through fields go the greater ones and some collectors.
        """
        sides = ((i, j), (i, j - 1) if east else (i - 1, j))
        if any(self.plan.lived_in(*cell) for cell in sides):
            return True
        kinds = [self.plan.kind[cell] for cell in sides]
        rank = rank_of_edge(self.plan, i, j, east)
        return Kind.FIELD in kinds and Kind.OUTSIDE not in kinds and rank is not Rank.SECONDARY

    def edges_of(self, i: int, j: int) -> list[Edge]:
        """The main roads a cell tells of: its south and west, and those beyond which nothing lies."""
        told = [(i, j, True), (i, j, False)]
        told += [] if self.plan.kind[i, j + 1] else [(i, j + 1, True)]
        told += [] if self.plan.kind[i + 1, j] else [(i + 1, j, False)]
        return [edge for place in told if (edge := self.edge(*place))]


def _draw_lines(draw: np.random.Generator, count: int) -> Floats:
    """The cuts of a side into `count` blocks, unequal by up to a quarter, both ends included."""
    lines: Floats = np.arange(count + 1.0)
    lines[1:-1] += draw.uniform(-0.17, 0.17, count - 1)
    return lines / count
