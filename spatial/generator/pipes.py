"""Pipes of all classes along the streets: nodes where they meet and at manholes, and links between them."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from spatial.generator.areas import MADE_UP
from spatial.generator.chance import Floats, chance
from spatial.generator.mains import MAINS, Main
from spatial.generator.plan import Plan
from spatial.generator.runs import Run, run_along
from spatial.generator.streets import Edge, Grid, Rank, Streets
from spatial.generator.terrain import Terrain
from spatial.generator.webs import Mask, Web, local_web, main_web
from spatial.records import Link, Node, VerticalKind

IN_USE, ABANDONED = "0", "1"
RETIRED = 0.01
BRIDGED = "JK"
NEWEST, OLDEST = 2022, 1975


def carries(main: Main, plan: Plan, line: int) -> bool:
    """Whether the main road of that number carries a class; counted from the city's middle."""
    return (line - plan.lattice.size // 2 - main.first) % main.every == 0


def tell_pipes(
    streets: Streets, terrain: Terrain, grid: Grid | None, i: int, j: int
) -> Iterator[Node | Link]:
    """The pipes under a cell's local streets and under the main roads it tells of."""
    draw = chance(streets.plan.seed, 8, i, j)
    if grid is not None:
        local = local_web(streets, grid, i, j)
        for main in MAINS:
            if main.narrow is not None:
                yield from _tell_class(main, local, local.told, terrain, draw)
    for edge in streets.edges_of(i, j):
        web = main_web(streets, edge)
        for main in MAINS:
            if carries(main, streets.plan, edge.j if edge.east else edge.i):
                yield from _tell_class(main, web, _claim_corners(streets, main, edge, web), terrain, draw)


def _claim_corners(streets: Streets, main: Main, edge: Edge, web: Web) -> Mask:
    """The points this main road tells of: a corner only where it is the first road there with the class."""
    told = web.told.copy()
    ends = ((edge.i, edge.j), (edge.i + 1, edge.j) if edge.east else (edge.i, edge.j + 1))
    for place, (a, b) in zip((0, -1), ends, strict=True):
        roads = ((a, b, True), (a, b, False), (a - 1, b, True), (a, b - 1, False))
        first = next(
            road
            for road in roads
            if streets.stands(*road) and carries(main, streets.plan, road[1] if road[2] else road[0])
        )
        told[place] = first == (edge.i, edge.j, edge.east)
    return told


def depths_at(main: Main, uv: Floats) -> Floats:
    """What `main.vertical` names, at lattice coordinates: the same for every link that meets a node."""
    low, high = main.depths
    swing = 0.5 + 0.5 * np.sin(9.1 * uv[:, 0] + len(main.klass)) * np.cos(7.3 * uv[:, 1])
    depths: Floats = np.round(low + (high - low) * swing, 2)
    return depths


def inverts_at(main: Main, terrain: Terrain, uv: Floats) -> Floats:
    """The inverts of a drain, which lies evenly below the plain."""
    inverts: Floats = np.round(terrain.plain(uv) - main.depths[0], 3)
    return inverts


def _tell_class(
    main: Main, web: Web, told: Mask, terrain: Terrain, draw: np.random.Generator
) -> Iterator[Node | Link]:
    """One class along one web: the nodes it tells of, its manholes, its links."""
    if not len(web.pairs):
        return
    run = run_along(main, web, terrain)
    years = np.clip(NEWEST - draw.gamma(2.0, 6.0, len(web.pairs)), OLDEST, NEWEST).astype(int)
    mine = run.junctions[told[run.junctions]]
    names = [f"{main.klass}-{web.points.names[one]}" for one in mine.tolist()]
    names += [name for name, inner in zip(run.start_names, run.inner.tolist(), strict=True) if inner]
    xy = np.concatenate([run.xy[mine], run.starts[run.inner]])
    uv = np.concatenate([web.points.uv[mine], run.start_uv[run.inner]])
    yield from _tell_nodes(main, terrain, names, xy, uv, int(years.min()))
    yield from _tell_links(main, terrain, run, years[run.stretch].tolist(), draw)


def _tell_nodes(
    main: Main, terrain: Terrain, names: list[str], xy: Floats, uv: Floats, year: int
) -> Iterator[Node]:
    ground = np.round(terrain.ground(uv), 3)
    drains = main.vertical is VerticalKind.ELEVATION
    inverts = inverts_at(main, terrain, uv) if drains else ground
    depths = np.round(ground - inverts, 3) if drains else depths_at(main, uv)
    rows = zip(names, shapely.points(xy), ground.tolist(), inverts.tolist(), depths.tolist(), strict=True)
    for name, point, height, invert, depth in rows:
        yield Node(
            code=name,
            footprint=point,
            klass=main.klass,
            function=main.point,
            attributes=MADE_UP,
            network=main.network,
            ground=height,
            invert=invert if drains else None,
            depth=depth,
            status=IN_USE,
            owner=main.owner,
            year=year,
        )


def _tell_links(
    main: Main, terrain: Terrain, run: Run, years: list[int], draw: np.random.Generator
) -> Iterator[Link]:
    """The links of a run; what hangs under a bridge has no depth."""
    drains = main.vertical is VerticalKind.ELEVATION
    start_z, end_z = (
        (inverts_at(main, terrain, uv) if drains else depths_at(main, uv)).tolist()
        for uv in (run.start_uv, run.end_uv)
    )
    retired = (draw.random(len(run.names)) < RETIRED).tolist()
    sections = {rank: _section(main, Rank(rank)) for rank in set(run.rank.tolist())}
    shapes = shapely.linestrings(np.stack([run.starts, run.ends], axis=1))
    rows = zip(
        run.names, shapes, run.rank.tolist(), run.dry.tolist(), run.start_names, run.end_names, start_z,
        end_z, years, retired, strict=True,
    )  # fmt: skip
    for name, shape, rank, dry, start, end, upper, lower, year, old in rows:
        yield Link(
            code=name,
            footprint=shape,
            klass=main.klass,
            attributes=MADE_UP,
            network=main.network,
            start=start,
            end=end,
            **sections[rank],
            material=main.material,
            burial=main.burial if dry else BRIDGED,
            vertical=main.vertical if dry else None,
            start_z=upper if dry else None,
            end_z=lower if dry else None,
            status=ABANDONED if old else IN_USE,
            owner=main.owner,
            year=year,
        )


def _section(main: Main, rank: Rank) -> dict[str, Any]:
    if isinstance(main.sizes, tuple):
        return {"width": float(main.sizes[0]), "height": float(main.sizes[1])}
    return {"diameter": float(main.sizes[rank])}
