"""Queries of our own words, for the steps of a load that work on whole sets of rows."""

from typing import Any

from django.db import connection


def ask(sql: str, values: list[Any] | None = None) -> list[Any]:
    """The rows of a query of ours."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]
