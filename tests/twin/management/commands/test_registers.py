"""One command brings all that follows from the registers up to date."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.claims import register
from twin.models import Conflict, Tie

pytestmark = pytest.mark.usefixtures("twin")


def test_ties_differences_and_figures_follow_from_the_registers() -> None:
    register("House", "fangchan", "H1", house_code="330106001", year=1990)
    register("House", "gongan", "P1", house_code="330106001", year=1992)
    register("Dwelling", "fangchan", "D1", house="H1")
    told = StringIO()
    call_command("registers", stdout=told)
    assert Tie.objects.filter(relation="dwelling-house").count() == 1
    assert Conflict.objects.get().field == "year"
    assert "1 new" in told.getvalue()
    assert "Publication" in told.getvalue()
    assert "Figures by city are kept" in told.getvalue()
