"""nginx takes the configuration written for it, and serves the twin's files and nothing else."""

import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from tiles.doorstep.lessons import LOWEST
from twin.setup import proxy
from twin.setup.instance import Instance, SetUpError
from twin.setup.programs import NGINX

installed = pytest.mark.skipif(not NGINX.is_met(), reason="nginx is not installed")


def judge(instance: Instance) -> str:
    """What nginx itself says of the configuration; empty where it is content."""
    proxy.write(instance)
    command = proxy.command(instance, "-t", "-q")
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


@installed
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::", "::1", "localhost"])
def test_nginx_takes_the_configuration(instance: Instance, host: str) -> None:
    assert judge(replace(instance, host=host)) == ""


@installed
def test_nginx_would_refuse_a_wrong_one(instance: Instance) -> None:
    assert "host not found" in judge(replace(instance, host="no.such.host.invalid"))


@pytest.mark.parametrize("name", ["a b;c", 'a"b', "a{b", "a$b", "a'b"])
def test_a_name_nginx_would_misread_is_refused(instance: Instance, name: str) -> None:
    odd = replace(instance, data_dir=instance.data_dir / name)
    with pytest.raises(SetUpError, match="choose a plainer --data-dir or --host"):
        proxy.render(odd)


def test_nothing_of_the_template_is_left_open(instance: Instance) -> None:
    assert re.findall(r"@[A-Z]+@", proxy.render(instance)) == []


def test_the_http_servers_sockets_are_open_to_nginx_alone(instance: Instance) -> None:
    folder = proxy.socket_dir(instance)
    proxy.write(instance)
    assert {path.parent for path in proxy.http_sockets(instance)} == {folder}
    assert folder.stat().st_mode & 0o777 == 0o750
    account = proxy.worker()
    assert (account is None) == (os.geteuid() != 0)
    if account:
        assert folder.stat().st_gid == account.pw_gid


@pytest.fixture
def served(instance: Instance) -> Iterator[str]:
    """nginx at work, with a static file and without its HTTP server; the address."""
    static = instance.data_dir / "static"
    static.mkdir()
    (static / "main-0123abcd.js").write_text("1;\n")
    (static / "plain.css").write_text("a{}\n")
    (instance.data_dir / "secret_key").write_text("secret")
    proxy.write(instance)
    with subprocess.Popen(proxy.command(instance)) as nginx:
        try:
            await_port(instance, nginx)
            yield instance.url
        finally:
            nginx.terminate()


def await_port(instance: Instance, nginx: "subprocess.Popen[bytes]") -> None:
    """Wait until nginx answers at all."""
    while nginx.poll() is None:
        try:
            ask(f"{instance.url}/static/plain.css")
        except urllib.error.URLError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError((proxy.home(instance) / "error.log").read_text())


def ask(url: str) -> tuple[int, str]:
    """The status and how long the answer may be kept."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.headers.get("Cache-Control", "")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


@installed
def test_static_files_are_served_and_kept_as_long_as_their_names_allow(served: str) -> None:
    assert ask(f"{served}/static/main-0123abcd.js") == (200, "public, max-age=31536000, immutable")
    assert ask(f"{served}/static/plain.css") == (200, "no-cache")


@installed
@pytest.mark.parametrize(
    "path", ["/static/../secret_key", "/static../secret_key", "/static/%2e%2e/secret_key"]
)
def test_nothing_beside_the_static_files_is_served(served: str, path: str) -> None:
    assert ask(f"{served}{path}")[0] in (400, 404, 502)


@installed
def test_what_the_http_server_should_answer_is_not_made_up_without_it(served: str) -> None:
    assert ask(f"{served}/health")[0] == 502


def test_without_nginx_one_is_told_where_to_look(instance: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxy, "find_program", lambda name: None)
    with pytest.raises(SetUpError, match="nginx is not installed"):
        proxy.command(instance)


@pytest.mark.parametrize("zoom", range(30))
def test_small_are_the_tiles_that_a_doorstep_answers(zoom: int) -> None:
    asked = f"||/tiles/trees/{zoom}/0/0.mvt|"
    assert bool(re.search(proxy.SMALL.removeprefix("~"), asked)) == (zoom >= LOWEST)


DOORSTEP, APP = "doorstep", "app"


@installed
@pytest.mark.parametrize(("kept", "path", "headers", "where"), [
    ("4096", "/tiles/trees/16/1/1.mvt?use=office", {}, DOORSTEP),
    ("4096", "/tiles/trees/16/1/1.mvt", {}, APP),
    ("4096", "/tiles/trees/16/1/1.mvt?v=7", {}, APP),
    ("4096", "/tiles/trees/14/1/1.mvt?use=office", {}, APP),
    ("4096", "/tiles/trees/16/1/1.mvt?use=office", {"Cookie": "theme=dark"}, APP),
    ("4096", "/tiles/trees/16/1/1.mvt?use=office", {"Authorization": "Bearer x"}, APP),
    ("0", "/tiles/trees/16/1/1.mvt", {}, DOORSTEP),
    ("0", "/tiles/trees/14/1/1.mvt", {}, APP),
    ("0", "/collections", {}, APP),
])  # fmt: skip
def test_small_tiles_that_nobody_keeps_are_asked_for_at_the_doorstep_and_then_of_the_app(
    instance: Instance,
    monkeypatch: pytest.MonkeyPatch,
    kept: str,
    path: str,
    headers: dict[str, str],
    where: str,
) -> None:
    monkeypatch.setenv("TWIN_TILE_CACHE", kept)
    proxy.write(instance)
    heard = hear(421, proxy.http_sockets(instance))
    with subprocess.Popen(proxy.command(instance)) as nginx:
        try:
            await_port(instance, nginx)
            heard.clear()
            with urllib.request.urlopen(
                urllib.request.Request(instance.url + path, headers=headers)
            ) as answer:
                assert answer.read() == b"app"
        finally:
            nginx.terminate()
    assert heard == ([DOORSTEP, APP] if where == DOORSTEP else [APP])


def hear(status: int, apps: list[Path]) -> list[str]:
    """Who is asked: the app, which answers, or before it the doorstep, which answers by the status."""
    heard: list[str] = []
    for place, name, code in [
        *((path, APP, 200) for path in apps),
        *((proxy.doorstep(path), DOORSTEP, status) for path in apps),
    ]:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(place))
        place.chmod(0o666)
        listener.listen()
        Thread(target=reply, args=[listener, name, code, heard], daemon=True).start()
    return heard


def reply(listener: socket.socket, name: str, code: int, heard: list[str]) -> None:
    """Answer every request alike."""
    while True:
        line, _ = listener.accept()
        with line:
            line.recv(65536)
            heard.append(name)
            head = f"HTTP/1.1 {code} So\r\nContent-Length: {len(name)}\r\nConnection: close\r\n\r\n"
            line.sendall(head.encode() + name.encode())


@installed
def test_who_was_away_a_moment_ago_is_asked_again_at_once_and_who_still_is_not_missed(
    instance: Instance,
) -> None:
    proxy.write(instance)
    with subprocess.Popen(proxy.command(instance)) as nginx:
        try:
            await_port(instance, nginx)
            for _ in range(10):
                with pytest.raises(urllib.error.HTTPError, match="502"):
                    urllib.request.urlopen(instance.url + "/collections")
            hear(421, proxy.http_sockets(instance)[:1])
            for path in ["/collections", "/tiles/trees/16/1/1.mvt?use=office"] * 10:
                assert urllib.request.urlopen(instance.url + path).status == 200
        finally:
            nginx.terminate()
