"""The ground at any point is what the finest terrain that stands now says of it."""

from pathlib import Path

import numpy as np
import pytest
import rasterio

from tests.cities import SOUTH as CITY_SOUTH
from tests.cities import WEST as CITY_WEST
from tests.cities import add_relief, city, write
from tests.spatial.raster.made import NORTH, SIDE, WEST, draw_slope, write_tiff
from twin import rasters
from twin.ground import find_ground
from twin.ingest import Order, load, unload

pytestmark = pytest.mark.usefixtures("twin")
CENTRE = np.array([[WEST + 12.5 * SIDE, NORTH - 7.5 * SIDE]])
COARSE, FINE = 5 + 12 + 3 * 7, 100.0


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of rasters of one's own."""
    place = tmp_path / "rasters"
    place.mkdir()
    monkeypatch.setattr(rasters, "folder", lambda: place)


def test_without_terrain_nothing_is_known(tmp_path: Path) -> None:
    assert np.isnan(find_ground(CENTRE)).all()
    assert find_ground(np.empty((0, 2))).size == 0
    load(write_tiff(tmp_path / "dem.tif"), Order())
    far = CENTRE + np.array([1e5, 0])
    assert find_ground(np.vstack([CENTRE, far])) == pytest.approx([COARSE, np.nan], nan_ok=True)


def test_the_finest_raster_speaks_and_the_others_where_it_is_silent(tmp_path: Path) -> None:
    load(write_tiff(tmp_path / "coarse.tif"), Order())
    values = np.full((200, 200), FINE, dtype=np.float32)
    values[:, 100:] = np.nan
    transform = rasterio.Affine(1, 0, WEST + 100, 0, -1, NORTH)
    fine = load(write_tiff(tmp_path / "fine.tif", values, transform=transform), Order())
    beside = CENTRE + np.array([SIDE * 10, 0])
    assert find_ground(np.vstack([CENTRE, beside])) == pytest.approx([FINE, COARSE + 10])
    unload(fine.load)
    assert find_ground(CENTRE) == pytest.approx([COARSE])


def test_what_a_later_edition_says_is_what_counts(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "dem.tif")
    load(path, Order())
    load(write_tiff(path, draw_slope() + 2), Order())
    assert find_ground(CENTRE) == pytest.approx([COARSE + 2])


def write_relief(path: Path, height: int) -> Path:
    """A square of 100 m of triangles, level; the city's own ground is at 5 m."""
    corners = [(0, 0, height), (100, 0, height), (100, 100, height), (0, 100, height)]
    return write(path, add_relief(city({}), path.stem, corners, [[0, 1, 2], [0, 2, 3]]))


@pytest.mark.parametrize(("side", "told"), [(10, 40.0), (200, 12.0)], ids=["fine raster", "coarse raster"])
def test_triangles_speak_where_no_finer_raster_does(tmp_path: Path, side: float, told: float) -> None:
    """Two triangles over a square of 100 m are as fine as cells of 100 m."""
    inside, beyond = (CITY_WEST + 50, CITY_SOUTH + 60), (CITY_WEST + 150, CITY_SOUTH + 60)
    points = np.array([inside, beyond])
    report = load(write_relief(tmp_path / "relief.city.json", 7), Order())
    assert find_ground(points) == pytest.approx([12, np.nan], nan_ok=True)
    values = np.full((40, 40), 40, dtype=np.float32)
    place = rasterio.Affine(side, 0, CITY_WEST - side, 0, -side, CITY_SOUTH + 39 * side)
    load(write_tiff(tmp_path / "dem.tif", values, transform=place), Order())
    assert find_ground(points) == pytest.approx([told, 40])
    unload(report.load)
    assert find_ground(points) == pytest.approx([40, 40])
