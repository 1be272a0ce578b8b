"""What stands above the terrain or is sunk in it is told; where the terrain is unknown nothing is."""

from pathlib import Path
from typing import Any
from unittest.mock import ANY

import numpy as np
import pytest
import rasterio

from tests.cities import SOUTH, WEST, add_relief, city, write
from tests.spatial.raster.made import write_tiff
from twin import rasters
from twin.ingest import Order, bring, unload
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


def findings(load: int) -> dict[str, tuple[str, int]] | None:
    """What is told of heights, and of how many; None where nothing was looked at."""
    report = tell_quality(load)
    assert report
    if "heights" not in {one["id"] for one in report["aspects"]}:
        return None
    told = [one for one in report["findings"] if one["aspect"] == "heights"]
    return {one["code"]: (one["object"], one["number"]) for one in told}


def add_hills(content: dict[str, Any], lift: int = 0) -> dict[str, Any]:
    """Triangles about four buildings: level ground, ground that rises to 20 m, a pit, and a hole in the last.

    The buildings stand at 5 m from 0 to 10, 20 to 30, 40 to 50 and 60 to 70 m east.
    """
    sides = [(-5, 0), (15, 0), (35, 20), (39, -15), (55, -15), (75, 0)]
    corners = [(x, y, z + lift) for x, z in sides for y in (-5, 15)]
    quads = [(0, 1), (1, 2), (3, 4)]
    triangles = [one for a, b in quads for one in ([2 * a, 2 * b, 2 * b + 1], [2 * a, 2 * b + 1, 2 * a + 1])]
    return add_relief(content, "hills", corners, triangles)


BOXES = {"even": 9, "sunk": 9, "floating": 9, "unknown": 9}
OFF = {"SUNKEN": ("sunk", 1), "FLOATING": ("floating", 1)}


def test_triangles_of_another_load_are_held_against_what_comes_after(tmp_path: Path) -> None:
    hills = write(tmp_path / "hills.city.json", add_hills(city({})))
    [terrain] = bring(hills, Order())
    [after] = bring(write(tmp_path / "one.city.json", city(BOXES)), Order())
    assert findings(after.load) == OFF
    report = tell_quality(after.load)
    assert report
    [sunk] = [one for one in report["findings"] if one["code"] == "SUNKEN"]
    assert "10.0 m below the terrain, which is at 15.0 m" in sunk["message"]
    unload(terrain.load)
    [again] = bring(write(tmp_path / "one.city.json", city(BOXES, name="other")), Order())
    assert findings(again.load) is None


def test_triangles_of_the_same_load_count_and_those_they_replace_do_not(tmp_path: Path) -> None:
    path = tmp_path / "one.city.json"
    [first] = bring(write(path, add_hills(city(BOXES))), Order())
    assert findings(first.load) == OFF
    [lifted] = bring(write(path, add_hills(city(BOXES), lift=100)), Order())
    assert findings(lifted.load) == {"SUNKEN": (ANY, 3)}
    [partial] = bring(write(path, add_hills(city({"even": 9}))), Order(partial=True))
    assert findings(partial.load) == {}
    [bare] = bring(write(path, city({"even": 9, "late": 9})), Order(partial=True))
    assert findings(bare.load) == {"SUNKEN": ("late", 1)}, "the hills stand"
    [without] = bring(write(path, city(BOXES)), Order())
    assert findings(without.load) is None, "the edition takes its hills away"


def test_terrain_elsewhere_says_nothing_of_heights(tmp_path: Path) -> None:
    far = add_hills(city({}))
    far["transform"]["translate"][0] += 5000
    bring(write(tmp_path / "far.city.json", far), Order())
    [load] = bring(write(tmp_path / "one.city.json", city(BOXES)), Order())
    assert findings(load.load) is None


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
