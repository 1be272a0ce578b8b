"""Columns of the twin's tables as arrays, in the type an analysis asks for them."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import fields
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import numpy as np
from django.db import connection

from spatial import multiset
from spatial.analysis import Numbers
from spatial.multiset import Multiset
from twin.runner.keeping import Wanted, may_keep, recall
from twin.runner.sql import Coded, Statement, without
from twin.runner.statements import Ground, Plan, write_plan
from twin.runner.tables import TABLES

COUNT = "count"
# Whole columns come as one string of bytes each: rows one by one take thirty times as long.
INTEGER, FLOAT = np.dtype(np.int32), np.dtype(np.float64)
SENT = {
    INTEGER: "string_agg(int4send(coalesce(({0})::int, -1)), ''::bytea)",
    FLOAT: "string_agg(float8send(coalesce(({0})::float8, 'NaN')), ''::bytea)",
}


def gather(table: str, columns: type[Any], ground: Ground) -> Any:
    """The columns of a table, each thing once; with a field `count`, alike ones once, with how many."""
    hints = get_type_hints(columns, include_extras=True)
    names = [one.name for one in fields(columns)]
    known = TABLES[table].columns
    expressions = {name: write_column(known[name], hints[name]) for name in names if name != COUNT}
    types = {name: FLOAT if hints[name] == Numbers else INTEGER for name in expressions}

    grouped = COUNT in names

    def plan(ground: Ground) -> Plan:
        return write_plan(TABLES[table], expressions, ground, grouped)

    def count(ground: Ground) -> Multiset:
        return fetch_alike(plan(ground), types, ground, grouped)

    wanted = Wanted(f"{table} {'alike' if grouped else 'each'}", TABLES[table], types, plan, count)
    kept = TABLES[table].kept and may_keep(ground)
    rows = recall(wanted, ground) if kept else count(ground)
    found = {**rows.columns, COUNT: rows.count.astype(np.float64)} if grouped else rows.spread()
    return columns(**{name: decode(found[name], hints[name]) for name in names})


def gather_zones(columns: type[Any], ground: Ground) -> Any:
    """The zones: their `code`, `x` and `y` (metres) of a point within each, and its `area` (m²)."""
    located = np.array([row[:3] for row in ground.zoning.locate()], dtype=np.float64).reshape(-1, 3)
    found: dict[str, Any] = dict(zip(("x", "y", "area"), located.T, strict=True))
    found["code"] = np.array([zone.code for zone in ground.zoning.zones], dtype=object)
    return columns(**{one.name: found[one.name] for one in fields(columns)})


def fetch_alike(plan: Plan, types: dict[str, np.dtype[Any]], ground: Ground, grouped: bool) -> Multiset:
    """What a plan comes to, alike rows once."""
    keep(plan.steps, ground)
    # The planner takes alike rows for many, and would sort all of them to count a few; what is joined to all
    # rows it takes for a few, and would look through it for each.
    ways = [way for way, held in (("sort", grouped), ("nestloop", not ground.narrow)) if held]
    with ExitStack() as stack:
        for way in ways:
            stack.enter_context(without(way))
        found = fetch(plan.main, {**types, COUNT: INTEGER} if grouped else types)
    counted = found.pop(COUNT) if grouped else np.ones(len(next(iter(found.values()))))
    return multiset.gather(found, counted.astype(np.int64))


def keep(steps: Mapping[str, Statement], ground: Ground) -> None:
    """Keep the steps that do not stand yet, until the transaction ends."""
    with connection.cursor() as cursor:
        for name, step in steps.items():
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
    if vocabulary is None or isinstance(expression, Coded):
        return expression
    listed = ", ".join(f"'{word.value}'" for word in vocabulary)
    return f"array_position(ARRAY[{listed}]::text[], {expression}) - 1"


def fetch(statement: Statement, types: dict[str, np.dtype[Any]]) -> dict[str, Any]:
    """The columns of a statement by name and type."""
    wanted = ", ".join(SENT[type].format(f'"{name}"') for name, type in types.items())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {wanted} FROM ({statement.sql}) found", statement.values)
        row = cursor.fetchone() or ()
    return {
        name: np.frombuffer(content or b"", type.newbyteorder(">")).astype(type)
        for (name, type), content in zip(types.items(), row, strict=True)
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
