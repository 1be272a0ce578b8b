"""Files are told by their content and named by their hash."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from tests.cities import city, write
from twin.ingest.recognise import recognise

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"


def test_a_file_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "mystery.bin", city({"a": 9}))
    found = recognise(path)
    assert found.format.id == "cityjson"
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found.size == path.stat().st_size


def test_an_empty_file_and_a_folder_of_nothing_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.json").touch()
    (tmp_path / "folder").mkdir()
    for name in ("empty.json", "folder"):
        with pytest.raises(RefusedError, match="in no format the twin reads"):
            recognise(tmp_path / name)


def test_a_folder_hash_changes_with_any_of_its_files(sample, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for tile in sample("base/astana").glob("12-2859-136[67].mvt"):
        (tmp_path / tile.name).write_bytes(tile.read_bytes())
    before = recognise(tmp_path)
    last = sorted(tmp_path.iterdir())[-1]
    last.write_bytes(last.read_bytes()[:-1])
    assert recognise(tmp_path).sha256 != before.sha256
    assert [name for name, _ in before.files] == sorted(name for name, _ in before.files)


def test_a_shapefile_s_hash_changes_with_any_of_its_parts(tmp_path: Path) -> None:
    with zipfile.ZipFile(FIXTURES / "shapefile" / "quarter.zip") as archive:
        archive.extractall(tmp_path)
    before = recognise(tmp_path / "land" / "plots.shp")
    assert [name for name, _ in before.files][:2] == ["plots.shp", "plots.dbf"]
    dbf = tmp_path / "land" / "plots.dbf"
    dbf.write_bytes(dbf.read_bytes().replace(b"a ", b"b "))
    assert recognise(tmp_path / "land" / "plots.shp").sha256 != before.sha256
