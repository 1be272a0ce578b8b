"""Water and green: the river with its banks, canals, lakes in their parks, and the wooded hill."""

from collections.abc import Iterator

import numpy as np
import shapely

from spatial.generator.areas import MADE_UP
from spatial.generator.chance import Floats, chance
from spatial.generator.names import pair
from spatial.generator.plan import Kind, Plan
from spatial.generator.streets import CANAL_HALF, GREEN, HALF, Grid, Rank
from spatial.records import CityObject, PlantCover, Road, Water

STEPS = 16
ROUND = 48
MARGIN = 26.0
ROUNDED = 0.3
# Where the lattice bends, the river's bend is drawn out over so many cells to both sides, and leaves the
# line of its embankment by so many metres at most.
BEND, STRAY = 0.45, 18.0
# Metres from the water to the path along it.
PROMENADE = 7.0


def embankment(plan: Plan, u: Floats, north: bool, inward: float | Floats) -> Floats:
    """The line `inward` metres from an embankment towards the water, in metres (n, 2) at `u`."""
    lines = np.arange(plan.banks.shape[0])
    step = inward / plan.lattice.side
    v = plan.river + np.interp(u, lines, plan.banks[:, int(north)]) + (-step if north else step)
    return plan.lattice.place(u, v)


def shore(plan: Plan, u: Floats, north: bool, inward: float | Floats = GREEN) -> Floats:
    """As an embankment, but in bends as water takes them."""
    corner = np.round(u)
    furthest = np.hypot(*_drawn_out(plan, corner, north, np.full_like(u, BEND)).T)
    reach = BEND * np.minimum(1, STRAY / np.maximum(furthest, 1e-9))
    return embankment(plan, u, north, inward) + _drawn_out(plan, u, north, reach)


def _drawn_out(plan: Plan, u: Floats, north: bool, reach: Floats) -> Floats:
    """From an embankment at `u` to its mean over so many cells before and behind."""
    spread = u[:, None] + reach[:, None] * np.linspace(-1, 1, 19)
    mean = embankment(plan, spread.ravel(), north, 0.0).reshape(*spread.shape, 2).mean(axis=1)
    aside: Floats = mean - embankment(plan, u, north, 0.0)
    return aside


def river_span(plan: Plan) -> tuple[int, int]:
    """The first and last line of the lattice that the river is drawn between, a cell beyond the city."""
    cells = np.flatnonzero(plan.kind[:, plan.river])
    return max(0, int(cells.min()) - 1), min(plan.lattice.size, int(cells.max()) + 2)


def strip(one: Floats, other: Floats) -> shapely.Polygon:
    """The area between two lines that run the same way."""
    return shapely.Polygon(np.round(np.concatenate([one, other[::-1]]), 3))


def tell_river(plan: Plan) -> Iterator[Water]:
    """The river, whole."""
    first, last = river_span(plan)
    u = np.linspace(first, last, (last - first) * STEPS + 1)
    shape = strip(shore(plan, u, False), shore(plan, u, True))
    name = pair(plan.seed + 17) + "江"
    yield Water(code="river", name=name, klass="river", footprint=shape, attributes=MADE_UP)


def tell_woods(plan: Plan) -> Iterator[PlantCover]:
    """The woods on the hill, clear of the roads around and rounded where it meets open country."""
    cells = [plan.lattice.quad(i, j) for i, j in plan.order if plan.kind[i, j] == Kind.HILL]
    if not cells:
        return
    hill = shapely.union_all(shapely.polygons(np.round(cells, 3)))
    bend = ROUNDED * plan.lattice.side
    wood = hill.buffer(-MARGIN - bend, join_style="mitre").buffer(bend)
    name = pair(plan.seed + 5) + "山"
    for number, part in enumerate(shapely.get_parts(shapely.set_precision(wood, 0.001))):
        yield PlantCover(code=f"wood-{number}", name=name, klass="wood", footprint=part, attributes=MADE_UP)


def tell_water_and_green(plan: Plan, i: int, j: int, grid: Grid | None) -> Iterator[CityObject]:
    """What a cell holds of water and green beside its blocks."""
    kind = plan.kind[i, j]
    if j == plan.river:
        yield from _tell_banks(plan, i, j)
    if kind == Kind.LAKE:
        yield from _tell_lake(plan, i, j)
    if grid is not None and grid.canal is not None:
        yield _tell_canal(plan, i, j, grid, grid.canal)


def _tell_banks(plan: Plan, i: int, j: int) -> Iterator[CityObject]:
    """The green along both banks of a cell, with a path by the water."""
    edge = HALF[Rank.TRUNK] / plan.lattice.side
    u = np.linspace(i + edge, i + 1 - edge, STEPS + 1)
    for north in (False, True):
        yield PlantCover(
            code=f"bank-{i:03d}{j:03d}-{int(north)}",
            klass="park",
            footprint=strip(embankment(plan, u, north, HALF[Rank.MINOR]), shore(plan, u, north)),
            attributes=MADE_UP,
        )
        line = shore(plan, np.linspace(i, i + 1, STEPS + 1), north, GREEN - PROMENADE)
        yield _path(f"bank-path-{i:03d}{j:03d}-{int(north)}", line)


def _tell_canal(plan: Plan, i: int, j: int, grid: Grid, line: int) -> Water:
    axis = shapely.LineString(grid.xy[line])
    shape = shapely.set_precision(axis.buffer(CANAL_HALF, cap_style="flat", join_style="mitre"), 0.001)
    name = pair(plan.seed + 31 * i) + "河"
    return Water(code=f"canal-{i:03d}{j:03d}", name=name, klass="canal", footprint=shape, attributes=MADE_UP)


def _tell_lake(plan: Plan, i: int, j: int) -> Iterator[CityObject]:
    """A lake and the park around it, told by the first of its cells."""
    number = plan.lake_of(i, j)
    assert number is not None
    u, v, wide = plan.lakes[number]
    inside = [(a, b) for a in range(u, u + wide) for b in range(v, v + wide) if plan.kind[a, b] == Kind.LAKE]
    if (i, j) != inside[0]:
        return
    draw = chance(plan.seed, 5, number)
    turn = np.linspace(0, 2 * np.pi, ROUND, endpoint=False)
    far = np.ones(ROUND)
    for count, high in ((2, 0.16), (3, 0.12), (5, 0.06), (8, 0.03)):
        far += draw.uniform(0.3, 1) * high * np.cos(count * turn + draw.uniform(0, 2 * np.pi))
    far *= 0.31 * wide
    lake = shapely.Polygon(np.round(_around(plan, number, far, turn), 3))
    cells = shapely.union_all(shapely.polygons([np.round(plan.lattice.quad(a, b), 3) for a, b in inside]))
    park = shapely.set_precision(cells.buffer(-MARGIN, join_style="mitre").difference(lake), 0.001)
    name = pair(plan.seed + 11 + 3 * number)
    loop = _around(plan, number, far + PROMENADE / plan.lattice.side, turn)
    yield _path(f"lake-path-{number}", np.concatenate([loop, loop[:1]]))
    gates = plan.lattice.place(np.array([u + wide, u], dtype=float), np.full(2, v + wide / 2))
    for side, (gate, start) in enumerate(zip(gates, loop[[0, ROUND // 2]], strict=True)):
        yield _path(f"lake-path-{number}-{side}", np.stack([start, gate]))
    yield Water(code=f"lake-{number}", name=name + "湖", klass="water", footprint=lake, attributes=MADE_UP)
    yield PlantCover(
        code=f"lake-park-{number}", name=name + "湖公园", klass="park", footprint=park, attributes=MADE_UP
    )


def _around(plan: Plan, number: int, far: Floats, turn: Floats) -> Floats:
    """Points so many cells from the middle of a lake, in metres (n, 2)."""
    u, v, wide = plan.lakes[number]
    return plan.lattice.place(u + wide / 2 + far * np.cos(turn), v + wide / 2 + far * np.sin(turn))


def _path(code: str, line: Floats) -> Road:
    shape = shapely.LineString(np.round(line, 3))
    return Road(code=code, klass="footway", footprint=shape, oneway=False, attributes=MADE_UP)
