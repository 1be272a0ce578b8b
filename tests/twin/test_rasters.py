"""Rasters are kept under their hash while rows name them, and swept when none does."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from spatial.errors import RefusedError
from tests.conftest import FIXTURES
from tests.spatial.raster.made import draw_slope, write_tiff
from twin import rasters
from twin.ingest import Order, load, unload
from twin.models import Load, Terrain

pytestmark = pytest.mark.usefixtures("twin")
HILL = FIXTURES / "geotiff" / "hill.tif"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of rasters of one's own."""
    place = tmp_path / "rasters"
    place.mkdir()
    monkeypatch.setattr(rasters, "folder", lambda: place)
    return place


def names(folder: Path) -> set[str]:
    """The files there."""
    return {path.name for path in folder.iterdir()}


def test_a_loaded_raster_lies_under_the_hash_its_row_names(folder: Path) -> None:
    assert load(HILL, Order()).status == Load.Status.DONE
    [path] = folder.iterdir()
    row = Terrain.objects.get()
    assert path.name == f"{row.raster}.tif"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == row.raster
    assert path.stat().st_mode & 0o777 == 0o644
    assert (row.resolution, row.klass) == (5.0, "raster")
    assert rasters.sweep() == []


def test_a_load_that_is_rehearsed_or_refused_leaves_no_raster(folder: Path, tmp_path: Path) -> None:
    assert load(HILL, Order(rehearse=True)).status == Load.Status.REHEARSED
    assert names(folder) == set()
    values = draw_slope()
    values[0] = -9999
    report = load(write_tiff(tmp_path / "dem.tif", values), Order())
    assert report.status == Load.Status.REFUSED
    assert [issue.code for issue in report.issues] == ["ABSURD_ELEVATION"]
    assert names(folder) == set()


def test_a_load_that_breaks_down_leaves_its_raster_to_the_next_sweep(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*parts: Any) -> None:
        raise ConnectionError("gone")

    monkeypatch.setattr("twin.ingest.carrying.merge", fail)
    with pytest.raises(ConnectionError):
        load(HILL, Order())
    [left] = folder.iterdir()
    assert rasters.sweep() == [left]
    assert names(folder) == set()


def test_the_past_keeps_its_rasters(folder: Path, tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "dem.tif")
    load(path, Order())
    second = load(write_tiff(path, draw_slope() + 1), Order())
    assert second.counts["terrain"] == {"read": 1, "opened": 1, "closed": 1, "unchanged": 0}
    unload(second.load)
    assert rasters.sweep() == []
    assert len(names(folder)) == 2


def test_the_same_raster_under_another_name_is_kept_once(folder: Path, tmp_path: Path) -> None:
    load(write_tiff(tmp_path / "a.tif"), Order())
    load(write_tiff(tmp_path / "b.tif"), Order())
    assert Terrain.objects.count() == 2
    assert len(names(folder)) == 1


def test_what_another_load_is_keeping_is_left_alone(folder: Path) -> None:
    half = folder / "half.part"
    half.touch()
    other: Any = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"SELECT pg_advisory_xact_lock_shared({rasters.LOCK})")
            assert rasters.sweep() == []
            cursor.execute("ROLLBACK")
        assert rasters.sweep() == [half]
    finally:
        other.close()


def test_a_raster_from_elsewhere_is_taken_only_whole(folder: Path) -> None:
    digest = hashlib.sha256(b"whole").hexdigest()
    with pytest.raises(RefusedError, match="not come whole"):
        rasters.adopt([b"who"], digest)
    assert names(folder) == set()
    rasters.adopt([b"who", b"le"], digest)
    assert rasters.path_of(digest).read_bytes() == b"whole"
