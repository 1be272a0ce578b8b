"""What is found out when somebody asks: of the database, and of nginx where it is there."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from prometheus_client.registry import Collector

from tests.factories import fill_layer
from twin.api.soundings import Database, Nginx
from twin.layer import layers

PAGE = (
    b"Active connections: 3 \nserver accepts handled requests\n 5 5 17 \nReading: 0 Writing: 1 Waiting: 2 \n"
)


def told(collector: Collector) -> dict[str, float]:
    """The figures without labels, by name."""
    return {
        sample.name: sample.value
        for metric in collector.collect()
        for sample in metric.samples
        if not sample.labels
    }


@pytest.mark.django_db
def test_changes_that_nobody_has_seen_to_are_told() -> None:
    before = told(Database())
    assert before["twin_database_up"] == 1
    fill_layer(layers["places"], [1])
    assert told(Database())["twin_changes_waiting"] > before["twin_changes_waiting"]


@pytest.mark.django_db
def test_connections_are_told_by_who_holds_them() -> None:
    [family] = [one for one in Database().collect() if one.name == "twin_database_connections"]
    known = {"small tiles", "large tiles", "tile keeper", "other"}
    assert {sample.labels["of"] for sample in family.samples} <= known
    assert sum(sample.value for sample in family.samples) >= 1


def test_a_database_that_does_not_answer_is_told_and_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Any:
        raise OperationalError("inner words")

    monkeypatch.setattr(connection, "cursor", refuse)
    assert told(Database()) == {"twin_database_up": 0}


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Path]:
    """A socket at which one answer is given, as nginx gives it."""
    address = tmp_path / "nginx.sock"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(address))
        door.listen()

        def answer() -> None:
            line, _ = door.accept()
            with line:
                line.recv(1000)
                line.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + PAGE)

        threading.Thread(target=answer, daemon=True).start()
        yield address


def test_nginx_tells_its_requests_and_connections(page: Path) -> None:
    assert told(Nginx(page)) == {"twin_nginx_requests_total": 17, "twin_nginx_connections": 3}


def test_without_nginx_nothing_is_told_of_it(tmp_path: Path) -> None:
    assert told(Nginx(tmp_path / "nobody.sock")) == {}
