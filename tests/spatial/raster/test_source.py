"""A GeoTIFF tells what it is; what is no raster of elevations, or would not fit in memory, is refused."""

from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
import pytest
import rasterio

from spatial.errors import RefusedError
from spatial.raster import describe, read_windows
from spatial.raster.source import WINDOW
from tests.spatial.raster.made import NORTH, SIDE, WEST, draw_slope, write_tiff

WIDE = WINDOW[1] + 100


def test_what_the_file_says_is_gathered(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "dem.tif", nodata=-9999, unit="US survey foot", scale=0.1, offset=2.0)
    raster = describe(path)
    assert (raster.columns, raster.rows, raster.type) == (50, 40, "float32")
    assert raster.transform == (SIDE, 0, WEST, 0, -SIDE, NORTH)
    assert raster.sides == (SIDE, SIDE)
    assert (raster.nodata, raster.unit, raster.scale, raster.offset) == (-9999, "US survey foot", 0.1, 2.0)
    assert raster.system is not None
    assert "Yellow Sea 1985" in raster.system
    assert not raster.masked
    assert raster.images == 1


def test_windows_cover_the_raster_once(tmp_path: Path) -> None:
    values = np.arange(3 * WIDE, dtype=np.float32).reshape(3, WIDE)
    raster = describe(write_tiff(tmp_path / "wide.tif", values))
    seen = np.zeros_like(values)
    for row, column, piece, valid in read_windows(raster):
        seen[row : row + piece.shape[0], column : column + piece.shape[1]] += piece
        assert valid.all()
    assert (seen == values).all()


def test_what_says_nothing_is_known_by_value_nan_or_mask(tmp_path: Path) -> None:
    values = draw_slope()
    values[0, 0], values[0, 1] = -5, np.nan
    [window] = read_windows(describe(write_tiff(tmp_path / "dem.tif", values, nodata=-5)))
    assert np.argwhere(~window.valid).tolist() == [[0, 0], [0, 1]]
    path = write_tiff(tmp_path / "masked.tif")
    with rasterio.open(path, "r+") as file:
        file.write_mask(draw_slope() > 20)
    raster = describe(path)
    [window] = read_windows(raster)
    assert raster.masked
    assert (window.valid == (draw_slope() > 20)).all()


@pytest.mark.parametrize(
    ("values", "profile", "said"),
    [
        (np.zeros((3, 9, 9), dtype=np.uint8), {"photometric": "RGB"}, "image of 3 bands"),
        (np.zeros((2, 9, 9), dtype=np.float32), {}, "image of 2 bands"),
        (np.zeros((9, 9), dtype=np.uint8), {"photometric": "PALETTE"}, "palette"),
        (np.zeros((9, 9), dtype=np.complex64), {}, "complex64"),
        (None, {"transform": rasterio.Affine.identity()}, "where it lies"),
        (None, {"transform": rasterio.Affine(10, 10, WEST, 10, 10, NORTH)}, "where it lies"),
        (None, {"transform": rasterio.Affine(1e-9, 0, WEST, 0, -1e-9, NORTH)}, "where it lies"),
        (None, {"transform": rasterio.Affine(10, 0, 1e300, 0, -10, NORTH)}, "where it lies"),
        (
            None,
            {
                "transform": "",
                "gcps": [rasterio.control.GroundControlPoint(*at, WEST, NORTH) for at in ((0, 0), (0, 9))],
            },
            "control points",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_what_is_no_raster_of_elevations_is_refused_by_a_sentence(
    tmp_path: Path, values: Any, profile: dict[str, Any], said: str
) -> None:
    path = write_tiff(tmp_path / "odd.tif", values, **profile)
    if "palette" in said:
        with rasterio.open(path, "r+") as file:
            file.write_colormap(1, {0: (255, 0, 0, 255)})
    with pytest.raises(RefusedError, match=said):
        describe(path)


def test_a_bomb_is_refused_before_it_is_opened_up(tmp_path: Path) -> None:
    begun = process_time()
    profile = {"tiled": True, "sparse_ok": True, "compress": "DEFLATE", "width": 200_000, "height": 200_000}
    path = tmp_path / "bomb.tif"
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=1,
        dtype="float32",
        crs="EPSG:4549",
        transform=rasterio.Affine(1, 0, WEST, 0, -1, NORTH),
        **profile,
    ):
        pass
    with pytest.raises(RefusedError, match="more than elevations compress to"):
        describe(path)
    assert process_time() - begun < 5


def test_a_piece_that_does_not_fit_in_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "strip.tif"
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=9_000,
        height=16_000,
        count=1,
        dtype="float32",
        crs="EPSG:4549",
        transform=rasterio.Affine(1, 0, WEST, 0, -1, NORTH),
        compress="ZSTD",
        blockysize=16_000,
        sparse_ok=True,
    ):
        pass
    with path.open("ab") as file:
        file.truncate(2_000_000)
    with pytest.raises(RefusedError, match="TILED=YES"):
        describe(path)


def test_a_cut_file_is_refused_by_a_sentence_without_its_folder(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "dem.tif", np.random.default_rng(1).normal(50, 9, (300, 300)))
    path.write_bytes(path.read_bytes()[:300_000])
    with pytest.raises(RefusedError, match=r"dem\.tif cannot be read") as refusal:
        list(read_windows(describe(path)))
    assert str(tmp_path) not in str(refusal.value)
