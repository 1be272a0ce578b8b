"""An SQLite file opened to be read and nothing else."""

import sqlite3
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.vector import sqlite
from spatial.vector.cells import Odd
from spatial.vector.sqlite import open_database, quote_name


def make(path: Path, script: str) -> Path:
    """A database."""
    database = sqlite3.connect(path)
    database.executescript(script)
    database.close()
    return path


def test_nothing_is_written_into_a_file_that_is_read(tmp_path: Path) -> None:
    path = make(tmp_path / "a b%20?.gpkg", "CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    before = path.read_bytes()
    with open_database(path) as ask:
        assert list(ask("SELECT a FROM t")) == [(1,)]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            list(ask("INSERT INTO t VALUES (2)"))
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (before, [path])


def test_a_query_that_does_not_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    path = make(tmp_path / "a.gpkg", f"CREATE VIEW v AS {endless}")
    with pytest.raises(RefusedError, match="does not end"), open_database(path) as ask:
        list(ask("SELECT count(*) FROM v"))


def test_text_that_is_not_utf_8_is_odd_and_bytes_stay_bytes(tmp_path: Path) -> None:
    path = make(
        tmp_path / "a.gpkg", "CREATE TABLE t (a); INSERT INTO t VALUES (CAST(x'ff00' AS TEXT)), (x'ff00')"
    )
    with open_database(path) as ask:
        (text,), (stored,) = ask("SELECT a FROM t")
    assert isinstance(text, Odd)
    assert stored == b"\xff\x00"


def test_changes_that_wait_beside_the_file_are_told(tmp_path: Path) -> None:
    path = make(tmp_path / "a.gpkg", "CREATE TABLE t (a)")
    path.with_name("a.gpkg-wal").write_bytes(b"something")
    with pytest.raises(RefusedError, match="close the program"), open_database(path):
        pass


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(5000), b"rubbish" * 999]
)
def test_what_is_no_database_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(content)
    with pytest.raises(RefusedError, match=r"\.$"), open_database(path) as ask:
        list(ask("SELECT * FROM gpkg_contents"))


def test_a_name_is_quoted_whatever_it_holds(tmp_path: Path) -> None:
    name = 'q"x; DROP TABLE t --'
    path = make(tmp_path / "a.gpkg", f"CREATE TABLE {quote_name(name)} (a)")
    with open_database(path) as ask:
        assert list(ask("SELECT name FROM sqlite_master")) == [(name,)]
