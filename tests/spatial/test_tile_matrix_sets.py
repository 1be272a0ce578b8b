"""The sets are morecantile's, tile for tile, and that of the plan stands where it always stood."""

import random
from functools import lru_cache
from math import log2

import pytest
from morecantile import TileMatrixSet

from spatial.crs import area_in_plan, parse
from spatial.tile_matrix import WEB_MERCATOR, Grid, Tile
from spatial.tile_matrix_documents import describe_set
from spatial.tile_matrix_sets import CGCS2000, WORLD_CRS84, grids, name_crs, name_set, plan_grid, title_of

CITIES = {4549: (6291456.0, 0.0), 4528: (6291456.0, 39845888.0), 32642: (12582912.0, 0.0)}
METRIC = [4549, 4547, 4528, 32642, 32722, 28992, 25833, 27700, 3035, 2056, 3414, 6676]
SETS = [*grids(4549).values(), *(grid for code in METRIC if (grid := plan_grid(code)))]


@lru_cache
def read_again(grid: Grid) -> TileMatrixSet:
    """The set as morecantile reads it from its document."""
    return TileMatrixSet.model_validate(describe_set(grid))


def pick_tile(grid: Grid, chance: random.Random) -> Tile:
    """Any tile of a set."""
    z = chance.randint(0, grid.deepest)
    return Tile(z, chance.randrange(grid.columns << z), chance.randrange(grid.rows << z), grid)


@pytest.mark.parametrize("grid", SETS, ids=lambda grid: grid.id)
def test_a_tile_covers_the_ground_its_document_says(grid: Grid) -> None:
    chance, told = random.Random(grid.id), read_again(grid)
    for _ in range(300):
        tile = pick_tile(grid, chance)
        expected = told.xy_bounds(tile.x, tile.y, tile.z)
        assert tile.bounds() == pytest.approx(tuple(expected), rel=1e-9, abs=tile.span * 1e-4), tile


@pytest.mark.parametrize("grid", SETS, ids=lambda grid: grid.id)
def test_a_matrix_is_as_wide_and_fine_as_its_document_says(grid: Grid) -> None:
    for z in range(grid.deepest + 1):
        told = read_again(grid).matrix(z)
        assert (told.matrixWidth, told.matrixHeight) == (grid.columns << z, grid.rows << z)
        assert told.cellSize * told.tileWidth == pytest.approx(Tile(z, 0, 0, grid).span, rel=1e-6)


@pytest.mark.parametrize("grid", SETS, ids=lambda grid: grid.id)
def test_the_shift_leads_to_the_nearest_scale_of_web_mercator(grid: Grid) -> None:
    ours = read_again(grid).matrix(0).scaleDenominator
    web = read_again(WEB_MERCATOR).matrix(0).scaleDenominator
    assert abs(log2(web / ours) - grid.shift) <= 0.5
    assert Tile(grid.deepest, 0, 0, grid).zoom == WEB_MERCATOR.deepest


def test_both_sets_in_degrees_have_the_same_tiles() -> None:
    chance = random.Random(7)
    for _ in range(100):
        tile = pick_tile(WORLD_CRS84, chance)
        assert Tile(tile.z, tile.x, tile.y, CGCS2000).bounds() == tile.bounds()


def test_cgcs2000_in_degrees_is_the_national_c_set_one_number_lower() -> None:
    """天地图's set “c” begins with matrix 1 of 2 by 1 tiles, its scales told of pixels of 96 to the inch."""
    metres_of_pixel, metres_of_degree = 0.0254 / 96, 111319.49079327358
    cell = 2.958293554545656e8 * metres_of_pixel / metres_of_degree
    assert (CGCS2000.columns, CGCS2000.rows) == (2, 1)
    assert CGCS2000.span / 256 == pytest.approx(cell, rel=1e-6)
    assert (CGCS2000.left, CGCS2000.top) == (-180, 90)


@pytest.mark.parametrize("code", METRIC)
def test_the_square_of_a_plan_holds_all_of_its_area_in_whole_units(code: int) -> None:
    grid, area = plan_grid(code), area_in_plan(parse(code))
    assert grid is not None and area is not None
    left, bottom, right, top = Tile(0, 0, 0, grid).bounds()
    assert left <= area[0] and bottom <= area[1] and right >= area[2] and top >= area[3]
    assert any(grid.span / 256 / 2**z == 1 for z in range(grid.deepest))
    assert grid.left % (grid.span / 4) == grid.top % (grid.span / 4) == 0


@pytest.mark.parametrize(("code", "origin"), CITIES.items())
def test_the_square_of_a_plan_stands_where_it_always_stood(code: int, origin: tuple[float, float]) -> None:
    grid = plan_grid(code)
    assert grid is not None
    assert (grid.top, grid.left) == origin


def test_web_mercator_and_degrees_have_no_second_set() -> None:
    assert plan_grid(3857) is None
    assert plan_grid(4490) is None
    assert list(grids(3857)) == [WEB_MERCATOR.id, WORLD_CRS84.id, CGCS2000.id]


def test_only_registered_sets_have_an_address_in_the_register() -> None:
    told = {grid.id: (name_set(grid), name_crs(grid)) for grid in grids(4549).values()}
    crs, sets = "http://www.opengis.net/def/crs", "http://www.opengis.net/def/tilematrixset/OGC/1.0"
    assert told == {
        "WebMercatorQuad": (f"{sets}/WebMercatorQuad", f"{crs}/EPSG/0/3857"),
        "WorldCRS84Quad": (f"{sets}/WorldCRS84Quad", f"{crs}/OGC/1.3/CRS84"),
        "CGCS2000Quad": (None, f"{crs}/EPSG/0/4490"),
        "EPSG4549Quad": (None, f"{crs}/EPSG/0/4549"),
    }
    assert "4549" in title_of(grids(4549)["EPSG4549Quad"]).en
