"""The planted orphans are listed, all of them and no others, each with what to do."""

import pytest

from tests.planted import EACH
from twin.access import Viewer
from twin.layer import ADMIN, HOUSING
from twin.linkage import decide, orphans, tell_orphans, turn_page
from twin.linkage.orphans import Page
from twin.linkage.rates import EXPECTED
from twin.models import Building, Dwelling, House, Openness, Relation, Tie

pytestmark = [pytest.mark.django_db(databases=["default", "ledger"]), pytest.mark.usefixtures("linked")]
WHOLE = Viewer(frozenset({ADMIN}))


def reasons(relation: str) -> dict[str, str]:
    """The orphans of a relation by code or number."""
    return {
        one.code or f"{one.kind} {one.thing}": one.reason.en
        for one in tell_orphans(WHOLE)
        if one.relation == relation
    }


def test_dwellings_without_a_house_are_listed_with_the_reason() -> None:
    found = reasons("dwelling-house")
    waiting = {"D2-1", *(f"D11-{room}" for room in EACH)}
    assert set(found) == waiting | {f"D12-{room}" for room in EACH}
    assert {found[code] for code in waiting} == {"A tie is proposed and awaits review; confirm or reject it."}
    assert found["D12-1"] == (
        "It names a house “H99” that no source holds; load that source or mend the code."
    )


def test_a_house_of_which_nothing_is_known_is_to_be_completed() -> None:
    assert reasons("house-building") == {
        "H12": "It tells no building, address or place to go by; complete it."
    }
    assert set(reasons("building-parcel")) == {"H12"}


def test_of_households_and_persons_nothing_is_told_but_their_number() -> None:
    for relation, number in (("household-dwelling", 2), ("person-dwelling", 3)):
        found = reasons(relation)
        assert len(found) == number
        assert not any("police" in reason or "hash" in code or "F" in code for code, reason in found.items())


def test_an_address_or_place_that_nothing_has_is_told() -> None:
    Dwelling.objects.filter(code="D12-1").update(house=None, address="浙江省杭州市西湖区莫干山路1号")
    assert reasons("dwelling-house")["D12-1"].startswith("No house has its address")
    House.objects.filter(code="H12").update(footprint="POINT (0 0)")
    assert reasons("house-building")["H12"].startswith("No building lies where it does")


def test_without_any_target_that_is_what_is_told() -> None:
    Building.objects.all().delete()
    assert reasons("house-building")["H12"] == "The twin holds no building; load a register of them."


def test_what_was_rejected_is_told_as_such() -> None:
    [tie] = Tie.objects.filter(thing__code="H1", relation="house-building")
    decide(tie.pk, False, "li")
    assert reasons("house-building")["H1"] == "Its tie was rejected; mend its code or address."


def turn(relation: Relation) -> list[Page]:
    """All pages of a relation."""
    pages = [turn_page(WHOLE, relation)]
    while (after := pages[-1].next) is not None:
        pages.append(turn_page(WHOLE, relation, after))
    return pages


def test_page_by_page_each_orphan_is_told_once_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    Tie.objects.filter(relation="building-parcel", thing__code__in=["B2", "B7", "H3"]).delete()
    whole = sorted(tell_orphans(WHOLE), key=lambda one: one.thing)
    for page, window in ((100, 200_000), (2, 200_000), (100, 5), (2, 5), (1, 1)):
        monkeypatch.setattr(orphans, "PAGE", page)
        monkeypatch.setattr(orphans, "WINDOW", window)
        for relation in EXPECTED:
            pages = turn(relation)
            told = [one for each in pages for one in each.orphans]
            assert told == [one for one in whole if one.relation == relation]
            assert max(len(each.orphans) for each in pages) <= page
    assert 1 < len(turn(Relation.DWELLING_IN_HOUSE)) <= Dwelling.objects.count()
    monkeypatch.setattr(orphans, "WINDOWS", 1)
    assert len(turn(Relation.DWELLING_IN_HOUSE)) > Dwelling.objects.count()


def test_a_closed_row_is_told_to_administrators_alone() -> None:
    Dwelling.objects.filter(code="D12-1").update(openness=Openness.CLOSED)
    bureau = {one.code for one in tell_orphans(Viewer(frozenset({HOUSING})))}
    assert {one.code for one in tell_orphans(WHOLE)} - bureau == {"D12-1"}
