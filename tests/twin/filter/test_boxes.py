"""Boxes of degrees are made exactly, cut at the antimeridian and laid into the web map's square."""

import math
import random

import numpy as np
import pytest
from django.conf import settings

from spatial.crs import move
from spatial.tile_matrix import WORLD, Grid, Tile
from spatial.tile_matrix_sets import grids
from twin.filter.boxes import DEGREES, cover, make_boxes, project

BUFFER = 1 / 64


def test_a_box_across_the_antimeridian_is_two() -> None:
    assert make_boxes([170, -10, -170, 10]) == [(170, -10, 180, 10), (-180, -10, -170, 10)]


@pytest.mark.parametrize(
    "numbers",
    [(1, 2, 3), (1, 2, 9, 3, 4, 8), (0, 2, 1, 1), (181, 0, 1, 1), (0, 0, 1, 91), (0, 0, math.nan, 1)],
)
def test_what_is_no_box_is_refused(numbers: tuple[float, ...]) -> None:
    with pytest.raises(ValueError):
        make_boxes(numbers)


def test_the_poles_lie_on_the_edge_of_the_square() -> None:
    edge = math.pi * 6378137
    assert project(180, 90) == pytest.approx((edge, edge), abs=0.01)
    assert project(-180, -90) == pytest.approx((-edge, -edge), abs=0.01)
    assert project(0, 0) == pytest.approx((0, 0), abs=1e-6)


@pytest.mark.parametrize("grid", grids(settings.TWIN_CRS).values(), ids=lambda grid: grid.id)
def test_a_box_of_the_map_covers_a_tile_of_any_grid(grid: Grid) -> None:
    draw = random.Random(5)
    x, y = move(np.array([[120.16, 30.26]]), 4326, grid.srid)[0]
    for z in range(0, grid.deepest + 1, 3):
        span = grid.span / 2**z
        tile = Tile(z, int((x - grid.left) / span), int((grid.top - y) / span), grid)
        west, south, east, north = tile.bounds(BUFFER)
        left, bottom, right, top = cover((west, south, east, north), grid.srid)
        places = [(draw.uniform(west, east), draw.uniform(south, north)) for _ in range(50)]
        rim = [(west + (east - west) * at / 40, side) for at in range(41) for side in (south, north)]
        points = np.array(places + rim)
        if grid.srid in DEGREES:
            points = points[(abs(points[:, 1]) <= 85) & (abs(points[:, 0]) <= 180)]
        inside = move(points, grid.srid, 3857)
        slack = 1e-6 * max(abs(left), abs(top))
        assert (inside >= [left - slack, bottom - slack]).all(), (grid.id, z)
        assert (inside <= [right + slack, top + slack]).all(), (grid.id, z)


def test_a_tile_out_of_its_systems_reach_may_show_anything() -> None:
    left, bottom, right, top = cover((12.0e6, -8.3e6, 12.5e6, -7.8e6), 3035)
    assert left == bottom == -right == -top == -WORLD / 2
