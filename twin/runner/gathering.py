"""Columns of the twin's tables as arrays, in the type an analysis asks for them."""

from dataclasses import fields
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import numpy as np
from django.db import connection

from spatial.analysis import Numbers
from twin.runner.statements import Ground, Plan, Statement, write_plan
from twin.runner.tables import TABLES

COUNT = "count"
# Whole columns come as one string of bytes each: rows one by one take thirty times as long.
INTEGERS = "string_agg(int4send(coalesce(({0})::int, -1)), ''::bytea)"
FLOATS = "string_agg(float8send(coalesce(({0})::float8, 'NaN')), ''::bytea)"


def gather(table: str, columns: type[Any], ground: Ground) -> Any:
    """The columns of a table, each thing once; with a field `count`, alike ones once, with how many."""
    hints = get_type_hints(columns, include_extras=True)
    names = [one.name for one in fields(columns)]
    known = TABLES[table].columns
    expressions = {name: write_column(known[name], hints[name]) for name in names if name != COUNT}
    plan = write_plan(TABLES[table], expressions, ground, grouped=COUNT in names)
    keep(plan, ground)
    found = fetch(plan.main, {name: hints[name] == Numbers for name in names})
    return columns(**{name: decode(found[name], hints[name]) for name in names})


def keep(plan: Plan, ground: Ground) -> None:
    """Keep the steps that do not stand yet, until the transaction ends."""
    with connection.cursor() as cursor:
        for name, step in plan.steps.items():
            if name not in ground.kept:
                cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
                cursor.execute(f"CREATE TEMP TABLE {name} ON COMMIT DROP AS {step.sql}", step.values)
                cursor.execute(f"ANALYZE {name}")
                ground.kept.add(name)


def words_of(hint: Any) -> type[StrEnum] | None:
    """The vocabulary of a column of words."""
    marks = [mark for mark in get_args(hint)[1:] if isinstance(mark, type) and issubclass(mark, StrEnum)]
    return marks[0] if marks else None


def write_column(expression: str, hint: Any) -> str:
    """The expression as a figure: words as their place in their vocabulary."""
    vocabulary = words_of(hint)
    if vocabulary is None:
        return expression
    listed = ", ".join(f"'{word.value}'" for word in vocabulary)
    return f"array_position(ARRAY[{listed}]::text[], {expression}) - 1"


def fetch(statement: Statement, floats: dict[str, bool]) -> dict[str, Any]:
    """The columns of a statement by name, as doubles where `floats` says so, else as integers."""
    wanted = ", ".join((FLOATS if float else INTEGERS).format(f'"{name}"') for name, float in floats.items())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {wanted} FROM ({statement.sql}) found", statement.values)
        row = cursor.fetchone() or ()
    return {
        name: np.frombuffer(content or b"", dtype=">f8" if float else ">i4").astype(
            np.float64 if float else np.int32
        )
        for (name, float), content in zip(floats.items(), row, strict=True)
    }


def decode(column: Any, hint: Any) -> Any:
    """The column as its type has it."""
    vocabulary = words_of(hint)
    if vocabulary is None:
        return column
    return np.array([*(word.value for word in vocabulary), None], dtype=object)[column]


def kinds_of(tables: list[str]) -> set[str]:
    """The kinds of rows the tables come from."""
    return {kind for table in tables if table in TABLES for kind in TABLES[table].kinds}
