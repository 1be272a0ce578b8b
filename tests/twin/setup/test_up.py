"""What `up` refuses, it refuses before it starts anything, and lets go of what it held.

tests/journeys/test_crash.py brings whole twins up, and kills them.
"""

import os
import socket
import threading
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.twin.setup.conftest import await_that
from twin.setup import choices, locks, processes
from twin.setup import up as module
from twin.setup.children import Children
from twin.setup.instance import Instance, SetUpError
from twin.setup.serving import Server
from twin.setup.up import await_health, refuse_busy_port, up


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has all packages."""
    monkeypatch.setattr(module.packages, "provide", lambda root, needs: None)
    monkeypatch.setenv("DATABASE_URL", "postgresql:///nowhere")


def run_up(clone: Path, *options: str) -> int:
    """`up` with options."""
    parser = ArgumentParser()
    choices.add_options(parser)
    return up(clone, parser.parse_args(options))


@pytest.fixture
def busy() -> Iterator[int]:
    """A port another program listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_a_busy_port_is_refused_naming_the_option(instance: Instance, busy: int) -> None:
    with pytest.raises(SetUpError, match=rf"127\.0\.0\.1:{busy} cannot be had .* another with --port"):
        refuse_busy_port(replace(instance, port=busy))


def test_an_address_of_another_machine_is_refused_naming_the_option(instance: Instance) -> None:
    with pytest.raises(SetUpError, match=r"192\.0\.2\.1:\d+ cannot be had .* \(and --host\)"):
        refuse_busy_port(replace(instance, host="192.0.2.1"))


def test_a_port_just_left_is_not_busy(instance: Instance) -> None:
    with (
        socket.create_server((instance.host, instance.port)) as listening,
        socket.create_connection(listening.getsockname()),
    ):
        listening.accept()[0].close()
    refuse_busy_port(instance)


def test_up_at_a_busy_port_starts_nothing_and_lets_go(instance: Instance, busy: int) -> None:
    with pytest.raises(SetUpError, match="cannot be had"):
        run_up(instance.root, "--demo", "none", "--port", str(busy))
    assert processes.left_behind(instance.data_dir) == []
    assert not locks.is_held(instance.data_dir / "up.lock")
    assert not (instance.data_dir / "up.json").exists()


def test_a_twin_that_is_up_is_not_brought_up_twice(
    instance: Instance, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(instance, port=8055, external=True).write()
    lock = locks.take(instance.data_dir / "up.lock")
    assert run_up(instance.root, "--port", "8056") == 1
    os.close(lock or 0)
    assert "already up at http://127.0.0.1:8055/" in capsys.readouterr().out
    assert Instance.read(instance.root).port == 8055


class Answer(BaseHTTPRequestHandler):
    """A server that is ill at first."""

    answers: list[int] = []

    def do_GET(self) -> None:
        """The next status, of which the last one stays."""
        self.send_response(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def ill(instance: Instance) -> Iterator[Instance]:
    """A twin that gets well at its third answer."""
    Answer.answers = [502, 503, 200]
    with HTTPServer((instance.host, 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield replace(instance, port=server.server_address[1])
        server.shutdown()
        thread.join()


def test_up_waits_until_the_twin_is_well(ill: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    await_health(ill, [], patience=10)
    assert Answer.answers == [200]


def test_a_twin_that_does_not_get_well_tells_what_its_servers_said(
    instance: Instance, children: Children
) -> None:
    server = Server("HTTP server", "http", ["sh", "-c", "echo no such module; sleep 60"], children, {})
    server.start()
    await_that(lambda: "module" in children.tail("http"))
    with pytest.raises(SetUpError, match=r"did not get well in 0 s \(.*refused.*\):\n--- http.log\nno such"):
        await_health(instance, [server], patience=0.3)


def test_what_a_killed_up_has_left_is_ended_before_the_next_begins(
    instance: Instance, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(twin: Instance) -> None:
        raise SetUpError(f"left: {processes.left_behind(twin.data_dir)}")

    left = children.start(["sleep", "60"], "trial")
    await_that(lambda: processes.left_behind(instance.data_dir) == [left.pid])
    monkeypatch.setattr(module, "refuse_busy_port", look)
    with pytest.raises(SetUpError, match=r"left: \[\]"):
        run_up(instance.root, "--demo", "none")
