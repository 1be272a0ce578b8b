"""Archives that mean harm are refused in a sentence by the command, nothing written or left behind."""

import struct
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.journeys.commands import do, refuse
from tests.spatial.vector.made import BOX, write
from twin.models import Published

pytestmark = pytest.mark.usefixtures("twin")


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where archives are taken out, empty again in the end."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def zip_up(path: Path, **names: str) -> Path:
    """A sound shapefile, zipped, its parts under other names where these are given."""
    source = write(path.parent / "plots.shp", "ESRI Shapefile", [BOX], {"n": np.array([1])})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(source.parent.glob("plots.*")):
            archive.write(part, names.get(part.suffix[1:], part.name))
    return path


def test_a_sound_archive_is_taken_and_leaves_nothing(tmp_path: Path, scratch: Path) -> None:
    do("load", zip_up(tmp_path / "a.zip"))
    assert Published.objects.get().layer == "plots"
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("name", ["../plots.dbf", "x/../../plots.dbf", "..\\plots.dbf", "C:\\plots.dbf"])
def test_an_archive_that_names_a_place_outside_itself_is_refused(
    tmp_path: Path, scratch: Path, name: str
) -> None:
    path = zip_up(tmp_path / "a.zip", dbf=name)
    before = {*tmp_path.iterdir()}
    assert "names a place outside itself" in refuse("load", path)
    assert {*tmp_path.iterdir()} == before
    assert list(scratch.iterdir()) == []


def test_an_archive_that_would_fill_the_disk_is_refused(tmp_path: Path, scratch: Path) -> None:
    path = zip_up(tmp_path / "a.zip")
    data = bytearray(path.read_bytes())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into("<I", data, at + 24, 0xFFFFFFF0)
        at += 4
    path.write_bytes(data)
    assert "are taken; split it" in refuse("load", path)
    assert list(scratch.iterdir()) == []


@pytest.mark.full
def test_an_archive_that_unpacks_to_more_than_it_says_is_refused(tmp_path: Path, scratch: Path) -> None:
    path = tmp_path / "a.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("plots.shp", "w", force_zip64=True) as part,
    ):
        for _ in range(4100):
            part.write(bytes(2**20))
    assert path.stat().st_size < 30 * 2**20
    assert "MB are taken" in refuse("load", path)
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_cut_archive_is_refused(tmp_path: Path, scratch: Path, share: float) -> None:
    path = zip_up(tmp_path / "a.zip")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert "no format" in refuse("load", path)
    assert list(scratch.iterdir()) == []
