"""Which rows of a table may differ since a moment, and all that they are worked out of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from twin.models import Relation, Tie
from twin.runner.statements import KINDS, PERSONAL, RELATIONS
from twin.runner.tables import Table

# Beyond so many things it is as quick to gather all anew.
MOST = 100_000
MADE = "CREATE TEMP TABLE {0} (thing_id bigint PRIMARY KEY) ON COMMIT DROP"
TIES = Tie._meta.db_table
BEGUN = "SELECT {column} FROM {table} WHERE lower(recorded) > %(since)s{which}"
ENDED = "SELECT {column} FROM {table} WHERE NOT upper_inf(recorded) AND upper(recorded) > %(since)s{which}"
CROSSED = (
    "SELECT {column} FROM {table} WHERE upper_inf(recorded) AND (lower(valid) > %(day)s AND lower(valid) <= "
    "%(today)s OR upper(valid) > %(day)s AND upper(valid) <= %(today)s)"
)
HOP = (
    "SELECT tie.{to} FROM scope JOIN {table} tie ON tie.{end} = scope.thing_id "
    "WHERE tie.relation = %(relation)s AND upper_inf(tie.recorded) UNION ALL "
    "SELECT tie.{to} FROM scope JOIN {table} tie ON tie.{end} = scope.thing_id WHERE tie.relation = "
    "%(relation)s AND NOT upper_inf(tie.recorded) AND upper(tie.recorded) > %(since)s"
)


class TooManyError(Exception):
    """So much has changed that it is not worth following."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a table's figures are made of: kinds of rows, and relations whose ties are followed."""

    kinds: tuple[str, ...]
    relations: tuple[Relation, ...]

    @classmethod
    def named(cls, names: Iterable[str]) -> "Parts":
        """Those among the parts of a plan."""
        held = {name.removeprefix("place_") for name in names}
        return cls(
            tuple(kind for kind in (*KINDS, *PERSONAL) if kind in held),
            tuple(Relation(name.replace("_", "-")) for name in RELATIONS if name in held),
        )


@dataclass(frozen=True, slots=True)
class Since:
    """The moment and the day from which changes are looked for."""

    moment: datetime
    day: date

    def values(self, **more: Any) -> dict[str, Any]:
        """What stands for the placeholders."""
        return {"since": self.moment, "day": self.day, "today": timezone.localdate(), **more}


def has_changed(parts: Parts, since: Since) -> bool:
    """Whether any row or tie that counts has."""
    with connection.cursor() as cursor:
        return any(
            holds(cursor, query, since.values(**values)) for query, values in find_changes(parts, since)
        )


def holds(cursor: Any, query: str, values: dict[str, Any]) -> bool:
    """Whether a query has any row."""
    cursor.execute(f"{query} LIMIT 1", values)
    return cursor.fetchone() is not None


def find_changes(parts: Parts, since: Since) -> list[tuple[str, dict[str, Any]]]:
    """The things whose rows or ties began or ended, as queries with their values."""
    found: list[tuple[str, dict[str, Any]]] = []
    for kind in parts.kinds:
        told = {"table": f"twin_{kind}", "column": "thing_id", "which": ""}
        found += [(query.format(**told), {}) for query in (BEGUN, ENDED)]
        if since.day != timezone.localdate():
            found.append((CROSSED.format(**told), {}))
    followed = [relation.value for relation in parts.relations]
    for column in ("thing_id", "target_id"):
        told = {"table": TIES, "column": column, "which": " AND relation = ANY(%(relations)s)"}
        found += [(query.format(**told), {"relations": followed}) for query in (BEGUN, ENDED)]
    return found


def touch(table: Table, parts: Parts, since: Since) -> None:
    """Make `affected` of the things that changed since, with those they belong to on the way to the table's
    rows, and `scope` of all that those are worked out of, then or now.

    Raises TooManyError where that is more than `MOST` things.
    """
    way = [(relation, down) for relation, down in table.way if relation in parts.relations]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.scope, pg_temp.affected")
        cursor.execute(MADE.format("scope"))
        for query, values in find_changes(parts, since):
            add(cursor, query, since.values(**values))
        join_same(cursor, since)
        for relation, down in way:
            hop(cursor, relation, down, since)
            join_same(cursor, since)
        cursor.execute("CREATE TEMP TABLE affected ON COMMIT DROP AS SELECT thing_id FROM scope")
        cursor.execute("ANALYZE affected")
        for relation, down in reversed(way):
            hop(cursor, relation, not down, since)
            join_same(cursor, since)


def hop(cursor: Any, relation: Relation, down: bool, since: Since) -> int:
    """Add what is tied to what is there: the things of targets, or the targets of things."""
    to, end = ("thing_id", "target_id") if down else ("target_id", "thing_id")
    query = HOP.format(to=to, end=end, table=TIES)
    return add(cursor, query, since.values(relation=relation.value))


def join_same(cursor: Any, since: Since) -> None:
    """Add what other sources tell of the same things, in chains."""
    while hop(cursor, Relation.SAME, True, since) + hop(cursor, Relation.SAME, False, since):
        pass


def add(cursor: Any, query: str, values: dict[str, Any]) -> int:
    """Add the things a query finds; gives how many are new."""
    cursor.execute(
        f"INSERT INTO scope SELECT * FROM ({query} LIMIT {MOST + 1}) found ON CONFLICT DO NOTHING", values
    )
    added = int(cursor.rowcount)
    if added:
        cursor.execute("ANALYZE scope")
        cursor.execute("SELECT count(*) FROM scope")
        if cursor.fetchone()[0] > MOST:
            raise TooManyError
    return added
