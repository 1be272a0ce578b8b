"""What nginx refuses by itself, or cannot pass on, is told as a problem document."""

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from email.message import Message
from http.client import HTTPResponse

import pytest

from twin.setup import proxy
from twin.setup.instance import Instance
from twin.setup.programs import NGINX
from twin.setup.refusals import REFUSALS, write

pytestmark = pytest.mark.skipif(not NGINX.is_met(), reason="nginx is not installed")
HEAD = "Host: localhost\r\nConnection: close\r\n"


@pytest.fixture
def alone(instance: Instance) -> Iterator[Instance]:
    """nginx before a twin that does not answer."""
    proxy.write(instance)
    with subprocess.Popen(proxy.command(instance)) as nginx:
        try:
            deadline = time.monotonic() + 20
            while True:
                try:
                    socket.create_connection(("127.0.0.1", instance.port), timeout=1).close()
                    break
                except OSError:
                    assert time.monotonic() < deadline
                    time.sleep(0.02)
            yield instance
        finally:
            nginx.terminate()


def send(instance: Instance, request: str) -> tuple[int, Message, bytes]:
    """Status, headers and body of the answer to a request as it stands."""
    with socket.create_connection(("127.0.0.1", instance.port), timeout=10) as line:
        line.sendall(request.encode())
        answer = HTTPResponse(line)
        answer.begin()
        return answer.status, answer.headers, answer.read()


@pytest.mark.parametrize(
    ("request_text", "status"),
    [
        ("GET / HTTP/1.1\r\n" + HEAD + "\r\n", 502),
        ("GET /tiles/trees/16/1/1.mvt HTTP/1.1\r\n" + HEAD + "\r\n", 502),
        ("GET /tiles/trees/16/1/1.mvt?use=office HTTP/1.1\r\n" + HEAD + "\r\n", 502),
        (f"GET /{'x' * 40_000} HTTP/1.1\r\n{HEAD}\r\n", 414),
        (f"GET / HTTP/1.1\r\n{HEAD}Cookie: {'x' * 40_000}\r\n\r\n", 431),
        (f"POST /loads HTTP/1.1\r\n{HEAD}Content-Length: 99999999\r\n\r\n", 413),
        ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
    ],
)
def test_each_is_a_problem_that_says_what_to_do(alone: Instance, request_text: str, status: int) -> None:
    found, headers, body = send(alone, request_text)
    assert (found, headers["content-type"]) == (status, "application/problem+json")
    told = json.loads(body)
    assert (told["status"], told["type"]) == (status, "about:blank")
    assert told["detail"].endswith(".")
    assert ("retry-after" in headers) == (status == 502)


def test_no_text_ends_the_word_it_stands_in() -> None:
    assert all(sign not in one.detail for one in REFUSALS for sign in "'$\\\n")
    assert write().keys() == {"@ERRORS@", "@REFUSALS@"}
