"""Figures are counted before anybody asks, by each level of areas, and told to the audit."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.registers import Planted, furnish
from twin.access.audit import entries
from twin.models import Kept

pytestmark = pytest.mark.usefixtures("twin")


def test_figures_are_kept_by_the_city_and_its_districts() -> None:
    furnish(Planted())
    told = StringIO()
    call_command("figures", stdout=told)
    assert [line.split(" (")[0] for line in told.getvalue().splitlines()] == [
        "Figures by city are kept",
        "Figures by admin-areas/6 are kept",
    ]
    assert {kept.name.split()[0] for kept in Kept.objects.all()} == {
        "dwellings",
        "households",
        "parcels",
        "persons",
        "tenants",
        "workplaces",
    }
    assert {entry.door for entry in entries()} == {"figures"}
