"""An SQLite file opened to be read and nothing else; whatever is wrong with it is a sentence."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

from spatial.errors import RefusedError
from spatial.vector.cells import Odd

PATIENCE = 60.0
STEPS = 1_000_000
AT_ONCE = 1_000

Ask = Callable[..., Iterator[tuple[Any, ...]]]


@contextmanager
def open_database(path: Path) -> Iterator[Ask]:
    """A way to ask a GeoPackage, read only; whatever SQLite finds wrong is a RefusedError, a hang too."""
    wal = path.with_name(f"{path.name}-wal")
    if wal.exists() and wal.stat().st_size:
        raise RefusedError(
            f"{path.name} has changes that are not yet written into it ({wal.name}); close the program that "
            "has it open."
        )
    rested = [monotonic()]

    def ask(sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        rested[0] = monotonic()
        cursor = connection.execute(sql, values)
        while lines := cursor.fetchmany(AT_ONCE):
            rested[0] = monotonic()
            yield from lines
            rested[0] = monotonic()

    try:
        address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True, check_same_thread=False)) as connection:
            connection.text_factory = _read_text
            connection.set_progress_handler(lambda: monotonic() - rested[0] > PATIENCE, STEPS)
            connection.execute("PRAGMA trusted_schema = OFF")
            yield ask
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter for what SQLite says of broken names
        said = "a query in it does not end" if "interrupted" in str(error) else str(error)
        raise RefusedError(
            f"{path.name} cannot be read as a GeoPackage ({said}); fetch or export it again."
        ) from None


def _read_text(stored: bytes) -> str | Odd:
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return Odd("the text is not UTF-8; write it again")


def quote_name(name: str) -> str:
    """A table's or column's name as SQL spells it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'
