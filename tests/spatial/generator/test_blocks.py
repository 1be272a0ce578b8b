"""Blocks fill the ground between streets."""

import numpy as np
import pytest
import shapely

from spatial.generator.blocks import draw_blocks, shrink
from spatial.generator.plan import Plan
from spatial.generator.streets import Streets
from tests.spatial.generator.conftest import City


def test_a_quadrangle_shrinks_by_a_margin_of_its_own_on_each_side() -> None:
    square = np.array([[[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0]]])
    [shrunk] = shrink(square, np.array([[1.0, 2.0, 3.0, 4.0]]))
    assert shrunk.tolist() == [[4, 1], [98, 1], [98, 97], [4, 97]]


def test_blocks_of_a_cell_lie_in_it_and_apart(plan: Plan) -> None:
    streets = Streets(plan)
    for i, j in plan.order:
        if plan.lived_in(i, j):
            blocks = draw_blocks(plan, streets.grid(i, j), i, j)
            shapes = shapely.polygons([block.quad for block in blocks])
            assert shapely.is_valid(shapes).all()
            cell = shapely.Polygon(plan.lattice.quad(i, j))
            assert shapely.union_all(shapes).difference(cell).area < 1
            assert shapely.area(shapes).sum() == pytest.approx(shapely.union_all(shapes).area, abs=1)
            assert len({block.code for block in blocks}) == len(blocks)


def test_land_lies_between_the_streets(city: City) -> None:
    roads = [road.footprint for road in city["Road"] if road.name]
    land = np.array([one.footprint for one in city["LandUse"]])
    assert shapely.STRtree(roads).query(land, predicate="intersects")[0].size == 0
    assert {one.klass for one in city["LandUse"]} >= {"residential", "commercial"}
