"""The documents of tile matrix sets: the register's own words, and axes in the order of the authority."""

import json
import subprocess
import sys
from importlib.resources import files

import pytest
from pyproj import CRS, Transformer

from spatial.tile_matrix import WEB_MERCATOR, Grid
from spatial.tile_matrix_documents import describe_set
from spatial.tile_matrix_sets import CGCS2000, WORLD_CRS84, grids, plan_grid

OWN = [CGCS2000, *(grid for code in (4549, 32642, 28992, 3035) if (grid := plan_grid(code)))]


@pytest.mark.parametrize("grid", [WEB_MERCATOR, WORLD_CRS84], ids=lambda grid: grid.id)
def test_a_registered_set_is_told_in_the_words_of_the_register(grid: Grid) -> None:
    registered = json.loads((files("morecantile") / "data" / f"{grid.id}.json").read_text())
    told = describe_set(grid)
    plain = [{**one, "cornerOfOrigin": "topLeft"} for one in registered["tileMatrices"]]
    assert {**registered, "tileMatrices": plain} == told


@pytest.mark.parametrize("grid", OWN, ids=lambda grid: grid.id)
def test_the_point_of_origin_is_in_the_order_of_the_authority(grid: Grid) -> None:
    told = describe_set(grid)
    system = CRS.from_user_input(told["crs"])
    north = [axis.direction for axis in system.axis_info].index("north")
    assert told["orderedAxes"][north] in ("Lat", "N")
    origin = told["tileMatrices"][0]["pointOfOrigin"]
    assert (origin[north], origin[1 - north]) == (grid.top, grid.left)
    assert {tuple(one["pointOfOrigin"]) for one in told["tileMatrices"]} == {tuple(origin)}


@pytest.mark.parametrize("grid", OWN, ids=lambda grid: grid.id)
def test_a_city_lies_in_the_square_as_the_authority_orders_it(grid: Grid) -> None:
    told = describe_set(grid)
    system = CRS.from_user_input(told["crs"])
    area = system.area_of_use
    assert area is not None and system.geodetic_crs is not None
    middle = (area.south + area.north) / 2, (area.west + area.east) / 2
    place = Transformer.from_crs(system.geodetic_crs, system, always_xy=False).transform(*middle)
    north = told["orderedAxes"].index("Lat" if system.is_geographic else "N")
    origin = told["tileMatrices"][0]["pointOfOrigin"]
    assert 0 <= origin[north] - place[north] <= grid.span * grid.rows
    assert 0 <= place[1 - north] - origin[1 - north] <= grid.span * grid.columns


def test_the_sets_of_china_begin_at_their_northern_corner() -> None:
    assert describe_set(CGCS2000)["tileMatrices"][0]["pointOfOrigin"] == [90, -180]
    assert describe_set(CGCS2000)["orderedAxes"] == ["Lat", "Lon"]
    told = describe_set(grids(4549)["EPSG4549Quad"])
    assert (told["orderedAxes"], told["crs"]) == (["N", "E"], "http://www.opengis.net/def/crs/EPSG/0/4549")
    assert told["tileMatrices"][0]["pointOfOrigin"] == [6291456, 0]
    assert told["tileMatrices"][14]["cellSize"] == 1


def test_naming_the_sets_loads_neither_models_nor_projections() -> None:
    code = (
        "import sys; import spatial.tile_matrix_sets, spatial.tile_matrix_documents, spatial.tile_limits; "
        "print([name for name in ('morecantile', 'pydantic', 'pyproj') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
