"""A large export is made by the worker and sent by the web server, whole or in parts."""

import http.client
import json
from collections.abc import Mapping
from typing import Any

import pyogrio
import pytest

from tests.journeys.machine import Machine, await_that
from tests.journeys.operations import edition

ITEMS = "/collections/buildings/items"


@pytest.fixture(scope="module")
def city(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A twin of many buildings."""
    machine.do("load", str(edition(machine, tmp_path_factory.mktemp("city"), 1)))
    return machine


def ask(city: Machine, path: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and body of an answer of the twin's server."""
    line = http.client.HTTPConnection("127.0.0.1", city.port, timeout=60)
    try:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        line.close()


def follow(city: Machine, path: str) -> dict[str, Any]:
    """How an export stands once it is over."""
    told: dict[str, Any] = {}

    def is_over() -> bool:
        told.update(json.loads(ask(city, path)[2]))
        return told["status"] not in ("accepted", "running")

    await_that(is_over)
    return told


def test_the_worker_makes_the_file_and_the_web_server_sends_it(city: Machine, tmp_path: Any) -> None:
    status, headers, _ = ask(city, f"{ITEMS}?f=gpkg", Prefer="respond-async")
    assert status == 202
    place = headers["Location"].partition(str(city.port))[2]
    told = follow(city, place)
    assert (told["status"], told["progress"]) == ("successful", 100)
    status, headers, whole = ask(city, f"{place}/file")
    assert (status, headers["Content-Type"]) == (200, "application/geopackage+sqlite3")
    assert len(whole) == told["size"]
    file = tmp_path / "sent.gpkg"
    file.write_bytes(whole)
    [[count]] = city.ask("SELECT count(*) FROM twin_building WHERE upper_inf(recorded)")
    assert pyogrio.read_info(file)["features"] == told["rows"] == count
    part = ask(city, f"{place}/file", Range="bytes=0-15")
    assert (part[0], part[2]) == (206, whole[:16])


def test_the_files_folder_is_nobodys_to_read(city: Machine) -> None:
    place = ask(city, f"{ITEMS}?f=csv", Prefer="respond-async")[1]["Location"].rpartition("/")[2]
    assert follow(city, f"/exports/{place}")["status"] == "successful"
    file = f"{place}/buildings.csv"
    for path in (f"/.exports/{file}", "/.exports/", f"/exports/{place}/../../{file}"):
        assert ask(city, path)[0] == 404, path
