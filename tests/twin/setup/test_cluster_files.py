"""The cluster's files let in whom they must, and share out the memory there is."""

import os
import pwd
from pathlib import Path

import pytest

from twin.setup import cluster_files


def test_only_the_servers_account_and_root_are_let_in() -> None:
    assert cluster_files.identities("postgres").splitlines() == [
        'twin "postgres" postgres',
        'twin "postgres" twin',
        'twin "root" twin',
    ]
    assert '"root" postgres' not in cluster_files.identities("anna")
    assert "trust" not in cluster_files.ACCESS and "host" not in cluster_files.ACCESS


@pytest.mark.parametrize(("total", "shared", "work"), [(512, 128, 8), (8192, 1024, 32), (262144, 2048, 64)])
def test_memory_is_shared_out_within_bounds(total: int, shared: int, work: int) -> None:
    lines = cluster_files.settings(Path("/d"), Path("/run/x"), 5432, total).splitlines()
    assert {f"shared_buffers = {shared}MB", f"work_mem = {work}MB"} <= set(lines)
    assert {"listen_addresses = ''", "unix_socket_directories = '/run/x'"} <= set(lines)


def test_the_memory_is_the_machines_or_less() -> None:
    assert 0 < cluster_files.memory() <= os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20


def test_files_are_written_for_the_server_alone_and_included_once(tmp_path: Path) -> None:
    data, user = tmp_path / "data", pwd.getpwuid(os.geteuid())
    data.mkdir()
    (data / "postgresql.conf").write_text("# as made\n")
    for port in (5432, 5433):
        cluster_files.write(tmp_path, data, Path("/run/x"), port, user)
    assert (data / "postgresql.conf").read_text() == "# as made\ninclude '../twin.conf'\n"
    assert "port = 5433\n" in (tmp_path / "twin.conf").read_text()
    written = [tmp_path / "twin.conf", *(data / name for name in ("pg_hba.conf", "pg_ident.conf"))]
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}
    assert list(tmp_path.rglob("*.new")) == []
