"""A planner at a browser: signs in and sends files, with the pages' own tokens."""

import re
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.journeys.machine import Machine

NAME, PASSWORD = "lin", "a long word of hers"


class Planner:
    """Somebody of the planning bureau, signed in to a machine's twin."""

    def __init__(self, machine: Machine) -> None:
        machine.do("user", "add", NAME, "--group", "planner", "--password-stdin", feed=PASSWORD)
        self.address = f"http://127.0.0.1:{machine.port}"
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()))
        entry = {"username": NAME, "password": PASSWORD, "csrfmiddlewaretoken": self.token("/login/")}
        self.browser.open(f"{self.address}/login/", urlencode(entry).encode(), timeout=30).close()

    def token(self, page: str) -> str:
        """What a page's form carries to be taken."""
        with self.browser.open(f"{self.address}{page}", timeout=30) as answer:
            found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())
        assert found, page
        return found[1]

    def send(self, path: Path) -> None:
        """Send a file by the form of the page of loads."""
        with path.open("rb") as file:
            form = {"file": file, "csrfmiddlewaretoken": self.token("/loads?f=html")}
            body = encode_multipart(BOUNDARY, form)
        sent = Request(f"{self.address}/loads", body, {"Content-Type": MULTIPART_CONTENT})
        with self.browser.open(sent, timeout=30) as answer:
            assert answer.url == f"{self.address}/loads?f=html"
