"""What stands above the terrain or is sunk in it is told; where the terrain is unknown nothing is."""

from pathlib import Path

import numpy as np
import pytest
import rasterio

from tests.cities import SOUTH, WEST, city, write
from tests.spatial.raster.made import write_tiff
from twin import rasters
from twin.ingest import Order, bring
from twin.ingest.book import tell_quality

pytestmark = pytest.mark.usefixtures("twin")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of rasters of one's own."""
    place = tmp_path / "rasters"
    place.mkdir()
    monkeypatch.setattr(rasters, "folder", lambda: place)


def terrain(path: Path) -> Path:
    """A plain at 5 m under the first building, a hill under the second, a pit under the third."""
    heights = np.full((10, 100), 5, dtype=np.float32)
    heights[:, 15:35] = 40
    heights[:, 35:55] = -20
    heights[:, 55:75] = np.nan
    return write_tiff(
        path, heights, transform=rasterio.Affine(1, 0, WEST - 0.5, 0, -1.1, SOUTH + 11), nodata=np.nan
    )


def test_what_floats_and_what_is_sunk_is_found(tmp_path: Path) -> None:
    model = write(tmp_path / "one.city.json", city({"even": 9, "sunk": 9, "floating": 9, "unknown": 9}))
    [before] = bring(model, Order())
    report = tell_quality(before.load)
    assert report
    assert "heights" not in {one["id"] for one in report["aspects"]}, "without terrain nothing was looked at"
    bring(terrain(tmp_path / "dem.tif"), Order())
    [after] = bring(model, Order(dataset="again"))
    report = tell_quality(after.load)
    assert report
    found = {one["code"]: (one["object"], one["number"]) for one in report["findings"]}
    assert found == {"SUNKEN": ("sunk", 1), "FLOATING": ("floating", 1)}
    [heights] = [one for one in report["aspects"] if one["id"] == "heights"]
    assert heights["score"] == 75
