"""Figures are worked out and told in words by command; what cannot be is refused by a sentence."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.registers import Planted, furnish
from twin.models import Run

pytestmark = pytest.mark.usefixtures("ledger")


def analyse(*arguments: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("analyse", *arguments, stdout=out)
    return out.getvalue()


def test_all_analyses_are_listed() -> None:
    assert "vacancy: 住房空置率 / Vacancy of dwellings" in analyse()


def test_figures_are_told_by_zone_with_their_formula_and_sources() -> None:
    Planted()
    with CaptureQueriesContext(connection) as asked:
        told = analyse("vacancy", "--input", "zoning=admin-areas", "--input", "admin_level=6", "--lang", "en")
    [limit] = {one["sql"] for one in asked.captured_queries if "statement_timeout" in one["sql"]}
    assert limit.endswith("'0s'"), "A command waits as long as it takes."
    assert "1 west Vacancy rate, of those known: 40 % = 4 / 10; ? 2" in told
    assert "1 west Dwellings vacant: 4; ? 2" in told
    assert "occupied + vacant + unknown = all habitable" in told
    assert "made (2024-05-01T00:00:00+00:00)" in told
    assert Run.objects.get().who


def test_flows_and_places_that_were_found_are_told_too() -> None:
    furnish(Planted())
    where = ("--input", "zoning=admin-areas", "--input", "admin_level=6", "--lang", "en")
    flows = analyse("commute-flows", "--input", "basis=published", *where)
    assert "1 west → 2 east: 80" in flows
    sites = analyse("facility-siting", "--input", "metres=3000", "--input", "number=1", *where)
    assert "Sites and what each adds: Demand covered 1: " in sites


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("magic",), "There is no analysis"),
        (("vacancy", "--input", "proof"), "NAME=VALUE"),
        (("vacancy", "--input", "proof=hearsay"), "one of register, residence, both"),
        (("residual-income",), "must be given"),
    ],
)
def test_what_cannot_be_worked_out_is_refused_by_a_sentence(
    arguments: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        analyse(*arguments)
