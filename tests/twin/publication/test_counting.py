"""Persons are counted once, where they live, along the ties that stand."""

import numpy as np
import pytest
from django.utils import timezone

from spatial.privacy.tables import Cell
from tests.factories import LONG_AGO, make_version
from tests.residents import make_area, make_dwelling, make_family, tie
from twin.models import Dwelling, Person, Residence
from twin.publication.counting import AGES, band, count

pytestmark = pytest.mark.django_db


def counted() -> dict[Cell, int]:
    """Every figure, before it is protected."""
    tables, counts = count()
    return dict(zip(tables.cells, tables.count(counts).tolist(), strict=True))


def persons(zoning: str, zone: str) -> int:
    return counted()[Cell(zoning, zone, "persons", "all")]


def test_persons_are_counted_in_the_zones_of_their_building() -> None:
    district = str(make_area("d", 6, 0, 9).thing_id)
    street = str(make_area("s", 8, 0, 1).thing_id)
    make_family(make_dwelling(0), 3, born=timezone.localdate().year - 70)
    make_family(make_dwelling(5), 2, hukou=None)
    found = counted()
    assert found[Cell("city", "city", "persons", "all")] == 5
    assert found[Cell("admin-6", district, "persons", "all")] == 5
    assert found[Cell("admin-8", street, "age", "65-79")] == 3
    assert found[Cell("admin-8", "outside", "hukou", "unknown")] == 2
    assert found[Cell("admin-8", street, "hukou", "unknown")] == 0
    cells = {cell.zone for cell in found if cell.zoning == "h3-8"}
    assert len(cells) == 3  # two buildings five kilometres apart, and the unknown


def test_whoever_has_no_known_place_is_in_the_zone_unknown() -> None:
    make_family(make_dwelling(0, standing="proposed"), 3)
    make_version(Person, "alone")
    assert persons("h3-8", "unknown") == 4
    assert persons("city", "city") == 4


def test_a_dwelling_of_another_source_leads_on_to_the_same_house() -> None:
    ours = make_dwelling(0)
    theirs = make_version(Dwelling, "police 1", dataset="police")
    tie("same", theirs, ours)
    make_family(theirs, 4)
    assert persons("h3-8", "unknown") == 0


@pytest.mark.parametrize("both_ways", [False, True])
def test_a_person_of_two_sources_is_counted_once(both_ways: bool) -> None:
    [person] = make_family(make_dwelling(0), 1)
    other = make_version(Person, "5f", dataset="police")
    tie("same", other, person)
    if both_ways:
        tie("same", person, other)
    assert persons("city", "city") == 1
    assert persons("h3-8", "unknown") == 0


def test_a_person_is_counted_at_home_and_not_where_registered() -> None:
    registered, home = make_dwelling(0), make_dwelling(5)
    street = str(make_area("s", 8, 5, 6).thing_id)
    person = make_version(Person, "5f")
    tie("person-dwelling", person, registered)
    tie("person-dwelling", person, home, score=0.9)
    make_version(Residence, "r", person="5f", dwelling="dwelling 0", kind="registered")
    make_version(Residence, "a", person="5f", dwelling="dwelling 5", kind="actual")
    assert persons("admin-8", street) == 1


def test_what_is_over_is_not_counted() -> None:
    dwelling = make_dwelling(0)
    make_family(dwelling, 2)
    gone = make_version(Person, "gone", recorded=(LONG_AGO, timezone.now()))
    tie("person-dwelling", gone, dwelling)
    assert persons("city", "city") == 2


def test_a_twin_without_anything_has_no_persons() -> None:
    tables, counts = count()
    assert counts.sum() == 0
    assert tables.places == 1
    assert np.unique(tables.zonings["h3-8"]).tolist() == ["unknown"]


@pytest.mark.parametrize(
    ("age", "title"), [(0, "0-14"), (14, "0-14"), (15, "15-59"), (80, "80+"), (130, "80+")]
)
def test_bands_hold_their_ages(age: int, title: str) -> None:
    assert band(age) == title
    assert title in {name for _, name in AGES}


@pytest.mark.parametrize("age", [None, -1])
def test_an_age_that_is_none_is_unknown(age: int | None) -> None:
    assert band(age) == "unknown"
