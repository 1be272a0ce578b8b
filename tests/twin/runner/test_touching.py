"""What may differ since a moment is found by its rows and ties, with all that it is worked out of."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.registers import Planted, furnish
from twin.changes import take_moment
from twin.models import Dwelling, House, Household, Relation, Tie
from twin.runner.tables import TABLES
from twin.runner.touching import Parts, Since, TooManyError, has_changed, touch

pytestmark = pytest.mark.usefixtures("ledger")
PARTS = Parts(
    ("building", "dwelling", "house"),
    (
        Relation.SAME,
        Relation.DWELLING_IN_HOUSE,
        Relation.HOUSE_IS_BUILDING,
        Relation.HOUSEHOLD_AT_DWELLING,
    ),
)


@pytest.fixture
def planted(db: None) -> Planted:
    """The register."""
    return furnish(Planted())


def since() -> Since:
    """From now on."""
    return Since(take_moment(), timezone.localdate())


def find(table: str, of: Since, parts: Parts = PARTS) -> tuple[set[str], set[str]]:
    """The codes of what is affected and of what is in scope."""
    touch(TABLES[table], parts, of)
    found: list[set[str]] = []
    with connection.cursor() as cursor:
        for name in ("affected", "scope"):
            cursor.execute(f"SELECT code FROM {name} JOIN twin_thing ON id = thing_id")
            found.append({code for (code,) in cursor.fetchall()})
    return found[0], found[1]


def close(model: Any, **which: Any) -> None:
    """End what is current."""
    moment = take_moment()
    for one in model.objects.filter(recorded__upper_inf=True, **which):
        one.recorded = (one.recorded.lower, moment)
        one.save(update_fields=["recorded"])


def test_nothing_has_changed_since_now(planted: Planted) -> None:
    assert not has_changed(PARTS, since())
    assert find("dwellings", since()) == (set(), set())


def test_a_house_that_changed_affects_its_dwellings_and_needs_its_building(planted: Planted) -> None:
    before = since()
    close(House, code="h3")
    assert has_changed(PARTS, before)
    affected, scope = find("dwellings", before)
    assert {"3-1", "3-2"} <= affected
    assert affected.isdisjoint({"2-1", "4-1", "b3"})
    assert {"b3", "household 3-1"} <= scope


def test_a_tie_that_ended_affects_what_it_tied(planted: Planted) -> None:
    before = since()
    close(Tie, relation="household-dwelling", target=planted.things[Dwelling, "1-2"])
    affected, _ = find("dwellings", before)
    assert "1-2" in affected and "1-1" not in affected


def test_what_another_source_tells_of_a_thing_is_affected_with_it(planted: Planted) -> None:
    for at, other in (("a", "1-1"), ("b", "a")):
        planted.tie(Relation.SAME, planted.add(Dwelling, at), (Dwelling, other))
    planted.write()
    before = since()
    close(Dwelling, code="b")
    affected, _ = find("dwellings", before)
    assert {"a", "b", "1-1"} <= affected


def test_relations_no_figure_follows_are_not_followed(planted: Planted) -> None:
    before = since()
    close(House, code="h3")
    parts = Parts(("dwelling", "house"), (Relation.SAME,))
    assert find("dwellings", before, parts)[0] == {"h3"}
    assert not has_changed(Parts(("dwelling",), (Relation.SAME,)), before)


def test_parts_are_read_off_the_names_of_a_plan() -> None:
    parts = Parts.named({"same", "dwelling", "place_building", "house_building", "dwelling_at", "household"})
    assert parts == Parts(("building", "dwelling", "household"), (Relation.SAME, Relation.HOUSE_IS_BUILDING))


def test_too_much_is_not_followed(planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twin.runner.touching.MOST", 3)
    before = since()
    close(Household)
    parts = Parts(("household",), (Relation.SAME,))
    with transaction.atomic(), pytest.raises(TooManyError):
        find("households", before, parts)
