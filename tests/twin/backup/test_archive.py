"""A backup holds the dump and each raster, proven by their hashes; what lacks one is refused."""

import hashlib
import tarfile
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from twin import rasters
from twin.backup.archive import opened, pack

CONTENT = b"raster" * 1000
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of a dump and one raster."""
    folder = tmp_path / "rasters"
    folder.mkdir()
    monkeypatch.setattr(rasters, "folder", lambda: folder)
    rasters.path_of(DIGEST).write_bytes(CONTENT)
    (tmp_path / "dump").write_bytes(b"PGDMP")
    pack(tmp_path / "twin.backup", tmp_path / "dump", {DIGEST})
    return tmp_path / "twin.backup"


def test_what_was_packed_comes_back(backup: Path) -> None:
    rasters.path_of(DIGEST).unlink()
    with opened(backup) as archive:
        assert archive.dump.read_bytes() == b"PGDMP"
        archive.bring({DIGEST})
        dump = archive.dump
    assert rasters.path_of(DIGEST).read_bytes() == CONTENT
    assert not dump.exists()


def test_a_raster_that_is_gone_or_broken_is_not_backed_up_in_silence(backup: Path, tmp_path: Path) -> None:
    rasters.path_of(DIGEST).write_bytes(b"something else")
    with pytest.raises(RefusedError, match="is broken"):
        pack(tmp_path / "other.backup", tmp_path / "dump", {DIGEST})
    rasters.path_of(DIGEST).unlink()
    with pytest.raises(RefusedError, match="is gone"):
        pack(tmp_path / "other.backup", tmp_path / "dump", {DIGEST})


def test_a_backup_that_lacks_a_raster_is_refused_unless_it_is_there(backup: Path) -> None:
    with opened(backup) as archive, pytest.raises(RefusedError, match="lacks the raster 000"):
        archive.bring({"0" * 64, DIGEST})


def test_a_plain_dump_of_earlier_days_is_still_read(tmp_path: Path, backup: Path) -> None:
    with opened(tmp_path / "dump") as archive:
        assert archive.dump == tmp_path / "dump"
        archive.bring({DIGEST})
        with pytest.raises(RefusedError, match="lacks the raster"):
            archive.bring({"0" * 64})


@pytest.mark.parametrize("size", [600, 3000, 9000])
def test_a_cut_backup_is_refused_by_a_sentence(backup: Path, size: int) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[:size])
    rasters.path_of(DIGEST).unlink()
    with pytest.raises(RefusedError), opened(backup) as archive:
        archive.bring({DIGEST})


def test_a_tar_of_something_else_is_no_backup(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "other.tar", "w") as tar:
        tar.add(__file__, "other.py")
    with pytest.raises(RefusedError, match="no whole backup"), opened(tmp_path / "other.tar"):
        pass
