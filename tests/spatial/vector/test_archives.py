"""Zip files that mean harm are refused, and nothing is written outside our own folder."""

import gc
import os
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.vector.archives import lists_shapefile, read_name, sweep, unpack


def zip_up(path: Path, entries: dict[str, bytes]) -> Path:
    """An archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("name", ["../a.shp", "/etc/a.shp", "x/../../a.shp", "..\\a.shp", "C:\\a.shp"])
def test_a_name_that_leads_outside_is_refused(name: str, tmp_path: Path) -> None:
    path = zip_up(tmp_path / "a.zip", {"b.shp": b"b", name: b"a"})
    with pytest.raises(RefusedError, match="outside itself"):
        unpack(path)
    assert list(tmp_path.iterdir()) == [path]


def test_an_archive_that_says_it_grows_too_large_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zip_up(tmp_path / "a.zip", {"a.shp": bytes(50_000_000)})
    assert path.stat().st_size < 100_000
    with pytest.raises(RefusedError, match="would unpack to 48 MB, and at most 10 MB"):
        unpack(path, largest=10 * 1024**2)


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = zip_up(tmp_path / "a.zip", {"a.shp": bytes(50_000_000)})
    true, said = struct.pack("<I", 50_000_000), struct.pack("<I", 1000)
    path.write_bytes(path.read_bytes().replace(true, said))
    with pytest.raises(RefusedError, match="cannot be unpacked"):
        unpack(path, largest=10 * 1024**2)


def test_an_archive_of_many_files_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.shp", b"")
    with pytest.raises(RefusedError, match="10001 files"):
        unpack(tmp_path / "a.zip")


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    path = zip_up(tmp_path / "a.zip", {"a.shp": b"a"})
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    path.write_bytes(data)
    with pytest.raises(RefusedError, match="password"):
        unpack(path)


def test_files_are_taken_out_by_shapefile_and_gone_once_nobody_needs_them(tmp_path: Path) -> None:
    content = {
        "x/a.shp": b"1",
        "x/a.DBF": b"2",
        "y/a.shp": b"3",
        "readme.txt": b"4",
        "b.dbf": b"5",
        "x/._a.shp": b"6",
    }
    found = unpack(zip_up(tmp_path / "a.zip", content))
    assert [(one.name, one.path.read_bytes()) for one in found] == [("a", b"1"), ("a", b"3")]
    assert sorted(part.name for part in found[0].path.parent.iterdir()) == ["a.dbf", "a.shp"]
    folder = found[0].folder.path
    assert folder.exists()
    del found
    gc.collect()
    assert not folder.exists()


def test_the_folder_of_a_killed_process_is_swept_away_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ended = subprocess.Popen(["true"])
    ended.wait()
    for folder in (f"twin-zip-{ended.pid}-x", f"twin-zip-{os.getpid()}-y", "twin-zip-1-z", "other"):
        (tmp_path / folder).mkdir()
    sweep()
    assert not (tmp_path / f"twin-zip-{ended.pid}-x").exists()
    assert len(list(tmp_path.iterdir())) == 3


def test_a_chinese_name_is_read_whether_marked_or_not() -> None:
    marked = zipfile.ZipInfo("杭州.shp")
    marked.flag_bits |= 0x800
    assert read_name(marked) == "杭州.shp"
    for encoding in ("gbk", "utf-8"):
        assert read_name(zipfile.ZipInfo("杭州.shp".encode(encoding).decode("cp437"))) == "杭州.shp"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(500), b"rubbish"])
def test_what_is_no_archive_lists_nothing_and_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert not lists_shapefile(path)
    with pytest.raises(RefusedError, match=r"zip the shapefile again\.$"):
        unpack(path)
