"""What the machine has is seen by looking, and what is too old or half there does not count."""

import sys
from pathlib import Path

import pytest

from twin.setup import programs
from twin.setup.programs import Need, Postgres, missing


def pretend(folder: Path, *names: str, version: str = "postgres (PostgreSQL) 16.4") -> Path:
    """Programs that only tell a version."""
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_text(f"#!/bin/sh\necho '{version}'\n")
        (folder / name).chmod(0o755)
    return folder


SERVER = ("postgres", "initdb", "pg_ctl", "psql")


def test_a_server_tells_its_version_and_whether_it_has_postgis(tmp_path: Path) -> None:
    folder = pretend(tmp_path / "pg/bin", *SERVER, version="postgres (PostgreSQL) 99.1 (Debian 99.1-1)")
    extensions = tmp_path / "pg/share/extension"
    extensions.mkdir(parents=True)
    found = programs.look_at(folder)
    assert found == Postgres(99, folder, tmp_path / "pg/share")
    assert not found.has_postgis
    (extensions / "postgis.control").touch()
    assert found.has_postgis


def test_a_client_alone_makes_no_cluster(tmp_path: Path) -> None:
    assert programs.look_at(pretend(tmp_path / "bin", "psql", "pg_ctl")) is None


def test_what_is_too_old_or_without_postgis_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = pretend(tmp_path / "old/bin", *SERVER, version="postgres (PostgreSQL) 14.9")
    (tmp_path / "old/share/extension").mkdir(parents=True)
    (tmp_path / "old/share/extension/postgis.control").touch()
    monkeypatch.setenv("PATH", str(old))
    assert programs.look_at(old)
    assert old not in [server.programs for server in programs.installed_postgres()]
    bare = pretend(tmp_path / "bare/bin", *SERVER, version="postgres (PostgreSQL) 98.0")
    monkeypatch.setenv("PATH", str(bare))
    assert bare not in [server.programs for server in programs.installed_postgres()]
    (tmp_path / "bare/share/extension").mkdir(parents=True)
    (tmp_path / "bare/share/extension/postgis.control").touch()
    assert programs.installed_postgres()[0].version == 98, "the newest comes first"


def test_a_program_is_found_where_an_ordinary_path_leaves_it_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert programs.find_program("sh")
    assert programs.find_program("no-such-program") is None


def test_only_what_is_lacking_is_missing() -> None:
    there, gone = Need("sh", lambda: True, ("dash",)), Need("moon", lambda: False, ("moon",))
    assert missing((there, gone)) == [gone]


def test_the_python_that_runs_these_tests_could_make_a_venv() -> None:
    assert programs.has_venv() or sys.prefix != sys.base_prefix
