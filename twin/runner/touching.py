"""Which rows of a table may differ since a moment, and all that they are worked out of."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from twin.models import Relation, Tie
from twin.runner.sql import without
from twin.runner.statements import KINDS, PERSONAL, PLACED_KINDS, RELATIONS
from twin.runner.tables import Table

# Beyond so many things it is as quick to gather all anew.
MOST = 100_000
TIES = Tie._meta.db_table
BEGUN = "SELECT {column} FROM {table} WHERE lower(recorded) > %(since)s{which}"
ENDED = "SELECT {column} FROM {table} WHERE NOT upper_inf(recorded) AND upper(recorded) > %(since)s{which}"
CROSSED = (
    "SELECT {column} FROM {table} WHERE upper_inf(recorded) AND (lower(valid) > %(day)s AND lower(valid) <= "
    "%(today)s OR upper(valid) > %(day)s AND upper(valid) <= %(today)s)"
)
HOP = (
    "SELECT tie.{to} FROM scope JOIN {table} tie ON tie.{end} = scope.thing_id WHERE tie.relation = "
    "%(relation)s AND (upper_inf(tie.recorded) OR upper(tie.recorded) > %(since)s)"
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
        held = {PLACED_KINDS.get(name, name) for name in names}
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
    with by_indexes() as cursor:
        return any(
            holds(cursor, query, since.values(**values)) for query, values in find_changes(parts, since)
        )


def by_indexes() -> AbstractContextManager[Any]:
    """A cursor whose statements go by indexes: the planner takes what is new for a third of all there is."""
    return without("seqscan")


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
        told = {
            "table": TIES,
            "column": column,
            "which": " AND relation = ANY(%(relations)s::twin_relation[])",
        }
        found += [(query.format(**told), {"relations": followed}) for query in (BEGUN, ENDED)]
    return found


def touch(table: Table, parts: Parts, since: Since) -> None:
    """Make `affected` of the things that changed since, with those they belong to on the way to the table's
    rows, and `scope` of all that those are worked out of, then or now.

    Raises TooManyError where that is more than `MOST` things.
    """
    way = [(relation, down) for relation, down in table.way if relation in parts.relations]
    with by_indexes() as cursor:
        scope = Scope(cursor, since)
        for query, values in find_changes(parts, since):
            scope.add(query, **values)
        scope.join_same()
        for relation, down in way:
            scope.hop(relation, down)
        cursor.execute("CREATE TEMP TABLE affected ON COMMIT DROP AS SELECT thing_id FROM scope")
        cursor.execute("ANALYZE affected")
        for relation, down in reversed(way):
            scope.hop(relation, not down)


class Scope:
    """The table of that name as it grows, hop by hop along ties that stood since or stand."""

    def __init__(self, cursor: Any, since: Since) -> None:
        self.cursor, self.since = cursor, since
        self.size = self.known = 0
        cursor.execute("DROP TABLE IF EXISTS pg_temp.scope, pg_temp.affected")
        cursor.execute("CREATE TEMP TABLE scope (thing_id bigint PRIMARY KEY) ON COMMIT DROP")

    def hop(self, relation: Relation, down: bool) -> None:
        """Add what is tied to what is there, and what other sources tell of the same."""
        if self.follow(relation, down):
            self.join_same()

    def join_same(self) -> None:
        """Add what other sources tell of the same things, in chains."""
        while self.follow(Relation.SAME, True) + self.follow(Relation.SAME, False):
            pass

    def follow(self, relation: Relation, down: bool) -> int:
        """Add the things of targets that are there, or else the targets of things; gives how many are new."""
        to, end = ("thing_id", "target_id") if down else ("target_id", "thing_id")
        return self.add(HOP.format(to=to, end=end, table=TIES), relation=relation.value)

    def add(self, query: str, **values: Any) -> int:
        """Add the things a query finds; gives how many are new."""
        self.cursor.execute(
            f"INSERT INTO scope SELECT * FROM ({query} LIMIT {MOST + 1}) found ON CONFLICT DO NOTHING",
            self.since.values(**values),
        )
        added = int(self.cursor.rowcount)
        self.size += added
        if self.size > MOST:
            raise TooManyError
        # The planner goes by how many there are.
        if self.size > 2 * self.known:
            self.cursor.execute("ANALYZE scope")
            self.known = self.size
        return added
