"""Statements make only the joins their columns need, and every column of every table can be asked for."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from tests.registers import Planted
from twin.access import NOBODY, NOW, Viewer
from twin.access.personal import Reading
from twin.layer import EVERYONE
from twin.runner.gathering import keep
from twin.runner.statements import Ground, Plan, write_plan
from twin.runner.tables import TABLES
from twin.runner.zone import Zoning
from twin.runner.zoning import find_zoning

pytestmark = pytest.mark.usefixtures("ledger")
READING = Reading(Viewer(EVERYONE), "root", "statistics", "test")
CITY = Ground(READING, NOW, Zoning())


def ask(plan: Plan) -> list[Any]:
    """The rows a plan comes to."""
    keep(plan.steps, replace(CITY, kept=set()))
    with connection.cursor() as cursor:
        cursor.execute(plan.main.sql, plan.main.values)
        return cursor.fetchall()


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("grouped", [True, False])
def test_every_column_can_be_asked_for(name: str, grouped: bool) -> None:
    assert ask(write_plan(TABLES[name], TABLES[name].columns, CITY, grouped)) == []


def test_only_the_steps_a_column_needs_are_taken_each_after_its_own() -> None:
    table = TABLES["dwellings"]
    assert list(write_plan(table, {"use_state": table.columns["use_state"]}, CITY, True).steps) == ["same"]
    steps = list(write_plan(table, {"year": table.columns["year"]}, CITY, True).steps)
    assert sorted(steps) == ["dwelling_house", "house_once", "same"]
    assert steps.index("same") < steps.index("dwelling_house")


def test_nobody_asks_where_things_are_in_an_undivided_city() -> None:
    table = TABLES["dwellings"]
    assert list(write_plan(table, {"zone": table.columns["zone"]}, CITY, True).steps) == ["same"]


def test_zones_bring_the_places_of_houses() -> None:
    Planted()
    zoning = find_zoning(NOBODY, NOW, "admin-areas", 6)
    table = TABLES["dwellings"]
    plan = write_plan(table, {"zone": table.columns["zone"]}, Ground(READING, NOW, zoning), True)
    assert sorted(ask(plan), key=str) == [(0, 12), (1, 10), (None, 4)]
