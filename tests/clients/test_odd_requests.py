"""Whatever bytes a client sends in place of an address, the server answers at once and goes on."""

import socket
import time
import urllib.request
from urllib.parse import quote

import pytest

from tests.journeys.conftest import OtherTwin

QUICK = 2.0
ODD = {
    "a byte order mark": "\ufeff".encode(),
    "a right-to-left override": "\u202e".encode(),
    "a null": b"\0",
    "a percent sign": b"%",
    "quotes": b"\"'`",
    "a line feed": b"\n",
    "a carriage return": b"\r",
    "a tab": b"\t",
    "a delete": b"\x7f",
    "half a character": b"\xe5\xad",
    "a surrogate": b"\xed\xa0\x80",
    "ten thousand characters": b"x" * 10_000,
    "a hundred thousand characters": b"x" * 100_000,
}
PLACES = (
    b"/tiles/%s/14/13660/6745.mvt",
    b"/tiles/buildings/14/%s/6745.mvt",
    b"/tiles/buildings/14/13660/6745.%s",
    b"/tiles/buildings/14/13660/6745.mvt?filter=%s",
    b"/tiles/buildings/14/13660/6745.mvt?%s=1",
    b"/tiles/%s.json",
)


def send(address: str, target: bytes) -> int | None:
    """The status a request for `target`, as it is, is answered by; none where the line is cut instead."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=QUICK) as line:
        try:
            line.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: twin\r\nConnection: close\r\n\r\n")
            head = line.recv(4096)
        except ConnectionError:
            return None
    return int(head.split(b" ", 2)[1]) if head.startswith(b"HTTP/") else None


@pytest.mark.parametrize("escaped", [False, True], ids=["as it is", "escaped"])
@pytest.mark.parametrize("name", ODD)
def test_odd_bytes_in_an_address_are_answered_at_once(
    served: tuple[OtherTwin, str], name: str, escaped: bool
) -> None:
    _, address = served
    odd = quote(ODD[name]).encode() if escaped else ODD[name]
    for place in PLACES:
        begun = time.perf_counter()
        status = send(address, place.replace(b"%s", odd))
        assert time.perf_counter() - begun < QUICK
        assert status is None or status < 500, (place, status)
        assert status is not None or not escaped, place
    with urllib.request.urlopen(f"{address}/tiles/buildings.json", timeout=QUICK) as answer:
        assert answer.status == 200
