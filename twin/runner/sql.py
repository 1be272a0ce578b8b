"""A piece of SQL with the values it is sent with, and a queryset as one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with what stands for its placeholders."""

    sql: str
    values: tuple[Any, ...] = ()


def compile(rows: QuerySet[Any]) -> Statement:
    """A queryset as a statement."""
    sql, values = rows.query.sql_with_params()
    return Statement(sql, tuple(values))
