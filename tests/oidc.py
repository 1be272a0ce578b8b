"""A real OpenID provider at work for tests, and a front before it that may spoil what it says."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.twin.setup.conftest import free_port

Spoil = Callable[[str, bytes], bytes]


class Unfollowed(urllib.request.HTTPRedirectHandler):
    """Leaves redirections to whoever asked."""

    def redirect_request(self, *told: object) -> None:
        return None


DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}), Unfollowed())


@contextmanager
def provide(log: Path, *people: dict[str, object]) -> Iterator[str]:
    """The provider with these people (their claims, `sub` among them); its address."""
    port = free_port()
    told = [f"--user-claims={json.dumps(one)}" for one in people]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), *told]
    with log.open("wb") as words, subprocess.Popen(command, stdout=words, stderr=words) as provider:
        try:
            await_provider(f"http://127.0.0.1:{port}", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            provider.terminate()


def await_provider(address: str, log: Path) -> None:
    """Wait until it answers."""
    deadline = time.monotonic() + 30
    while True:
        try:
            with DIRECT.open(f"{address}/.well-known/openid-configuration", timeout=5):
                return
        except OSError:
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)


@dataclass
class Front:
    """A server before the provider: what it answers is the provider's word, changed by `spoil`."""

    behind: str
    address: str = ""
    own_name: bool = True
    spoil: Spoil = lambda path, body: body


@contextmanager
def front(behind: str) -> Iterator[Front]:
    """A front before the provider at that address."""
    told = Front(behind)

    class Passing(BaseHTTPRequestHandler):
        """Passes each request on under the front's own name, as a proxy should, or under the provider's."""

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            passed = {"Content-Type", "Authorization", *(("Host",) if told.own_name else ())}
            request = urllib.request.Request(
                f"{told.behind}{self.path}",
                data=self.rfile.read(length) if self.command == "POST" else None,
                headers={name: value for name, value in self.headers.items() if name in passed},
            )
            try:
                answer = DIRECT.open(request, timeout=10)
            except urllib.error.HTTPError as error:
                answer = error
            except OSError:
                self.send_error(502)
                return
            with answer:
                body = told.spoil(self.path, answer.read())
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.headers["Content-Type"])
                if "Location" in answer.headers:
                    self.send_header("Location", answer.headers["Location"])
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *words: object) -> None:
            """Nothing is told."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Passing) as server:
        told.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        try:
            yield told
        finally:
            server.shutdown()


def agree(address: str, subject: str) -> str:
    """Sign in at the provider's page as that subject; where it leads back to."""
    try:
        with DIRECT.open(address, data=f"sub={subject}".encode(), timeout=10) as page:
            raise AssertionError(page.read())
    except urllib.error.HTTPError as answer:
        with answer:
            assert answer.status == 302, answer.read()
            return str(answer.headers["Location"])
