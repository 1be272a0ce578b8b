"""Ways inside blocks begin at streets and keep clear of buildings."""

import numpy as np
import pytest
import shapely

from spatial.generator.addresses import Front
from spatial.generator.blocks import Block
from spatial.generator.footprints import lay_out
from spatial.generator.lanes import CLEAR, clear, draw_lanes, draw_paths
from spatial.generator.uses import LANES, PARK, SLABS, Use
from tests.spatial.generator.conftest import City, make_city

QUAD = np.array([[0.0, 0.0], [210.0, 10.0], [200.0, 190.0], [-8.0, 170.0]])
MARGINS = np.full(4, 7.0)


def block(use: Use, *streets: bool) -> Block:
    """A block with streets to south, east, north and west as told."""
    return Block("b", QUAD, MARGINS, streets, use, Front("望江路", 1, own=True))


def test_lanes_reach_the_streets_and_end_before_what_is_none() -> None:
    lots = lay_out(np.random.default_rng(1), QUAD, MARGINS, SLABS)
    open_, closed = (draw_lanes(block(SLABS, True, True, True, west), lots) for west in (True, False))
    assert len(open_) == len(closed) > 0
    western, eastern = shapely.LineString(QUAD[[0, 3]]), shapely.LineString(QUAD[[1, 2]])
    for lane, short in zip(open_, closed, strict=True):
        assert lane.cars and shapely.Point(lane.line[0]).distance(western) < 1e-6
        assert shapely.Point(lane.line[1]).distance(eastern) < 1e-6
        assert shapely.Point(short.line[0]).distance(western) > MARGINS[3]
    assert draw_lanes(block(SLABS, True, False, True, False), lots) == []


def test_between_near_rows_people_walk() -> None:
    lots = lay_out(np.random.default_rng(1), QUAD, MARGINS, LANES)
    assert {lane.cars for lane in draw_lanes(block(LANES, True, True, True, True), lots)} == {False}


def test_paths_cross_a_park_and_what_stands_in_their_way_is_left_out() -> None:
    park = block(PARK, True, True, True, True)
    paths = draw_paths(np.random.default_rng(2), park)
    assert shapely.LineString(paths[0].line).crosses(shapely.LineString(paths[1].line))
    lots = lay_out(np.random.default_rng(1), QUAD, MARGINS, SLABS)
    kept = clear(lots, paths)
    assert 0 < len(kept.centre) < len(lots.centre)
    lines = shapely.union_all([shapely.LineString(path.line) for path in paths])
    assert (shapely.distance(shapely.points(kept.centre), lines) > CLEAR).all()


@pytest.mark.parametrize(("buildings", "seed"), [(300, 1), (3000, 7), (20_000, 2)])
def test_no_way_touches_a_building(buildings: int, seed: int) -> None:
    city: City = make_city(buildings, seed)
    ways = np.array([road.footprint for road in city["Road"] if road.klass in ("service", "footway")])
    shapes = np.array([building.footprint for building in city["Building"]])
    assert ways.size > 10
    assert shapely.STRtree(shapes).query(ways, predicate="dwithin", distance=1.5)[0].size == 0
