"""One client asks so often and no more, and hinders no other; what is told to nginx is what it takes."""

import http.client
import json
import socketserver
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler
from typing import NamedTuple

import pytest

from twin.setup import limits, proxy
from twin.setup.instance import Instance, SetUpError
from twin.setup.programs import NGINX

installed = pytest.mark.skipif(not NGINX.is_met(), reason="nginx is not installed")
ONE, OTHER = (f"Bearer twin_{letter * 43}" for letter in "ab")
RUN = "/processes/vacancy/execution"


class Answers(BaseHTTPRequestHandler):
    """Answers every request with 200 and nothing."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET

    def address_string(self) -> str:
        return "nginx"

    def log_message(self, *words: object) -> None:
        """Nothing is told."""


class HttpServer(socketserver.ThreadingUnixStreamServer):
    """In the place of the twin's HTTP server, at its socket."""

    daemon_threads = True


@pytest.fixture
def rates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small rates, so that they are soon reached; the address may five times what a client may."""
    for name, rate in {"TWIN_RATE": 0, "TWIN_RATE_COSTLY": 1, "TWIN_RATE_COSTLY_ADDRESS": 5}.items():
        monkeypatch.setenv(name, str(rate))
    monkeypatch.setenv(limits.PROXIES, "127.0.0.1")


@pytest.fixture
def served(instance: Instance, rates: None) -> Iterator[Instance]:
    """nginx at work before an HTTP server that answers everything, with small rates."""
    with serving(instance):
        yield instance


@contextmanager
def serving(instance: Instance) -> Iterator[None]:
    """nginx at work before an HTTP server that answers everything."""
    proxy.write(instance)
    first, *_ = proxy.http_sockets(instance)
    with HttpServer(str(first), Answers) as server:
        first.chmod(0o666)
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        with subprocess.Popen(proxy.command(instance)) as nginx:
            try:
                await_answer(instance)
                yield
            finally:
                nginx.terminate()
        server.shutdown()


def await_answer(instance: Instance) -> None:
    """Wait until nginx listens."""
    deadline = time.monotonic() + 20
    while True:
        try:
            ask(instance, "GET", "/")
            return
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.02)


class Answer(NamedTuple):
    """What nginx answers."""

    status: int
    headers: Message
    body: bytes


def ask(instance: Instance, method: str, path: str, **headers: str) -> Answer:
    """One request and its answer."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", instance.port, timeout=10)) as link:
        link.request(method, path, headers=told)
        with link.getresponse() as answer:
            return Answer(answer.status, answer.headers, answer.read())


def flood(instance: Instance, method: str = "POST", path: str = RUN, **headers: str) -> Answer:
    """Ask for costly things until it is too often; the refusal."""
    for _ in range(2000):
        answer = ask(instance, method, path, **headers)
        if answer.status != 200:
            return answer
    raise AssertionError("nobody was refused")


@installed
def test_a_client_that_asks_too_often_is_told_so_and_hinders_no_other(served: Instance) -> None:
    refused = flood(served, authorization=ONE)
    assert refused.status == 429
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["Retry-After"] == "1"
    assert refused.headers["Cache-Control"] == "no-store"
    told = json.loads(refused.body)
    assert (told["status"], told["title"]) == (429, "Too Many Requests")
    assert ask(served, "POST", RUN, authorization=OTHER).status == 200
    assert ask(served, "POST", RUN, cookie=f"sessionid={'c' * 32}").status == 200
    assert ask(served, "POST", RUN).status == 200
    assert ask(served, "GET", "/collections", authorization=ONE).status == 200, "only what is costly"


@installed
def test_who_asks_too_often_for_tiles_that_nobody_keeps_is_told_so(
    instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        limits, "LIMITS", (limits.Limit("address", "$binary_remote_addr", "TWIN_RATE", 1, 5),)
    )
    with serving(instance):
        refused = flood(instance, "GET", "/tiles/trees/16/1/1.mvt?use=office")
    assert refused.status == 429
    assert refused.headers["Content-Type"] == "application/problem+json"


@installed
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/collections/buildings/aggregate?by=use"),
        ("GET", "/collections/buildings/items?limit=9&f=gpkg"),
        ("POST", "/card/7"),
        ("POST", "/login/"),
    ],
)
def test_what_costs_much_is_told_from_what_does_not(served: Instance, method: str, path: str) -> None:
    assert flood(served, method, path, authorization=ONE).status == 429
    for cheap in ("/collections/buildings/items?limit=9&f=json", "/collections/buildings/items?f=html"):
        assert ask(served, "GET", cheap, authorization=ONE).status == 200


@installed
def test_addresses_are_told_apart_by_the_word_of_a_proxy_that_is_named(served: Instance) -> None:
    assert flood(served, x_forwarded_for="198.51.100.1").status == 429
    assert ask(served, "POST", RUN, x_forwarded_for="198.51.100.2").status == 200


@installed
def test_nobody_escapes_by_words_made_up(served: Instance) -> None:
    for number in range(3000):
        if ask(served, "POST", RUN, authorization=f"Bearer twin_{number:043}").status == 429:
            break
    else:
        raise AssertionError("nobody was refused")
    assert flood(served, x_forwarded_for="198.51.100.9", authorization="Bearer x").status == 429
    assert ask(served, "POST", RUN, x_forwarded_for="198.51.100.9", cookie="sessionid=x").status == 429


def test_without_settings_browsing_is_not_hindered_and_no_proxy_is_believed() -> None:
    told = limits.write({})
    assert "set_real_ip_from" not in told["@LIMITS@"]
    assert "zone=address:8m rate=1000r/s" in told["@LIMITS@"]
    assert told["@LIMITED@"].count("limit_req zone=") == len(limits.LIMITS)


def test_no_limit_is_set_by_nought() -> None:
    assert limits.write({limit.setting: "0" for limit in limits.LIMITS})["@LIMITED@"] == ""


@pytest.mark.parametrize(
    ("name", "word"),
    [("TWIN_RATE", "many"), ("TWIN_RATE", "-1"), ("TWIN_RATE", "1; x"), (limits.PROXIES, "a;b")],
)
def test_what_nginx_would_misread_is_refused(name: str, word: str) -> None:
    with pytest.raises(SetUpError, match=name):
        limits.write({name: word})
