"""Elevations between cells follow the plane through them; where nothing is known there is none."""

from pathlib import Path

import numpy as np
import pytest

from spatial.crs import move
from spatial.errors import RefusedError
from spatial.raster import sample
from tests.spatial.raster.made import NORTH, SIDE, WEST, draw_slope, write_tiff


def plane(points: np.ndarray) -> np.ndarray:
    """The slope the cells lie on, at any point."""
    return 5 + ((points[:, 0] - WEST) / SIDE - 0.5) + 3 * ((NORTH - points[:, 1]) / SIDE - 0.5)


def draw_points(number: int, columns: int, rows: int) -> np.ndarray:
    """Points at random between the outermost centres of cells."""
    chance = np.random.default_rng(2)
    x, y = chance.uniform(0.5, columns - 0.5, number), chance.uniform(0.5, rows - 0.5, number)
    return np.column_stack([WEST + SIDE * x, NORTH - SIDE * y])


def test_between_cells_it_is_bilinear_across_tiles_too(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "dem.tif", draw_slope(1300, 700), tiled=True)
    points = draw_points(3000, 700, 1300)
    assert sample(path, points, 4549) == pytest.approx(plane(points), abs=1e-3)


def test_points_may_come_in_another_system(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "dem.tif")
    points = draw_points(50, 50, 40)
    assert sample(path, move(points, 4549, 4490), 4490) == pytest.approx(plane(points), abs=1e-3)


def test_off_the_raster_there_is_nothing_and_at_its_rim_its_last_cell(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "dem.tif")
    corners = np.array([[WEST, NORTH], [WEST + 50 * SIDE, NORTH - 40 * SIDE], [WEST - 1, NORTH]])
    assert sample(path, corners, 4549) == pytest.approx([5, 5 + 49 + 3 * 39, np.nan], nan_ok=True)
    assert sample(path, np.empty((0, 2)), 4549).shape == (0,)


def test_nodata_is_never_mixed_in(tmp_path: Path) -> None:
    values = draw_slope()
    values[10, 10] = -9999
    path = write_tiff(tmp_path / "dem.tif", values, nodata=-9999)
    inside = (WEST + 10.9 * SIDE, NORTH - 10.5 * SIDE)
    beside = (WEST + 11.1 * SIDE, NORTH - 10.5 * SIDE)
    assert sample(path, np.array([inside, beside]), 4549) == pytest.approx(
        [np.nan, values[10, 11]], nan_ok=True
    )


def test_a_turned_grid_is_sampled_where_it_lies(tmp_path: Path) -> None:
    import rasterio

    turned = rasterio.Affine(8, 3, WEST, 3, -8, NORTH)
    path = write_tiff(tmp_path / "dem.tif", transform=turned)
    centre = np.array([[WEST + 8 * 20.5 + 3 * 7.5, NORTH + 3 * 20.5 - 8 * 7.5]])
    assert sample(path, centre, 4549) == pytest.approx([5 + 20 + 3 * 7])


def test_a_raster_of_no_known_system_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no known coordinate system"):
        sample(write_tiff(tmp_path / "dem.tif", crs=None), np.array([[WEST, NORTH]]), 4549)
