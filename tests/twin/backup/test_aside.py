"""What is made aside is noted, cleared by whoever comes next, and never somebody else's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import sql

from spatial.errors import RefusedError
from twin.backup import aside
from twin.backup.server import drop, maintain
from twin.setup.instance import write_json

pytestmark = pytest.mark.usefixtures("db")


def make(database: str) -> None:
    """A database, empty."""
    with maintain() as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(database)))


def is_there(database: str) -> bool:
    """Whether the server has it."""
    with maintain() as server:
        return bool(server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchall())


@pytest.fixture(autouse=True)
def tidied() -> Iterator[None]:
    """Nothing of a test stays on the server."""
    yield
    aside.note().unlink(missing_ok=True)
    drop(aside.spare())


def test_what_a_killed_command_noted_is_cleared_by_the_next_start(tmp_path: Path) -> None:
    assert not aside.tidy()
    half = tmp_path / "twin.dump.1"
    half.write_text("half a dump")
    make(aside.spare())
    write_json(aside.note(), {"databases": [aside.spare(), aside.former()], "files": [str(half)]})
    assert aside.tidy()
    assert not is_there(aside.spare())
    assert not half.exists()
    assert not aside.tidy()


def test_what_is_made_by_a_command_under_way_is_left_alone(tmp_path: Path) -> None:
    half = tmp_path / "twin.dump.1"
    with aside.making_aside(half):
        half.write_text("half a dump")
        assert not aside.tidy()
        with pytest.raises(RefusedError, match="under way"), aside.making_aside():
            pass
        assert half.exists()
    assert not half.exists()
    assert not aside.note().exists()


def test_a_database_of_somebody_else_is_never_dropped() -> None:
    make(aside.spare())
    with pytest.raises(RefusedError, match=f"a database {aside.spare()}"), aside.making_aside():
        pass
    assert is_there(aside.spare())
    assert not aside.tidy()
