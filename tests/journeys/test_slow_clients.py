"""Clients that never finish asking, or hardly read, do not make others wait."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median

import pytest

from tests.journeys.crowds import crowd, late
from tests.journeys.machine import Machine
from tests.journeys.operations import edition

HALF_OPEN, SLOW, QUICK = 200, 50, 8
ROUNDS, SECONDS, MOST = 5, 4.0, 1.5
PATIENCE = 60
LARGE = "/collections/buildings/items?limit=10000"
PATHS = ["/collections/buildings/items?limit=10", "/collections/buildings", "/collections/buildings/schema"]


@pytest.fixture(scope="module")
def city(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A twin whose page of all buildings is larger than what a socket holds."""
    machine.do("load", str(edition(machine, tmp_path_factory.mktemp("city"), 1)))
    return machine


def begin(port: int) -> socket.socket:
    """A connection that has begun to ask and never ends its question."""
    line = socket.create_connection(("127.0.0.1", port), timeout=30)
    line.sendall(b"GET /collections HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: applic")
    return line


def crawl(port: int, begun: threading.Barrier, over: threading.Event) -> None:
    """A reader that takes a kilobyte ten times a second, and asks again when it has all."""
    waiting = True
    while not over.is_set():
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(PATIENCE)
        with line:
            line.connect(("127.0.0.1", port))
            line.sendall(f"GET {LARGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            while not over.wait(0.1) and line.recv(1024):
                if waiting:
                    begun.wait(PATIENCE)
                waiting = False


@contextmanager
def hindered(port: int) -> Iterator[None]:
    """So many of both at once, from when every reader has begun to read: the making of pages is over."""
    over, begun = threading.Event(), threading.Barrier(SLOW + 1)
    readers = [threading.Thread(target=crawl, args=(port, begun, over)) for _ in range(SLOW)]
    with ExitStack() as lines:
        for _ in range(HALF_OPEN):
            lines.enter_context(begin(port))
        for reader in readers:
            reader.start()
        try:
            begun.wait(PATIENCE)
            yield
        finally:
            over.set()
            for reader in readers:
                reader.join()


def test_half_open_connections_and_slow_readers_do_not_slow_others(city: Machine) -> None:
    assert len(city.read(LARGE)) > 500_000
    crowd(city.port, PATHS, QUICK, SECONDS)
    ratios = []
    for _ in range(ROUNDS):
        quiet = late(crowd(city.port, PATHS, QUICK, SECONDS))
        with hindered(city.port):
            answers = crowd(city.port, PATHS, QUICK, SECONDS)
        assert {answer.status for answer in answers} == {200}
        ratios.append(late(answers) / quiet)
    assert median(ratios) <= MOST, ratios
