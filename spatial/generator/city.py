"""A made-up city as a stream of records, cell by cell along a Hilbert curve, in memory that does not grow."""

from collections.abc import Iterator

from spatial.generator.areas import Areas, draw_areas, tell_areas
from spatial.generator.blocks import draw_blocks, tell_land
from spatial.generator.bridges import tell_bridges
from spatial.generator.buildings import tell_buildings
from spatial.generator.fields import tell_fields
from spatial.generator.pipes import tell_pipes
from spatial.generator.plan import Kind, Plan, draw_plan
from spatial.generator.roads import tell_roads
from spatial.generator.streets import Streets
from spatial.generator.terrain import Terrain
from spatial.generator.waters import tell_river, tell_water_and_green, tell_woods
from spatial.generator.zones import tell_floods, tell_zones
from spatial.records import CityObject


def generate(buildings: int, seed: int) -> Iterator[CityObject]:
    """A city of about so many buildings; the same for the same seed.

    A few thousand come out within a fifth of what is asked, a hundred thousand within a fiftieth.
    Coordinates are EPSG:4549 metres around 120.16° E 30.25° N, elevations EPSG:5737. Heights are
    `assumed`: nothing of such a city was ever measured.
    """
    plan = draw_plan(buildings, seed)
    areas = draw_areas(plan)
    streets, terrain = Streets(plan), Terrain(plan)
    yield from tell_areas(plan, areas)
    yield from tell_river(plan)
    yield from tell_woods(plan)
    yield from tell_floods(plan)
    for i, j in plan.order:
        yield from tell_cell(plan, areas, streets, terrain, i, j)


def tell_cell(
    plan: Plan, areas: Areas, streets: Streets, terrain: Terrain, i: int, j: int
) -> Iterator[CityObject]:
    """Everything in one cell, from the ground up and then down to the pipes."""
    grid = streets.grid(i, j) if plan.lived_in(i, j) else None
    yield from tell_water_and_green(plan, i, j, grid)
    yield from tell_zones(plan, grid, i, j)
    if plan.kind[i, j] == Kind.FIELD:
        yield from tell_fields(streets, i, j)
    if grid is not None:
        blocks = draw_blocks(plan, grid, i, j)
        yield from tell_land(blocks)
        yield from tell_buildings(plan, areas, terrain, blocks, i, j)
    yield from tell_roads(streets, grid, i, j)
    yield from tell_bridges(streets, grid, i, j)
    yield from tell_pipes(streets, terrain, grid, i, j)
