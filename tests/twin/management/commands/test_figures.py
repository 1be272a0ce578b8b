"""Figures are counted before anybody asks, by each level of areas, and told to the audit."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.registers import Planted, furnish
from twin.access.audit import entries
from twin.models import Kept
from twin.runner.tables import TABLES

pytestmark = pytest.mark.usefixtures("twin")


def test_figures_are_kept_by_the_city_and_its_districts() -> None:
    furnish(Planted())
    told = StringIO()
    call_command("figures", stdout=told)
    assert [line.split(" (")[0] for line in told.getvalue().splitlines()] == [
        "Figures by city are kept",
        "Figures by admin-areas/6 are kept",
    ]
    kept = {kept.name.split()[0] for kept in Kept.objects.all()}
    assert {"dwellings", "households", "parcels", "persons", "tenants", "workplaces", "commuters"} <= kept
    assert kept <= {name for name, table in TABLES.items() if table.kept}
    assert {entry.door for entry in entries()} == {"figures"}
