"""Statements make only the joins their columns need, and every column of every table can be asked for."""

from typing import Any

import pytest
from django.db import connection

from twin.access import NOBODY, NOW, Viewer
from twin.access.personal import Reading
from twin.layer import EVERYONE
from twin.runner.statements import Ground, write_statement
from twin.runner.tables import TABLES
from twin.runner.zoning import Zoning, find_zoning

pytestmark = pytest.mark.usefixtures("ledger")
READING = Reading(Viewer(EVERYONE), "root", "statistics", "test")
CITY = Ground(READING, NOW, Zoning())


def ask(sql: str, values: Any) -> list[Any]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("grouped", [True, False])
def test_every_column_can_be_asked_for(name: str, grouped: bool) -> None:
    statement = write_statement(TABLES[name], TABLES[name].columns, CITY, grouped)
    assert ask(statement.sql, statement.values) == []


def test_only_what_a_column_needs_is_joined() -> None:
    table = TABLES["dwellings"]
    alone = write_statement(table, {"use_state": table.columns["use_state"]}, CITY, True).sql
    assert "dwelling-house" not in str(alone)
    assert "JOIN" not in alone.split("GROUP BY 1)")[-1]
    aged = write_statement(table, {"year": table.columns["year"]}, CITY, True)
    assert "dwelling-house" in aged.values
    assert "house-building" not in aged.values
    assert "household-dwelling" not in aged.values


def test_nobody_asks_where_things_are_in_an_undivided_city() -> None:
    table = TABLES["dwellings"]
    assert "ST_" not in write_statement(table, {"zone": table.columns["zone"]}, CITY, True).sql


def test_zones_bring_the_places_of_houses(settings: Any) -> None:
    from tests.registers import Planted

    Planted()
    zoning = find_zoning(NOBODY, NOW, "admin-areas", 6)
    table = TABLES["dwellings"]
    statement = write_statement(table, {"zone": table.columns["zone"]}, Ground(READING, NOW, zoning), True)
    assert sorted(ask(statement.sql, statement.values), key=str) == [(0, 12), (1, 10), (None, 4)]
