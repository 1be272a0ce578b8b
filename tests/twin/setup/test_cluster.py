"""The private cluster: reached by socket alone, shared by who holds it, whole after every kind of kill."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from twin.setup import processes
from twin.setup.cluster import Cluster, open_run_dir, server_user
from twin.setup.instance import SetUpError
from twin.setup.programs import DATABASE

installed = pytest.mark.skipif(not DATABASE.is_met(), reason=f"{DATABASE.title} is not installed")


@pytest.fixture(scope="module")
def made() -> Iterator[Cluster]:
    """A cluster of these tests' own."""
    folder = Path(tempfile.mkdtemp(prefix="twin-", dir="/tmp"))
    folder.chmod(0o755)
    home = folder / "cluster"
    cluster = Cluster(home, folder / "run/pg", 5432, server_user(home))
    cluster.hold()
    yield cluster
    cluster.release()
    shutil.rmtree(folder)


@pytest.fixture
def cluster(made: Cluster) -> Cluster:
    """It runs, whatever the test before has done."""
    made.restart()
    return made


def ask(cluster: Cluster, query: str, role: str = "twin") -> str:
    """psql's answer as a role."""
    psql = cluster.server().programs / "psql"
    return cluster.run(psql, *cluster.address(role), "-At", "-d", "twin", "-c", query).strip()


@installed
def test_the_twins_role_is_no_superuser_and_has_its_extensions(cluster: Cluster) -> None:
    assert ask(cluster, "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = 'twin'") == "f|t"
    there = ask(cluster, "SELECT extname FROM pg_extension").split()
    assert {"postgis", "pg_trgm", "unaccent", "btree_gist"} <= set(there)


@installed
def test_it_is_reached_by_socket_alone_and_by_nobody_else(cluster: Cluster) -> None:
    assert ask(cluster, "SHOW listen_addresses") == ""
    assert cluster.socket_dir.stat().st_mode & 0o777 == 0o700
    assert cluster.data.stat().st_mode & 0o077 == 0
    with pytest.raises(SetUpError, match="`psql` failed"):
        ask(cluster, "SELECT 1", role="somebody")


@installed
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another account")
def test_root_itself_comes_in_as_twin_and_not_as_superuser(cluster: Cluster) -> None:
    psql = str(cluster.server().programs / "psql")
    for role, code in (("twin", 0), ("postgres", 2)):
        command = [psql, *cluster.address(role), "-d", "twin", "-c", "SELECT 1"]
        assert subprocess.run(command, capture_output=True, check=False).returncode == code


@installed
def test_the_last_to_let_go_stops_it(cluster: Cluster) -> None:
    second = replace(cluster, holding=None)
    second.hold()
    cluster.release()
    assert second.is_running()
    second.release()
    assert not cluster.is_running() and processes.of_cluster(cluster.data) == []
    assert not cluster.socket_dir.parent.exists(), "no empty folder stays in /run"
    cluster.hold()
    assert cluster.is_running()


@installed
def test_a_killed_server_is_started_over_what_it_left(cluster: Cluster) -> None:
    ask(cluster, "CREATE TABLE IF NOT EXISTS kept AS SELECT 1")
    pid = cluster.postmaster()
    assert pid
    os.kill(pid, signal.SIGKILL)
    while processes.start_of(pid):
        time.sleep(0.01)
    assert cluster.postmaster() is None and (cluster.data / "postmaster.pid").exists()
    cluster.restart()
    assert cluster.postmaster() not in (None, pid)
    assert ask(cluster, "SELECT count(*) FROM kept") == "1"


@installed
def test_a_pid_file_that_names_a_living_stranger_stops_nothing(cluster: Cluster) -> None:
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n0\n5432\n\n\n\n")
    assert cluster.postmaster() is None
    cluster.restart()
    assert cluster.is_running()


@installed
def test_a_server_without_its_socket_is_started_anew(cluster: Cluster) -> None:
    shutil.rmtree(cluster.socket_dir.parent)
    assert not cluster.is_running()
    cluster.restart()
    assert ask(cluster, "SELECT 1") == "1"


@installed
def test_a_making_that_was_killed_is_made_again(open_folder: Path) -> None:
    home = open_folder / "cluster"
    cluster = Cluster(home, open_folder / "run/pg", 5432, server_user(home))
    cluster.prepare_home()
    (home / "making").mkdir()
    (home / "making/PG_VERSION").write_text("15\n")
    assert not (cluster.data / "PG_VERSION").exists(), "a cluster half made is none"
    cluster.make(cluster.server())
    assert (cluster.data / "global/pg_control").exists() and not (home / "making").exists()


@installed
def test_a_cluster_of_a_version_that_is_gone_is_refused_with_its_packages(open_folder: Path) -> None:
    cluster = Cluster(open_folder, open_folder / "run/pg", 5432, server_user(open_folder))
    cluster.data.mkdir()
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(SetUpError, match=r"made by PostgreSQL 9, .* install postgresql-9 and .*-postgis-3"):
        cluster.server()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder away")
def test_a_strangers_socket_folder_is_refused(open_folder: Path) -> None:
    stranger = open_folder / "run"
    stranger.mkdir()
    os.chown(stranger, 65534, 65534)
    with pytest.raises(SetUpError, match=r"belongs to another account; remove it"):
        open_run_dir(stranger)
    (open_folder / "link").symlink_to(open_folder)
    with pytest.raises(SetUpError, match=r"belongs to another account"):
        open_run_dir(open_folder / "link")


@installed
@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the server away")
def test_root_leaves_the_server_to_postgres_or_to_the_clusters_owner(open_folder: Path) -> None:
    assert server_user(open_folder / "new").pw_name == "postgres"
    os.chown(open_folder, 65534, 65534)
    assert server_user(open_folder).pw_uid == 65534
