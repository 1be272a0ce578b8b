"""A piece of SQL with the values it is sent with, a queryset as one, and ways a plan is not to go."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with what stands for its placeholders."""

    sql: str
    values: tuple[Any, ...] = ()


class Coded(str):
    """An expression that tells a word by its place in its vocabulary, -1 for none: quicker than the word."""


def compile(rows: QuerySet[Any]) -> Statement:
    """A queryset as a statement."""
    sql, values = rows.query.sql_with_params()
    return Statement(sql, tuple(values))


@contextmanager
def without(way: str) -> Iterator[Any]:
    """A cursor whose statements do not go by “seqscan”, “sort” …, which the planner takes for cheap."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_{way} = off")
        try:
            yield cursor
        except DatabaseError:
            # The transaction is over, and what was set for it.
            raise
        except Exception:
            cursor.execute(f"SET LOCAL enable_{way} = on")
            raise
        cursor.execute(f"SET LOCAL enable_{way} = on")
