"""Limits are the tiles that an extent meets: all of them, and none beside."""

import random

import pytest

from spatial.tile_limits import Limits, limit, place
from spatial.tile_matrix import WEB_MERCATOR, Grid, Tile
from spatial.tile_matrix_sets import CGCS2000, WORLD_CRS84, grids

HANGZHOU = (118.9, 29.2, 120.7, 30.6)
OWN = grids(4549)["EPSG4549Quad"]


@pytest.mark.parametrize("grid", grids(4549).values(), ids=lambda grid: grid.id)
def test_a_place_inside_lies_in_a_tile_inside_the_limits(grid: Grid) -> None:
    bounds = place(HANGZHOU, grid)
    assert bounds is not None
    chance = random.Random(grid.id)
    for z in range(grid.deepest + 1):
        told = limit(grid, bounds, z)
        x, y = chance.uniform(bounds[0], bounds[2]), chance.uniform(bounds[1], bounds[3])
        columns = range(told.least_column, told.most_column + 1)
        rows = range(told.least_row, told.most_row + 1)
        west, _, _, north = Tile(z, columns[0], rows[0], grid).bounds()
        _, south, east, _ = Tile(z, columns[-1], rows[-1], grid).bounds()
        assert west <= x <= east and south <= y <= north
        span = grid.span / (1 << z)
        assert bounds[0] - west < span and north - bounds[3] < span
        assert east - bounds[2] <= span and bounds[1] - south <= span


def test_the_whole_world_is_the_whole_matrix() -> None:
    assert limit(WORLD_CRS84, (-180, -90, 180, 90), 1) == Limits(1, 0, 1, 0, 3)
    assert limit(CGCS2000, (-180, -90, 180, 90), 0) == Limits(0, 0, 0, 0, 1)


def test_an_extent_beyond_the_set_is_limited_to_its_edge() -> None:
    far = (WEB_MERCATOR.left * 3, 0.0, WEB_MERCATOR.left * 2, 1.0)
    assert limit(WEB_MERCATOR, far, 2) == Limits(2, 1, 2, 0, 0)


def test_a_point_has_a_tile() -> None:
    assert limit(WORLD_CRS84, (100.0, 30.0, 100.0, 30.0), 3) == Limits(3, 2, 2, 12, 12)


def test_the_plan_of_a_country_says_nothing_of_what_is_far_away() -> None:
    assert place((-180.0, -85.0, 180.0, 85.0), OWN) is None
    near = place(HANGZHOU, OWN)
    assert near is not None
    assert near[0] == pytest.approx(391_000, abs=5_000)
    assert near[3] == pytest.approx(3_387_000, abs=5_000)


def test_limits_are_told_row_by_row() -> None:
    assert Limits(3, 1, 2, 4, 5).tell() == {
        "tileMatrix": "3",
        "minTileRow": 1,
        "maxTileRow": 2,
        "minTileCol": 4,
        "maxTileCol": 5,
    }
