"""A raster becomes one piece of terrain on its own grid; what it does not say is asked for or told."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.formats.geotiff import FORMAT
from spatial.records import Issue, Severity, Terrain
from tests.conftest import FIXTURES
from tests.spatial.raster.made import NORTH, SIDE, WEST, draw_slope, write_tiff

assert FORMAT.read
HILL = FIXTURES / "geotiff" / "hill.tif"


def read(path: Path, asked: Asked | None = None) -> tuple[Terrain | None, list[Issue]]:
    """The terrain of a raster, and what is told of it."""
    assert FORMAT.read
    rows = list(FORMAT.read(path, asked or Asked()))
    issues = [row for row in rows if isinstance(row, Issue)]
    terrain = [row for row in rows if isinstance(row, Terrain)]
    assert len(terrain) + len(issues) == len(rows)
    return (terrain[0] if terrain else None), issues


def codes(issues: list[Issue]) -> set[str]:
    """Their codes."""
    return {issue.code for issue in issues}


def test_the_fixture_is_the_terrain_its_generator_drew() -> None:
    terrain, issues = read(HILL)
    assert issues == []
    assert terrain is not None
    assert (terrain.code, terrain.low, terrain.high, terrain.resolution) == (
        "hill",
        pytest.approx(4.09, abs=0.001),
        pytest.approx(34.8, abs=0.1),
        5.0,
    )
    assert terrain.footprint is not None
    assert terrain.footprint.area == (96 * 64 - 24 * 23 // 2) * 25
    assert terrain.attributes["crs"] == "4549+5737"


def test_heights_that_are_not_named_are_asked_for(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "dem.tif", crs="EPSG:4549")
    header = FORMAT.header(path, Asked())
    with pytest.raises(RefusedError, match="--heights EPSG:n"):
        agree(header, Asked(), 4549, 5737)
    assert agree(header, Asked(heights="5737"), 4549, 5737).code == "4549+5737"


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_system_that_is_missing_or_in_no_register_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="give --crs"):
        read(write_tiff(tmp_path / "none.tif", crs=None))
    own = "+proj=tmerc +lon_0=120.15 +x_0=50000 +ellps=GRS80 +units=m"
    path = write_tiff(tmp_path / "own.tif", crs=own)
    with pytest.raises(RefusedError, match="not in the EPSG register; give --crs"):
        FORMAT.header(path, Asked())
    assert FORMAT.header(path, Asked(crs="EPSG:4549")).crs is None


def test_the_unit_is_converted_told_or_refused(tmp_path: Path) -> None:
    terrain, issues = read(write_tiff(tmp_path / "feet.tif", unit="US survey foot"))
    assert codes(issues) == {"UNIT_CONVERTED"}
    assert terrain is not None
    assert terrain.low == pytest.approx(5 * 1200 / 3937)
    _, issues = read(write_tiff(tmp_path / "ky.tif", crs="EPSG:3547"))
    assert codes(issues) == {"UNIT_UNKNOWN"}
    with pytest.raises(RefusedError, match="“furlong”"):
        read(write_tiff(tmp_path / "odd.tif", unit="furlong"))


def test_a_turned_grid_and_further_images_are_told(tmp_path: Path) -> None:
    terrain, issues = read(
        write_tiff(tmp_path / "dem.tif", transform=rasterio.Affine(8, 3, WEST, 3, -8, NORTH))
    )
    assert codes(issues) == {"GRID_TURNED"}
    assert terrain is not None and terrain.footprint is not None
    assert terrain.footprint.area == pytest.approx(50 * 40 * 73)
    path = write_tiff(tmp_path / "two.tif")
    rasterio.shutil.copy(tmp_path / "dem.tif", path, driver="GTiff", APPEND_SUBDATASET="YES")
    _, issues = read(path)
    assert codes(issues) == {"MORE_IMAGES"}


def test_axes_are_exchanged_when_asked(tmp_path: Path) -> None:
    northing_first = rasterio.Affine(0, -SIDE, NORTH, SIDE, 0, WEST)
    path = write_tiff(tmp_path / "dem.tif", transform=northing_first)
    swapped = FORMAT.header(path, Asked(swap_axes=True)).extent
    assert swapped == FORMAT.header(write_tiff(tmp_path / "straight.tif"), Asked()).extent
    with pytest.raises(RefusedError, match="--swap-axes"):
        agree(FORMAT.header(path, Asked()), Asked(), 4549, 5737)
    terrain, _ = read(path, Asked(swap_axes=True))
    assert terrain is not None and terrain.footprint is not None
    assert terrain.footprint.bounds == swapped


def test_values_that_are_no_elevations_keep_the_raster_out(tmp_path: Path) -> None:
    values = draw_slope()
    values[0] = -9999
    terrain, [error] = read(write_tiff(tmp_path / "dem.tif", values))
    assert terrain is None
    assert (error.severity, error.code, error.object) == (Severity.ERROR, "ABSURD_ELEVATION", "dem")
    terrain, issues = read(write_tiff(tmp_path / "dem.tif", values, nodata=-9999))
    assert terrain is not None and issues == []


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_world_file_beside_it_counts_and_is_part_of_the_source(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "dem.tif", transform="")
    with pytest.raises(RefusedError, match=r"world file \(\.tfw\)"):
        FORMAT.header(path, Asked())
    world = tmp_path / "dem.tfw"
    world.write_text(f"{SIDE}\n0\n0\n-{SIDE}\n{WEST + SIDE / 2}\n{NORTH - SIDE / 2}\n")
    assert FORMAT.header(path, Asked()).extent == (WEST, NORTH - 40 * SIDE, WEST + 50 * SIDE, NORTH)
    (tmp_path / "other.tfw").touch()
    assert FORMAT.files(path) == [path, world]


def test_an_image_is_recognised_and_refused_by_a_sentence(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "photo.tif", np.zeros((3, 9, 9), dtype=np.uint8), photometric="RGB")
    assert FORMAT.recognises(path.read_bytes())
    with pytest.raises(RefusedError, match="is an image of 3 bands"):
        FORMAT.header(path, Asked())
