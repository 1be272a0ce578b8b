"""A city leaves as one file: tile for tile what the server gives, whoever draws it and however often."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyogrio
import pytest
from django.test import Client
from pmtiles.tile import TileType, zxy_to_tileid

from spatial.tile_matrix import WEB_MERCATOR
from tests.archives import Place, read_head, read_tiles, share_database
from tests.journeys.machine import ROOT
from tiles.asking import Asked
from tiles.covering import count_rows
from twin.access import NOBODY, rows
from twin.layer import layers

pytestmark = pytest.mark.usefixtures("hangzhou")
LAYERS = ("roads", "buildings", "water", "land-use")
ZOOMS = range(9, 17)
OPTIONS = ("--layers", ",".join(LAYERS), "--min-zoom", "9", "--max-zoom", "16", "--lang", "en")

CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch, hangzhou: None) -> None:
    """The processes that these tests start work in the tests' database."""
    share_database(monkeypatch)


def start(file: Path, *options: str) -> "subprocess.Popen[str]":
    """The export to a file, begun."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "tiles", "export", str(file), *OPTIONS, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
    )


def export(file: Path, *options: str) -> str:
    """What the export says, which must go well."""
    running = start(file, *options)
    said, _ = running.communicate(timeout=300)
    assert running.returncode == 0, said
    return said


@pytest.fixture(scope="module")
def archive(
    tmp_path_factory: pytest.TempPathFactory, hangzhou: None, django_db_blocker: "object"
) -> Iterator[Path]:
    """The district as an archive."""
    file = tmp_path_factory.mktemp("archive") / "district.pmtiles"
    with pytest.MonkeyPatch.context() as patch:
        share_database(patch)
        export(file, "--processes", "2")
    yield file


def fetch(client: Client, place: Place) -> bytes:
    """The server's bytes of a tile."""
    z, x, y = place
    answer = client.get(f"/tiles/{','.join(LAYERS)}/{z}/{x}/{y}.mvt", headers={"accept-encoding": "gzip"})
    assert answer.status_code in (200, 204)
    return answer.content


def test_the_archive_holds_tile_for_tile_the_bytes_the_server_gives(archive: Path, client: Client) -> None:
    told = read_tiles(archive)
    asked = Asked(NOBODY, tuple(layers[id] for id in LAYERS))
    near = {(z, x, y) for z in ZOOMS for x, y in count_rows(asked, WEB_MERCATOR, z)}
    served = {place: content for place in near if (content := fetch(client, place))}
    assert {z for z, _, _ in told} == set(ZOOMS)
    assert told == served
    around = {(z, x + 1, y + 1) for z, x, y in near} - near
    assert not any(fetch(client, place) for place in around)


def test_its_head_is_that_of_a_whole_archive(archive: Path) -> None:
    header, metadata = read_head(archive)
    places = read_tiles(archive)
    ids = [zxy_to_tileid(*place) for place in places]
    assert ids == sorted(ids) and header["clustered"]
    assert header["addressed_tiles_count"] == len(places)
    assert header["tile_contents_count"] == len(set(places.values()))
    assert header["tile_data_length"] == sum(map(len, set(places.values())))
    assert header["tile_data_offset"] + header["tile_data_length"] == archive.stat().st_size
    assert (header["tile_type"], header["min_zoom"], header["max_zoom"]) == (TileType.MVT, 9, 16)
    assert 119 * 10**7 < header["min_lon_e7"] < header["center_lon_e7"] < header["max_lon_e7"] < 121 * 10**7
    assert [one["id"] for one in metadata["vector_layers"]] == list(LAYERS)


def test_gdal_opens_it_and_finds_the_layers(archive: Path) -> None:
    assert {name for name, _ in pyogrio.list_layers(archive)} == set(LAYERS)
    for id in ("buildings", "roads"):
        read = pyogrio.read_dataframe(archive, layer=id, ZOOM_LEVEL=16)
        assert set(read["mvt_id"]) == set(rows(NOBODY, layers[id]).values_list("thing_id", flat=True))


def test_killed_at_any_point_it_goes_on_and_gives_the_same_file(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "killed.pmtiles"
    running = start(file, "--processes", "2")
    parts = tmp_path / "killed.pmtiles.parts"
    deadline = time.monotonic() + 60
    while not (parts / "0.json").exists():
        assert time.monotonic() < deadline and running.poll() is None
        time.sleep(0.002)
    drawing = children(running.pid)
    running.kill()
    running.communicate()
    assert not file.exists()
    while any(Path(f"/proc/{pid}").exists() for pid in drawing):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    said = export(file, "--processes", "1")
    assert "Going on where it was interrupted: " in said
    assert file.read_bytes() == archive.read_bytes()
    assert list(tmp_path.iterdir()) == [file]


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_stopped_at_the_terminal_it_says_how_to_go_on(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "stopped.pmtiles"
    running = start(file, "--processes", "1")
    deadline = time.monotonic() + 60
    while not (tmp_path / "stopped.pmtiles.parts" / "0.json").exists():
        assert time.monotonic() < deadline and running.poll() is None
        time.sleep(0.002)
    os.kill(running.pid, signal.SIGINT)
    said, _ = running.communicate(timeout=60)
    assert running.returncode == 1
    assert said.strip().endswith(f"What is drawn lies in {file}.parts: the same command goes on with it.")
    assert "Traceback" not in said
    export(file)
    assert file.read_bytes() == archive.read_bytes()


def test_workers_of_a_dask_cluster_draw_the_same_file(archive: Path, tmp_path: Path) -> None:
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    cluster = subprocess.Popen(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    )
    assert cluster.stdin and cluster.stdout
    try:
        address = cluster.stdout.readline().strip()
        file = tmp_path / "cluster.pmtiles"
        export(file, "--scheduler", address)
        assert file.read_bytes() == archive.read_bytes()
    finally:
        cluster.stdin.close()
        cluster.wait(60)
        cluster.stdout.close()
