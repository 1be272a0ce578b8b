"""Who shows nothing is answered at the doorstep as by the app, and by the app alone where that has fallen."""

import http.client
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drawn import tile_at
from tests.journeys.crowds import uncached
from tests.journeys.machine import ROOT, Machine, await_that
from tests.journeys.operations import edition
from tiles.doorstep.answering import ASK_THE_APP
from twin.setup import proxy
from twin.setup.instance import Instance

PLACES = "SELECT ST_X(ST_Centroid(tile)), ST_Y(ST_Centroid(tile)) FROM twin_building ORDER BY code LIMIT 20"
OF_THE_SERVER = {"Date", "Server", "Connection", "Content-Length", "Transfer-Encoding"}
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="module")
def paths(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Addresses of small tiles of a made-up city, and of empty ones beside it."""
    machine.do("load", str(edition(machine, tmp_path_factory.mktemp("city"), 1)))
    tiles = [tile_at(x + far, y, 16) for x, y in machine.ask(PLACES) for far in (0, 50_000)]
    return sorted({uncached(tile) for tile in tiles})


def ask(line: http.client.HTTPConnection, path: str, **more: str) -> Answer:
    """What is answered, without what the server writes itself."""
    line.request("GET", path, headers={"Host": "127.0.0.1", "Accept-Encoding": "gzip", **more})
    answer = line.getresponse()
    headers = {name: value for name, value in answer.getheaders() if name not in OF_THE_SERVER}
    return answer.status, {name.lower(): value for name, value in headers.items()}, answer.read()


@pytest.fixture
def line(machine: Machine) -> Iterator[http.client.HTTPConnection]:
    """A connection to the twin."""
    opened = http.client.HTTPConnection("127.0.0.1", machine.port, timeout=30)
    yield opened
    opened.close()


def doorsteps(machine: Machine) -> list[Path]:
    """The sockets of the doorsteps."""
    instance = Instance.read(ROOT, machine.data)
    return [proxy.doorstep(path) for path in proxy.http_sockets(instance)]


def ask_at(place: Path, path: str) -> Answer:
    """What is answered at a socket."""
    opened = http.client.HTTPConnection("127.0.0.1")
    with socket.socket(socket.AF_UNIX) as opened.sock:
        opened.sock.connect(str(place))
        return ask(opened, path, **{"X-Forwarded-Proto": "http"})


def test_the_answer_is_the_apps_whoever_gives_it(
    machine: Machine, paths: list[str], line: http.client.HTTPConnection
) -> None:
    by_the_app = {path: ask(line, path, Cookie="theme=dark") for path in paths}
    assert {status for status, _, _ in by_the_app.values()} == {200, 204}
    for _ in range(4):  # until both processes have been taught
        assert {path: ask(line, path) for path in paths} == by_the_app
    for place in doorsteps(machine):
        told = {path: ask_at(place, path) for path in paths}
        assert {path: (status, body) for path, (status, _, body) in told.items()} == {
            path: (status, body) for path, (status, _, body) in by_the_app.items()
        }
        assert ask_at(place, "/collections")[0] == ASK_THE_APP


def forget_connections(machine: Machine) -> None:
    """Have nginx begin anew with other workers, which have no connection to a doorstep yet."""
    master = int((machine.data / "nginx/nginx.pid").read_text())
    workers = Path(f"/proc/{master}/task/{master}/children")
    before = set(workers.read_text().split())
    os.kill(master, signal.SIGHUP)
    await_that(lambda: (now := set(workers.read_text().split())) and not now & before)


def test_the_app_answers_where_the_doorstep_has_fallen(
    machine: Machine, paths: list[str], line: http.client.HTTPConnection
) -> None:
    before = [ask(line, path) for path in paths]
    places = doorsteps(machine)
    for place in places:
        place.rename(place.with_suffix(".away"))
    line.close()
    try:
        forget_connections(machine)
        assert [ask(line, path) for path in paths] == before
    finally:
        for place in places:
            place.with_suffix(".away").rename(place)


def test_a_refusal_is_the_apps(paths: list[str], line: http.client.HTTPConnection) -> None:
    nowhere = "/tiles/buildings/16/99999999/1.mvt?v=1&properties=height"
    for path in (f"{paths[0]}&nonsense=1", "/tiles/nothing/16/1/1.mvt?properties=height", nowhere):
        status, headers, _ = ask(line, path)
        assert status in (400, 404)
        assert headers["content-type"] == "application/problem+json"
