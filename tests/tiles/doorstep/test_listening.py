"""The doorstep listens at its socket, open to whom the socket's folder is."""

import http.client
import socket
from pathlib import Path

from tests.journeys.machine import await_that
from tiles.doorstep.answering import ASK_THE_APP
from tiles.doorstep.listening import listen


def ask(path: Path, address: str) -> int:
    """The status of an answer at a socket."""
    line = http.client.HTTPConnection("localhost")
    with socket.socket(socket.AF_UNIX) as line.sock:
        line.sock.connect(str(path))
        line.request("GET", address)
        return line.getresponse().status


def test_what_it_knows_nothing_of_it_leaves_to_the_app(tmp_path: Path) -> None:
    path = tmp_path / "doorstep.sock"
    path.write_text("left behind by one that was killed")
    listen(path)
    await_that(path.is_socket)
    assert ask(path, "/") == ASK_THE_APP
    assert ask(path, "/tiles/buildings/16/1/1.mvt") == ASK_THE_APP
    assert path.stat().st_mode & 0o777 == 0o666
