"""What a backup or restore makes aside: noted before it is made, cleared in the end or by the next start."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections

from spatial.errors import RefusedError
from twin.backup.server import drop, maintain, name_of
from twin.setup.instance import read_json, write_json


class UnderWayError(RefusedError):
    """A backup or restore of this twin goes on."""


@contextmanager
def making_aside(*files: Path) -> Iterator[None]:
    """Note what will be made aside before it is, and clear it in the end, however often that is cut off."""
    with connections["default"].wrap_database_errors, holding():
        clear()
        refuse_strangers()
        noted = {"databases": [spare(), former()], "files": [str(file) for file in files]}
        write_json(note(), noted)
        try:
            yield
        finally:
            clear()


def tidy() -> bool:
    """Clear what a killed backup or restore has left; whether there was any. One under way is left alone."""
    if not note().exists():
        return False
    try:
        with holding():
            clear()
    except UnderWayError:
        return False
    return True


def clear() -> None:
    """Drop and remove what is noted, then the note."""
    noted = read_json(note())
    for database in noted.get("databases", []):
        drop(database)
    for file in noted.get("files", []):
        Path(file).unlink(missing_ok=True)
    note().unlink(missing_ok=True)


@contextmanager
def holding() -> Iterator[None]:
    """Keep other backups and restores of this twin out; PostgreSQL ends a killed one's hold."""
    with maintain() as server:
        lock = "SELECT pg_try_advisory_lock(hashtext('twin.backup'), hashtext(%s))"
        if server.execute(lock, [name_of()]).fetchone() != (True,):
            raise UnderWayError(
                "Another backup or restore of this twin is under way; run the command again when it is done."
            )
        yield


def refuse_strangers() -> None:
    """See that the names of what is made aside are free; a database of somebody else is never dropped."""
    with maintain() as server:
        named = "SELECT datname FROM pg_database WHERE datname = ANY(%s)"
        taken = [name for (name,) in server.execute(named, [[spare(), former()]]).fetchall()]
    if taken:
        raise RefusedError(
            f"There is a database {taken[0]} on the server; rename or drop it, for the twin needs the name."
        )


def spare() -> str:
    """The database a backup is restored into."""
    return f"{name_of()}_restoring"


def former() -> str:
    """The twin's database while another takes its place."""
    return f"{name_of()}_before"


def note() -> Path:
    """Where it is noted what is being made aside."""
    place: Path = settings.INSTANCE.data_dir / "aside.json"
    return place
