"""Runs the statements of tiles: prepared by each connection, and waited for in one go.

A cursor lets other threads of the process in three times for each statement, and waits as often for its turn
again; for a small tile that took as long as the statement. So these few go to libpq at once.
"""

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from psycopg import Connection, OperationalError
from psycopg.errors import error_from_result
from psycopg.pq import DiagnosticField, ExecStatus, Format
from psycopg.pq.abc import PGconn, PGresult

MOST = 100
"""Statements that a connection keeps, those last used."""

PLACEHOLDER = re.compile(r"%%|%\((\w+)\)s")


class Statement:
    """A statement as one connection knows it: its text with numbered values, and their names in order."""

    numbers = count()

    def __init__(self, sql: str) -> None:
        self.names: list[str] = []
        self.text = PLACEHOLDER.sub(self.place, sql).encode()
        self.name = f"tile_{next(self.numbers)}".encode()
        self.prepared = False

    def place(self, found: re.Match[str]) -> str:
        """The number of a value in the place of its name; a percent sign in that of two."""
        name = found[1]
        if name is None:
            return "%"
        if name not in self.names:
            self.names.append(name)
        return f"${self.names.index(name) + 1}"


known: WeakKeyDictionary[Connection[Any], OrderedDict[str, Statement]] = WeakKeyDictionary()
"""The statements of each connection; one connection is one thread's at a time."""


def run(link: Connection[Any], sql: str, values: Mapping[str, Any]) -> Sequence[bytes | None]:
    """The one row that a statement gives, in PostgreSQL's binary form; its errors are psycopg's.

    `sql` names its values (`%(name)s`), which are texts and numbers, and says of what type they are. It is
    prepared when it is run again.
    """
    statements = known.setdefault(link, OrderedDict())
    statement = statements.get(sql)
    again = statement is not None
    if statement is None:
        statement = statements[sql] = Statement(sql)
        if len(statements) > MOST:
            forget(link, statements)
    statements.move_to_end(sql)
    given = [str(values[name]).encode() for name in statement.names]
    result = ask(link.pgconn, statement, given, again=again)
    if result.status != ExecStatus.TUPLES_OK:
        if not result.error_field(DiagnosticField.SQLSTATE):  # libpq's own word: the connection is lost
            raise OperationalError(result.get_error_message())
        raise error_from_result(result)
    return [result.get_value(0, at) for at in range(result.nfields)]


def forget(link: Connection[Any], statements: OrderedDict[str, Statement]) -> None:
    """Have a connection know no longer what it was asked longest ago."""
    _, oldest = statements.popitem(last=False)
    if oldest.prepared:
        link.pgconn.exec_(b"DEALLOCATE " + oldest.name)


def ask(link: PGconn, statement: Statement, given: Sequence[bytes], *, again: bool) -> PGresult:
    """What the database answers."""
    if not again:
        return link.exec_params(statement.text, given, result_format=Format.BINARY)
    if not statement.prepared:
        made = link.prepare(statement.name, statement.text)
        if made.status != ExecStatus.COMMAND_OK:
            return made
        statement.prepared = True
    return link.exec_prepared(statement.name, given, result_format=Format.BINARY)
