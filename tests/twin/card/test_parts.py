"""An object is told by all of its sources: what counts, who differs, and what is withheld."""

import pytest
from django.utils import timezone

from tests.claims import register, tie
from tests.housing import HOUSING, build_estate
from twin.access import NOBODY, Viewer
from twin.authority import look_for_conflicts, set_ranks
from twin.card import gather
from twin.card.card import Fact, Part
from twin.card.parts import told
from twin.models import Openness, Relation

pytestmark = pytest.mark.django_db


def fact(part: Part, name: str) -> Fact:
    """The part's fact of that name."""
    return next(one for one in part.facts if one.field.name == name)


def tell(viewer: Viewer, row: object) -> Part:
    """What a viewer is told of a row's thing."""
    return gather(viewer, row.thing_id).subject  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["dwelling", "house", "building", "parcel"])
def test_every_kind_has_fields_with_names(kind: str) -> None:
    names = [field.name for field in told(kind)]
    assert len(names) == len(set(names)) > 5


def test_two_sources_that_differ_are_both_told_and_the_authority_counts() -> None:
    estate = build_estate(1)
    [home] = estate.dwellings
    police = register("Dwelling", "police", "X1", area_gross=88.0)
    tie(Relation.SAME, police, home)
    look_for_conflicts()
    area = fact(tell(NOBODY, home), "area_gross")
    assert (area.value, area.settled) == (88.0, False)
    assert [(claim.dataset, claim.value) for claim in area.others] == [("bureau", 80.0)]
    assert area.since is not None
    set_ranks("dwelling", "area_gross", ["bureau"])
    area = fact(tell(NOBODY, police), "area_gross")
    assert (area.value, area.dataset, area.settled) == (80.0, "bureau", True)


def test_a_claim_closed_to_the_viewer_neither_counts_nor_differs() -> None:
    estate = build_estate(1)
    [home] = estate.dwellings
    police = register("Dwelling", "police", "X1", area_gross=88.0, openness=Openness.LIMITED)
    tie(Relation.SAME, police, home)
    assert fact(tell(NOBODY, home), "area_gross").others == ()
    assert fact(tell(HOUSING, home), "area_gross").value == 88.0


def test_money_tenure_and_state_are_withheld_from_strangers_and_said_to_be() -> None:
    [home] = build_estate(1).dwellings
    withheld = {field.name for field in tell(NOBODY, home).withheld}
    assert withheld == {"tenure", "use_state", "safety", "price", "rent", "sale", "sold_on"}
    assert tell(NOBODY, home).value("price") is None
    assert tell(HOUSING, home).value("price") == 31_000.0


def test_what_is_gone_is_told_as_it_last_was() -> None:
    estate = build_estate(0)
    house = estate.house
    house.refresh_from_db()
    house.recorded = (house.recorded.lower, timezone.now())
    house.save(update_fields=["recorded"])
    part = tell(NOBODY, house)
    assert (part.stands, part.value("safety")) == (False, "C")
