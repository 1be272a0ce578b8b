"""The rates count every thing once, by source and by district."""

import pytest

from tests.factories import make_version
from tests.planted import HOUSES, SIDE, box
from twin.access import Viewer
from twin.layer import ADMIN, HOUSING
from twin.linkage import Rate, Settled, link, tell_rates
from twin.models import AdminArea, Dwelling, Openness, Parcel, Tie

pytestmark = [pytest.mark.django_db(databases=["default", "ledger"]), pytest.mark.usefixtures("linked")]
WHOLE = Viewer(frozenset({ADMIN}))


def test_rates_are_those_planted(linked: list[Settled]) -> None:
    rates = {
        (rate.relation, rate.kind, rate.dataset): (rate.linked, rate.proposed, rate.things)
        for rate in tell_rates(WHOLE)
    }
    assert rates == {
        ("dwelling-house", "dwelling", "housing"): (39, 5, 48),
        ("dwelling-house", "dwelling", "police"): (4, 0, 4),
        ("house-building", "house", "housing"): (11, 0, 12),
        ("building-parcel", "building", "model"): (12, 0, 12),
        ("building-parcel", "house", "housing"): (11, 0, 12),
        ("household-dwelling", "household", "police"): (4, 0, 6),
        ("person-household", "person", "police"): (6, 0, 6),
        ("person-dwelling", "person", "police"): (3, 0, 6),
        ("workplace-building", "workplace", "police"): (1, 0, 1),
        ("workplace-enterprise", "workplace", "police"): (1, 0, 1),
    }


def test_rates_are_told_by_the_district_a_thing_or_its_building_lies_in() -> None:
    for number in HOUSES:
        make_version(AdminArea, f"A{number}", box(number, SIDE), name=f"区{(number + 5) // 6}", admin_level=1)
    rates = {
        rate.district: (rate.linked, rate.things)
        for rate in tell_rates(WHOLE, by_district=True)
        if (rate.relation, rate.dataset) == ("dwelling-house", "housing")
    }
    assert rates == {"区1": (23, 23), "区2": (16, 16), None: (0, 9)}


def test_where_there_is_nothing_to_tie_to_there_is_no_rate() -> None:
    Parcel.objects.all().delete()
    assert "building-parcel" not in {rate.relation for rate in tell_rates(WHOLE)}


def test_a_share_is_of_all_things() -> None:
    Tie.objects.all().delete()
    assert {rate.share for rate in tell_rates(WHOLE)} == {0}
    link()
    assert {rate.share for rate in tell_rates(WHOLE) if rate.relation == "person-household"} == {1}


def test_what_is_not_all_is_not_told_as_all_nor_a_few_as_none() -> None:
    told = {
        (347_416, 347_416): "100.0%", (347_391, 347_416): "99.9%", (2, 3): "66.6%",
        (347, 347_416): "<0.1%", (1, 1000): "0.1%", (0, 9): "0.0%",
    }  # fmt: skip
    for (linked, things), words in told.items():
        assert Rate("person-household", "person", "mtc", None, things, linked, 0).percent == words


def test_a_row_closed_to_the_viewer_is_not_counted() -> None:
    Dwelling.objects.filter(code="D1-1").update(openness=Openness.CLOSED)
    for groups, number in ((HOUSING, 47), (ADMIN, 48)):
        [rate] = [one for one in tell_rates(Viewer(frozenset({groups}))) if one.things >= 47]
        assert (rate.kind, rate.things, rate.linked) == ("dwelling", number, number - 9)
