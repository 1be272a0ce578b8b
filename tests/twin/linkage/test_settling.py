"""Ties are opened and closed as they are found, and a first run leaves the indexes as they were."""

import pytest

from tests.factories import make_version
from tests.planted import ties
from twin.linkage import link, settling
from twin.linkage.steps import fetch
from twin.models import Dwelling, House, Method, Relation, Tie

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'twin_tie' ORDER BY indexname"


@pytest.fixture(autouse=True)
def register() -> None:
    """Two houses, and a dwelling of the first."""
    for code in ("H1", "H2"):
        make_version(House, code)
    make_version(Dwelling, "D", house="H1")


def run() -> tuple[int, int]:
    """How many ties a run opens and closes."""
    [done] = link([Relation.DWELLING_IN_HOUSE], [Method.CODE])
    return done.opened, done.closed


def test_the_indexes_are_there_after_a_first_run_that_did_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "MANY", -2)
    before = fetch(INDEXES)
    with settling.indexing_afterwards():
        assert fetch(INDEXES) == []
    assert fetch(INDEXES) == before
    assert run() == (1, 0)
    with settling.indexing_afterwards():
        assert fetch(INDEXES) == before


def test_a_tie_whose_thing_names_another_is_closed_and_kept() -> None:
    assert run() == (1, 0)
    Dwelling.objects.update(house="H2")
    assert run() == (1, 1)
    assert ties("dwelling-house") == {"D": ("H2", "code", "stands")}
    old = Tie.objects.get(target__code="H1")
    assert old.recorded.upper == Tie.objects.get(target__code="H2").recorded.lower


def test_a_tie_of_a_thing_that_is_gone_is_closed() -> None:
    run()
    Dwelling.objects.all().delete()
    assert run() == (0, 1)
    assert run() == (0, 0)
