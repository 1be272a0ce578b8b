"""A raster is kept as a cloud-optimised GeoTIFF: its own grid and values, metres, overviews past nodata."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from spatial.crs import identify
from spatial.errors import RefusedError
from spatial.raster import Grid, describe
from tests.spatial.raster.made import draw_slope, write_tiff


def keep(path: Path, **how: Any) -> Path:
    """The raster as it is kept."""
    raster = describe(path)
    kept = path.with_name("kept.tif")
    Grid(**{"raster": raster, "transform": raster.transform, "system": "EPSG:4549+5737", **how}).write(kept)
    return kept


def test_it_is_a_tiled_cog_with_overviews_in_the_system_that_is_known(tmp_path: Path) -> None:
    values = np.random.default_rng(1).normal(50, 9, (1500, 1100)).astype(np.float32)
    with rasterio.open(keep(write_tiff(tmp_path / "dem.tif", values, crs="EPSG:4549"))) as file:
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert file.block_shapes == [(512, 512)]
        assert file.overviews(1) == [2, 4]
        assert file.profile["compress"] == "deflate"
        assert identify(file.crs.to_wkt()) == "4549+5737"
        assert file.units == ("metre",)
        assert (file.read(1) == values).all()


def test_overviews_pass_over_cells_that_say_nothing(tmp_path: Path) -> None:
    values = np.full((1100, 1100), 20, dtype=np.float32)
    values[::2] = -9999
    with rasterio.open(
        keep(write_tiff(tmp_path / "dem.tif", values, nodata=-9999)), overview_level=0
    ) as file:
        assert np.unique(file.read(1)).tolist() == [20]


def test_the_same_raster_gives_the_same_bytes(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "dem.tif")
    assert keep(path).read_bytes() == keep(path).read_bytes()
    assert [one.name for one in sorted(tmp_path.iterdir())] == ["dem.tif", "kept.tif"]


@pytest.mark.parametrize("type", ["uint8", "int16", "uint16", "int32", "float32", "float64"])
def test_whole_numbers_stay_whole_and_nodata_stays_apart(tmp_path: Path, type: str) -> None:
    values = draw_slope().astype(type)
    with rasterio.open(keep(write_tiff(tmp_path / "dem.tif", values, nodata=7))) as file:
        assert file.dtypes == (type,)
        kept = file.read(1, masked=True)
    assert (kept.mask == (values == 7)).all()
    assert (kept.filled(7) == values).all()


def test_feet_and_scaled_numbers_become_metres(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "dem.tif", draw_slope().astype(np.int16), nodata=5, scale=0.5, offset=1.0)
    with rasterio.open(keep(path, factor=0.3048)) as file:
        kept = file.read(1)
    expected = (draw_slope() * 0.5 + 1) * 0.3048
    assert np.isnan(kept[0, 0])
    assert kept[1:] == pytest.approx(expected[1:], rel=1e-6)


def test_a_mask_becomes_part_of_the_values(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "dem.tif", draw_slope().astype(np.int16))
    with rasterio.open(path, "r+") as file:
        file.write_mask(draw_slope() > 20)
    with rasterio.open(keep(path)) as file:
        assert (np.isfinite(file.read(1)) == (draw_slope() > 20)).all()


def test_a_turned_grid_stays_turned(tmp_path: Path) -> None:
    turned = rasterio.Affine(8, 3, 515_000, 3, -8, 3_350_000)
    with rasterio.open(keep(write_tiff(tmp_path / "dem.tif", transform=turned))) as file:
        assert file.transform == turned


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    raster = describe(write_tiff(tmp_path / "dem.tif"))
    grid = Grid(raster=raster, transform=raster.transform, system="EPSG:4549")
    with pytest.raises(RefusedError, match="cannot be written"):
        grid.write(tmp_path / "nowhere" / "kept.tif")
