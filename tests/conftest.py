"""What all tests share: the real samples where they are, and a twin whose loads commit for real."""

import os
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.postgresql.operations import DatabaseOperations

LET_GO = 10.0
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
LONG = (
    "tests/journeys/test_round_trip.py",
    "tests/journeys/test_crash.py",
    "tests/journeys/",
    "tests/clients/",
    "tests/browser/",
    "tests/contracts/",
    "tests/twin/setup/",
    "tests/twin/",
)
APPEND_ONLY = "twin_auditentry"
QUEUE = "procrastinate_jobs"


def pytest_configure() -> None:
    """The fixtures lie in Hangzhou; the tests' twin has its frame (`manage.py test` sees to it)."""
    if (settings.TWIN_CRS, settings.TWIN_HEIGHTS) != (4549, 5737):
        raise pytest.UsageError("Run the tests by `manage.py test`, or set TWIN_CRS=4549 TWIN_HEIGHTS=5737.")
    # What is kept follows what commits by the twin; tests change rows as they please.
    settings.TWIN_TILE_CACHE = 0
    # Nobody's password is worth the time that a strong hash takes on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long runs only when asked for; what loads into a twin commits for real.

    Beside other processes the rooms of long files come first, so that none is begun when all else is done.
    """
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: rank(item.nodeid))
    for item in items:
        if "twin" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db(transaction=True, databases=["default", "ledger"]))
        marked = item.get_closest_marker("django_db")
        if marked or {"hangzhou", "ledger", "db"} & set(getattr(item, "fixturenames", ())):
            # Whoever changes rows marks where, by the ledger's connection.
            told = {**(marked.kwargs if marked else {}), "databases": ["default", "ledger"]}
            item.add_marker(pytest.mark.django_db(**told), append=False)
        if item.get_closest_marker("full") and os.environ.get("TWIN_FULL") != "1":
            item.add_marker(pytest.mark.skip(reason="takes long; runs with `manage.py test --full`"))


def rank(name: str) -> int:
    """The place of a test's room among those of long files."""
    return next((place for place, room in enumerate(LONG) if name.startswith(room)), len(LONG))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The tests' database; at the end nobody may work in it, and whoever does is named.

    The server's threads end a moment after the browser has let go of them, some not before the process: who
    works is waited for; a session that is idle holds nothing and is ended.
    """
    yield
    of_tests = "FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
    sessions = f"SELECT application_name, state, left(query, 200) {of_tests}"
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        connections.close_all()
        deadline = time.monotonic() + LET_GO
        with connection._nodb_cursor() as cursor:
            while True:
                cursor.execute(sessions, [name])
                working = [session for session in cursor.fetchall() if session[1] != "idle"]
                if not working or time.monotonic() > deadline:
                    break
                time.sleep(0.1)
            cursor.execute(f"SELECT pg_terminate_backend(pid) {of_tests} AND state = 'idle'", [name])
    assert working == [], "These sessions are still at work in the tests' database."


NOTED = ("twin_change",)
"""What is noted of rows that are swept."""


@pytest.fixture(scope="session", autouse=True)
def quick_flush() -> Iterator[None]:
    """Tests that commit leave few rows in few tables; TRUNCATE would make the files of all tables anew."""

    def sql_flush(self: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
        quote = self.quote_name
        held = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT FROM {quote(name)})" for name in (*tables, QUEUE)
        )
        with self.connection.cursor() as cursor:
            cursor.execute(held)
            found = [name for (name,) in cursor.fetchall()]
        swept = [f"DELETE FROM {quote(name)}" for name in (*found, *NOTED)]
        if APPEND_ONLY not in found:
            return swept
        guard = f"ALTER TABLE {quote(APPEND_ONLY)} {{}} TRIGGER append_only"
        return [guard.format("DISABLE"), *swept, guard.format("ENABLE")]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(scope="session")
def sample() -> Callable[[str], Path]:
    """Real data by its path below the samples' folder; the test is skipped where there is none."""

    def find(name: str) -> Path:
        path: Path = settings.TWIN_SAMPLES / name
        if not path.exists():
            pytest.skip(f"The sample {name} is not below {settings.TWIN_SAMPLES}.")
        return path

    return find


@pytest.fixture
def twin(db: None) -> Iterator[None]:
    """An empty twin in its frame; what is loaded into it commits as in the city's own."""
    call_command("recover", verbosity=0)
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA published CASCADE; CREATE SCHEMA published")


@pytest.fixture
def tile_cache(settings: Any, tmp_path: Path) -> Path:
    """A folder of its own in which tiles are kept as where the twin is served."""
    settings.TWIN_TILES, settings.TWIN_TILE_CACHE = tmp_path / "tiles", 2**24
    return tmp_path / "tiles"


@pytest.fixture(scope="session")
def ledger(django_db_setup: None) -> None:
    """The database with the ledger's own connection."""


@pytest.fixture(scope="module")
def hangzhou(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A small made-up district, loaded for real and once for all tests of a module that only read it."""
    with django_db_blocker.unblock():
        call_command("recover", verbosity=0)
        call_command("generate", buildings=300, seed=1, stdout=StringIO())
        connections.close_all()
    yield
    empty(django_db_blocker)


@pytest.fixture(scope="module")
def linked(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The planted register of tests/planted.py, linked once for all tests of a module; what linking did."""
    from tests.planted import plant
    from twin.linkage import link

    with django_db_blocker.unblock():
        call_command("recover", verbosity=0)
        plant()
        done = link()
        connections.close_all()
    yield done
    empty(django_db_blocker)


def empty(blocker: Any) -> None:
    """Take away all that was committed."""
    with blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
        connections.close_all()
