"""A planted register is linked exactly: each tie by the surest method, none guessed, none twice."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet

from tests.planted import EACH, HOUSES, ties, why
from twin.access.audit import entries
from twin.linkage import Settled, decide, link
from twin.linkage import linking as runs
from twin.models import Dwelling, House, Method, Relation, Tie
from twin.stock.following import renew

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])


def current() -> QuerySet[Tie]:
    """The ties of now."""
    return Tie.objects.filter(recorded__upper_inf=True)


@pytest.fixture
def done(linked: list[Settled]) -> list[Settled]:
    """What the first run did; what a test changes of it is taken back."""
    return linked


@pytest.fixture
def untied(linked: list[Settled]) -> None:
    """The planted register before its first run."""
    Tie.objects.all().delete()


def test_a_run_that_changed_ties_has_the_stock_counted_anew(done: list[Settled]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'")
        assert cursor.fetchall() == [(renew.name,)]
        cursor.execute("DELETE FROM procrastinate_jobs")
    link()
    link(rehearse=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM procrastinate_jobs")
        assert cursor.fetchall() == []


def test_houses_are_tied_to_their_buildings_by_the_surest_method(done: list[Settled]) -> None:
    methods = {**dict.fromkeys(range(1, 7), "code"), **dict.fromkeys(range(7, 10), "address")}
    methods |= dict.fromkeys((10, 11), "position")
    assert ties("house-building") == {
        f"H{number}": (f"B{number}", method, "stands") for number, method in methods.items()
    }


def test_dwellings_are_tied_to_their_houses_and_the_mislinked_are_proposed(done: list[Settled]) -> None:
    expected = {
        f"D{number}-{room}": (f"H{number}", "code" if number <= 8 else "address", "stands")
        for number in HOUSES
        for room in EACH
        if number <= 10 and (number, room) != (2, 1)
    }
    expected |= {f"police-{room}": ("H1", "code", "stands") for room in EACH}
    assert ties("dwelling-house", standing="stands") == expected
    proposed = current().filter(relation="dwelling-house", standing="proposed")
    told = {(tie.thing.code, tie.target.code, tie.method) for tie in proposed}
    mislinked = {("D2-1", "H2", "code"), ("D2-1", "H5", "address")}
    assert told == mislinked | {(f"D11-{room}", "H11", "fuzzy") for room in EACH}
    reason = why(proposed.get(thing__code="D2-1", target__code="H2"))
    assert reason.endswith("in the same source. But its address is that of another house.")


def test_buildings_and_houses_stand_on_their_parcels(done: list[Settled]) -> None:
    found = ties("building-parcel", standing="stands")
    assert {thing: target for thing, (target, _, _) in found.items()} == {
        **{f"B{number}": f"P{(number - 1) // 3 + 1}" for number in HOUSES},
        **{f"H{number}": f"P{(number - 1) // 3 + 1}" for number in HOUSES if number < 12},
    }
    assert (found["H1"][1], found["B1"][1], found["B7"][1]) == ("code", "code", "position")


def test_people_are_tied_to_where_they_live_and_work(done: list[Settled]) -> None:
    assert set(ties("household-dwelling")) == {"F1", "F2", "F3", "F4"}
    assert set(ties("person-household")) == {f"hash{number}" for number in range(1, 7)}
    told = current().filter(relation="person-dwelling").values_list("thing__code", "target__code")
    assert set(told) == {
        ("hash1", "police-1"),
        ("hash2", "police-2"),
        ("hash2", "police-3"),
        ("hash3", "police-3"),
        ("hash3", "police-4"),
    }
    assert ties("person-workplace") == {"hash1": ("W1", "code", "stands")}
    assert ties("workplace-enterprise") == {"W1": ("E1", "code", "stands")}
    assert ties("workplace-building") == {"W1": ("B7", "position", "stands")}


def test_no_reason_tells_a_code_of_a_person_or_household(done: list[Settled]) -> None:
    personal = Q(thing__kind__in=["person", "household"])
    assert set(current().filter(personal).values_list("quoted", flat=True)) == {None}


def test_dwellings_of_two_sources_with_one_unit_code_are_one(done: list[Settled]) -> None:
    pairs = {frozenset((thing, target)) for thing, (target, _, _) in ties("same").items()}
    assert pairs == {frozenset((f"D1-{room}", f"police-{room}")) for room in EACH}


def test_a_second_run_changes_nothing(done: list[Settled]) -> None:
    before = list(Tie.objects.order_by("pk").values())
    assert [(again.opened, again.closed) for again in link()] == [(0, 0)] * len(done)
    assert list(Tie.objects.order_by("pk").values()) == before


def test_a_rehearsal_tells_the_same_and_changes_nothing(untied: None) -> None:
    told = link(rehearse=True)
    assert not Tie.objects.exists()
    assert [one.found for one in link()] == [one.found for one in told]


def test_one_relation_can_be_linked_alone(untied: None) -> None:
    [done] = link([Relation.PERSON_IN_HOUSEHOLD], [Method.CODE])
    assert (done.found, done.opened) == ({"code": 6}, 6)
    assert set(Tie.objects.values_list("relation", flat=True)) == {"person-household"}


def test_when_a_row_changes_its_tie_is_closed_and_another_opened(done: list[Settled]) -> None:
    Dwelling.objects.filter(code="D1-1").update(house="H4", unit_code=None, address=None)
    [again] = link([Relation.DWELLING_IN_HOUSE])
    assert (again.opened, again.closed) == (1, 1)
    assert ties("dwelling-house")["D1-1"] == ("H4", "code", "stands")
    assert Tie.objects.filter(thing__code="D1-1", relation="dwelling-house").count() == 2


def test_what_is_decided_by_hand_is_never_overturned(done: list[Settled]) -> None:
    proposed = current().filter(relation="dwelling-house", standing="proposed")
    decide(proposed.get(thing__code="D2-1", target__code="H5").pk, True, "li")
    decide(proposed.get(thing__code="D11-1").pk, False, "li")
    decide(current().get(relation="house-building", thing__code="H1").pk, False, "li")
    for _ in range(2):
        link()
        assert ties("dwelling-house", thing__code="D2-1") == {"D2-1": ("H5", "hand", "stands")}
        assert ties("dwelling-house", thing__code="D11-1") == {"D11-1": ("H11", "hand", "rejected")}
        assert ties("house-building", thing__code="H1") == {"H1": ("B1", "hand", "rejected")}


def test_a_run_that_fails_leaves_the_ties_as_they_were(
    done: list[Settled], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = list(Tie.objects.order_by("pk").values())
    House.objects.filter(code="H1").update(house_code=None, parcel=None)

    def break_down(relation: Relation) -> Any:
        raise RuntimeError(relation)

    monkeypatch.setattr(runs.likeness, "propose", break_down)
    with pytest.raises(RuntimeError):
        link()
    assert list(Tie.objects.order_by("pk").values()) == before


def test_that_rows_about_persons_are_read_goes_to_the_audit_first(done: list[Settled]) -> None:
    link([Relation.DWELLING_IN_HOUSE], who="wang")
    assert entries("wang") == []
    link([Relation.PERSON_AT_DWELLING], who="wang")
    read = {(entry.kind, entry.rows, entry.purpose, entry.door) for entry in entries("wang")}
    assert read == {("person", 6, "checking", "link"), ("residence", 4, "checking", "link")}
