"""The server's databases are dropped whoever is in them, and a tool that fails says why."""

import psycopg
import pytest
from django.conf import settings

from spatial.errors import RefusedError
from twin.backup import server

pytestmark = pytest.mark.usefixtures("db")


def test_a_database_is_dropped_with_whoever_is_in_it() -> None:
    name = f"{server.name_of()}_busy"
    server.drop(name)
    with server.maintain() as home:
        home.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    guest = psycopg.connect(**server.address(name))
    server.drop(name)
    with pytest.raises(psycopg.OperationalError):
        guest.execute("SELECT 1")
    guest.close()


def test_a_failing_tool_is_told_in_its_own_words() -> None:
    with pytest.raises(RefusedError, match=r"pg_dump failed: .*nowhere"):
        server.run("pg_dump", *server.target("nowhere"))


def test_the_options_of_the_settings_reach_the_tools() -> None:
    assert settings.DATABASES["default"]["OPTIONS"]["options"] in server.address("x")["options"]
    assert "pool" not in server.address("x")
