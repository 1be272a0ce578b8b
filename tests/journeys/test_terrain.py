"""Published elevation models in twins of their cities: held whole, sampled, kept through time and backup."""

import json
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.io import MemoryFile
from rasterio.warp import transform
from rasterio.windows import Window

from spatial.affine import apply
from spatial.crs import move
from tests.cities import CRS, SIDE, city, write
from tests.journeys.conftest import ROOT, OtherTwin
from tests.spatial.raster.made import write_tiff

KENTUCKY = "hazard/ky4/ky4_elevation.tif"
PORTO_ALEGRE = "commute/porto-alegre/poa_elevation.tif"
YOKOSUKA = "city/plateau-yokosuka/udx/dem"
NAVD88, EGM96 = 5703, 5773
ZONE_9, JGD2011 = 6677, 6695
POINTS, PATIENCE = 500, 60.0
Make = Callable[[int, int | None], OtherTwin]
Sample = Callable[[str], Path]
STANDING = "SELECT raster, low, high, resolution FROM twin_terrain WHERE upper_inf(recorded)"


def find_ground(twin: OtherTwin, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the twin says of the ground at points in its CRS."""
    code = (
        "import json, numpy as np; from twin.ground import find_ground; "
        f"print(json.dumps(find_ground(np.array({points.tolist()})).tolist()))"
    )
    return np.array(json.loads(twin.do("shell", "-v0", "-c", code)), dtype=float)


def ask_rasterio(path: Path, crs: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points all over the raster in EPSG `crs`, and rasterio's own bilinear elevations there."""
    chance = np.random.default_rng(1)
    with rasterio.open(path) as file:
        places = chance.uniform(1, (file.width - 1, file.height - 1), (POINTS, 2))
        own = apply(tuple(file.transform)[:6], places)
        x, y = transform(file.crs, f"EPSG:{crs}", *own.T)
        elevations = file.read(1, out_dtype="float64")
        with MemoryFile() as memory, memory.open(**{**file.profile, "dtype": "float64"}) as copy:
            copy.write(elevations, 1)
            found = [
                copy.read(
                    1,
                    window=Window(column - 0.5, row - 0.5, 1, 1),
                    out_shape=(1, 1),
                    resampling=Resampling.bilinear,
                )
                for column, row in places
            ]
    return np.column_stack([x, y]), np.array(found).ravel()


def read_yokosuka(folder: Path) -> NDArray[np.float64]:
    """The triangles of the model as its own text has them, in the plan of zone 9."""
    [path] = folder.glob("*.gml")
    lists = ET.parse(path).iter("{http://www.opengis.net/gml}posList")
    rings = np.array([(one.text or "").split() for one in lists], dtype=float).reshape(-1, 4, 3)
    plan = move(rings[:, :3, 1::-1].reshape(-1, 2), 6668, ZONE_9)
    return np.dstack([plan.reshape(-1, 3, 2), rings[:, :3, 2]])


def write_boxes(path: Path, feet: NDArray[np.float64]) -> Path:
    """Buildings in zone 9 whose middles stand at these x, y, z."""
    content = city({f"at {number}": 9 for number in range(len(feet))})
    system = f"{CRS}-compound?1={CRS}/EPSG/0/{ZONE_9}&2={CRS}/EPSG/0/{JGD2011}"
    content |= {"metadata": {"referenceSystem": system}, "transform": {"scale": [0.001] * 3}}
    content["transform"]["translate"] = [0, 0, 0]
    boxes = np.array(content["vertices"]).reshape(-1, 8, 3)
    middles = boxes[:, :1] + np.array([SIDE, SIDE, 0]) * 500
    content["vertices"] = (boxes - middles + np.round(feet * 1000)[:, None]).reshape(-1, 3).tolist()
    content["vertices"] = [[int(part) for part in vertex] for vertex in content["vertices"]]
    return write(path, content)


def rasters_of(twin: OtherTwin) -> set[str]:
    """The files in the twin's folder of rasters."""
    return {path.name for path in (Path(twin.environment["TWIN_DATA_DIR"]) / "rasters").iterdir()}


def test_kentucky_is_taken_once_its_heights_are_named_and_sampled_as_gdal_does(
    sample: Sample, other_twin: Make
) -> None:
    path, twin = sample(KENTUCKY), other_twin(3088, NAVD88)
    refused = twin.run("load", str(path))
    assert refused.returncode != 0
    assert "--heights" in refused.stdout
    told = twin.do("load", str(path), "--heights", str(NAVD88))
    assert "warning UNIT_UNKNOWN ky4_elevation" in told
    [(raster, low, high, resolution)] = twin.ask(STANDING)
    assert (low, high) == pytest.approx((117.437775, 226.24153))
    assert resolution == pytest.approx(90.97519934749897 * 1200 / 3937, rel=1e-5)
    assert rasters_of(twin) == {f"{raster}.tif"}
    points, expected = ask_rasterio(path, 3088)
    assert find_ground(twin, points) == pytest.approx(expected, abs=0.001)
    assert np.isnan(find_ground(twin, points[:1] + 1e6)).all()
    [collection] = twin.get("/collections/terrain/items")
    assert collection["features"][0]["properties"]["raster"] == raster


def test_porto_alegre_tells_of_its_zeros(sample: Sample, other_twin: Make) -> None:
    path, twin = sample(PORTO_ALEGRE), other_twin(31982, EGM96)
    told = twin.do("load", str(path), "--heights", str(EGM96))
    assert "SUSPICIOUS_ZEROS" in told
    assert "19588 of 166439 cells hold exactly 0" in told
    points, expected = ask_rasterio(path, 31982)
    assert find_ground(twin, points) == pytest.approx(expected, abs=0.001)


def test_buildings_are_held_against_the_triangles_of_yokosuka(
    sample: Sample, other_twin: Make, tmp_path: Path
) -> None:
    folder, twin = sample(YOKOSUKA), other_twin(ZONE_9, JGD2011)
    twin.do("load", *map(str, folder.glob("*.gml")))
    triangles = read_yokosuka(folder)
    assert len(triangles) == 585 + 481
    middles = triangles.mean(axis=1)
    assert find_ground(twin, middles[:, :2]) == pytest.approx(middles[:, 2], abs=0.001)
    feet = middles[[100, 300, 700]] + np.array([[0, 0, 0.0], [0, 0, 12], [0, 0, -12]])
    beside = feet[:1] + np.array([30_000, 0, 50])
    told = twin.do("load", str(write_boxes(tmp_path / "boxes.city.json", np.vstack([feet, beside]))))
    assert "warning FLOATING at 1" in told
    assert "Its foot is 12.0 m above the terrain" in told
    assert "warning SUNKEN at 2" in told
    assert "Its foot is 12.0 m below the terrain" in told
    assert told.count("warning ") == 2


def test_rasters_are_kept_through_editions_undoing_and_backup(
    sample: Sample, other_twin: Make, tmp_path: Path
) -> None:
    twin = other_twin(31982, EGM96)
    first = Path(shutil.copy(sample(PORTO_ALEGRE), tmp_path / "dem.tif"))
    load = ("load", str(first), "--heights", str(EGM96))
    assert "rehearsed" in twin.do(*load, "--dry-run")
    assert rasters_of(twin) == set()
    twin.do(*load)
    assert "unchanged" in twin.do(*load)
    [before] = twin.ask(STANDING)
    with rasterio.open(first, "r+") as file:
        file.nodata = 0
    told = twin.do(*load)
    assert "terrain: 1 read, 1 opened, 1 closed, 0 unchanged" in told
    assert "SUSPICIOUS_ZEROS" not in told
    [now] = twin.ask(STANDING)
    assert now[1] > 0 == before[1]
    assert rasters_of(twin) == {f"{before[0]}.tif", f"{now[0]}.tif"}

    backup = tmp_path / "twin.backup"
    assert "proven" in twin.do("backup", str(backup))
    folder = Path(twin.environment["TWIN_DATA_DIR"]) / "rasters"
    shutil.rmtree(folder)
    missing = twin.run("backup", str(tmp_path / "other.backup"))
    assert missing.returncode != 0
    assert "Traceback" not in missing.stderr
    twin.do("restore", str(backup))
    assert rasters_of(twin) == {f"{before[0]}.tif", f"{now[0]}.tif"}
    [(number,)] = twin.ask("SELECT max(load_id) FROM twin_terrain")
    twin.do("unload", str(number))
    assert twin.ask(STANDING) == [before]
    twin.do("recover")
    assert rasters_of(twin) == {f"{before[0]}.tif", f"{now[0]}.tif"}


def test_a_load_killed_while_it_writes_its_raster_leaves_nothing_behind(
    other_twin: Make, tmp_path: Path
) -> None:
    twin = other_twin(4549, 5737)
    values = np.random.default_rng(1).normal(50, 9, (5000, 5000)).astype(np.float32)
    path = write_tiff(tmp_path / "large.tif", values, tiled=True)
    folder = Path(twin.environment["TWIN_DATA_DIR"]) / "rasters"
    command = [sys.executable, str(ROOT / "manage.py"), "load", str(path)]
    load = subprocess.Popen(command, env={**os.environ, **twin.environment}, cwd=ROOT)
    deadline = time.monotonic() + PATIENCE
    while not list(folder.glob("*.part*")) and time.monotonic() < deadline:
        assert load.poll() is None, "the load is done before it could be killed"
        time.sleep(0.05)
    load.kill()
    load.wait()
    assert rasters_of(twin)
    while rasters_of(twin) and time.monotonic() < deadline:
        twin.do("recover")  # PostgreSQL takes a moment to see that its client is gone
    assert rasters_of(twin) == set()
    assert "failed" in twin.do("loads")
    assert twin.ask("SELECT count(*) FROM twin_terrain") == [(0,)]


def test_a_raster_that_no_row_names_is_removed_at_the_next_start(other_twin: Make) -> None:
    twin = other_twin(31982, EGM96)
    folder = Path(twin.environment["TWIN_DATA_DIR"]) / "rasters"
    folder.mkdir(exist_ok=True)
    (folder / f"{'0' * 64}.tif").write_bytes(b"left behind")
    (folder / "half.part").write_bytes(b"cut off")
    assert "2 rasters" in twin.do("recover")
    assert rasters_of(twin) == set()
