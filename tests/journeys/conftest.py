"""Twins of their own for journeys: another city's frame, in a database that goes when the test is done."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings

from tests.journeys.machine import ROOT, Machine, machine_of_its_own


@dataclass(frozen=True)
class OtherTwin:
    """A twin driven from outside, by commands and by SQL."""

    name: str
    environment: dict[str, str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`manage.py` with these arguments, in this twin."""
        return subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )

    def run_python(self, code: str, *arguments: str, feed: str = "") -> subprocess.CompletedProcess[str]:
        """Some Python in this twin's settings; `feed` goes to its standard input."""
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            input=feed,
            env={**os.environ, **self.environment, "DJANGO_SETTINGS_MODULE": "twin.settings"},
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )

    def do(self, *arguments: str) -> str:
        """The output of a command that must go well."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def do_all(self, *commands: list[str]) -> str:
        """The output of commands that must go well, one after the other in one process."""
        code = (
            "import json,sys,django;django.setup();from django.core.management import call_command;"
            "[call_command(*words, stdout=sys.stdout) for words in json.load(sys.stdin)]"
        )
        done = self.run_python(code, feed=json.dumps(commands))
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The twin behind its HTTP server; gives the address."""
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            port = trial.getsockname()[1]
        server = subprocess.Popen(
            [
                str(Path(sys.executable).parent / "granian"),
                *("--interface", "wsgi", "--port", str(port), "--no-ws", "twin.wsgi:application"),
            ],
            env={**os.environ, **self.environment, "TWIN_POOL": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(150):
                with suppress(OSError), urllib.request.urlopen(f"{address}/health", timeout=5):
                    break
                time.sleep(0.2)
            yield address
        finally:
            server.terminate()
            server.wait(30)

    def fetch(self, address: str) -> dict[str, Any]:
        """The JSON at an address of the served twin."""
        with urllib.request.urlopen(address, timeout=30) as answer:
            told: dict[str, Any] = json.load(answer)
        return told

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            return connection.execute(sql).fetchall()

    def get(self, *paths: str) -> list[dict[str, Any]]:
        """What the twin's own server answers to each path, as JSON."""
        code = (
            "import json,sys,django;django.setup();from django.test import Client;"
            "ask=Client(SERVER_NAME='127.0.0.1').get;"
            "print(json.dumps([json.loads(ask(p).content) for p in sys.argv[1:]]))"
        )
        done = self.run_python(code, *paths)
        assert done.returncode == 0, done.stderr
        answers: list[dict[str, Any]] = json.loads(done.stdout)
        return answers


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    """A twin that is up on a machine of its own, for a module's tests to strike down in turn."""
    if "DATABASE_URL" in os.environ:
        pytest.skip("The database is a server of its own here; a private cluster is what this kills.")
    with machine_of_its_own() as machine:
        yield machine


def address_of(database: str) -> str:
    """The URL of a database on the tests' cluster."""
    known = settings.DATABASES["default"]
    login = ":".join(quote(str(known[part]), safe="") for part in ("USER", "PASSWORD") if known.get(part))
    port = f":{known['PORT']}" if known.get("PORT") else ""
    return f"postgresql://{login}@{quote(str(known['HOST']), safe='')}{port}/{database}"


def manage(statement: str) -> None:
    """One statement about databases; PostgreSQL ends its own vacuum in a database that is dropped."""
    with psycopg.connect(address_of("postgres"), autocommit=True) as home:
        home.execute(statement)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Callable[[int], str]]:
    """Names a database of a storage CRS with its tables made and nothing in them, to be copied."""
    made: dict[int, str] = {}

    def name(crs: int) -> str:
        if crs not in made:
            template = f"journey_{os.getpid()}_{crs}_blank_{token_hex(2)}"
            manage(f"DROP DATABASE IF EXISTS {template}")
            manage(f"CREATE DATABASE {template}")
            made[crs] = template
            folder = str(tmp_path_factory.mktemp(template))
            frame = {"TWIN_CRS": str(crs), "TWIN_HEIGHTS": "none", "TWIN_DATA_DIR": folder}
            OtherTwin(template, {"DATABASE_URL": address_of(template), **frame}).do("migrate", "-v0")
            # So that not even PostgreSQL's own vacuum is in it while it is copied.
            manage(f"ALTER DATABASE {template} ALLOW_CONNECTIONS false")
        return made[crs]

    yield name
    for template in made.values():
        manage(f"DROP DATABASE {template}")


@contextmanager
def other_twins(
    tmp_path_factory: pytest.TempPathFactory, blank: Callable[[int], str]
) -> Iterator[Callable[[int, int | None], OtherTwin]]:
    """Makes twins of other frames by EPSG codes, until it is left."""
    made: list[str] = []

    def make(crs: int, heights: int | None) -> OtherTwin:
        name = f"journey_{os.getpid()}_{crs}_{token_hex(3)}"
        manage(f"CREATE DATABASE {name} TEMPLATE {blank(crs)}")
        made.append(name)
        twin = OtherTwin(
            name,
            {
                "DATABASE_URL": address_of(name),
                "TWIN_CRS": str(crs),
                "TWIN_HEIGHTS": str(heights or "none"),
                "TWIN_DATA_DIR": str(tmp_path_factory.mktemp(name)),
            },
        )
        twin.do("recover")
        return twin

    try:
        yield make
    finally:
        for name in made:
            manage(f"DROP DATABASE {name}")


@pytest.fixture(scope="module")
def other_twin(
    tmp_path_factory: pytest.TempPathFactory, blank: Callable[[int], str]
) -> Iterator[Callable[[int, int | None], OtherTwin]]:
    """`other_twin(crs, heights)`, for the tests of a module."""
    with other_twins(tmp_path_factory, blank) as make:
        yield make
