"""Who lives somewhere: nothing for strangers, no small counts for staff, rows for an audited purpose."""

import pytest

from spatial.errors import RefusedError
from tests.claims import register, tie
from tests.housing import HOUSING, PLANNER, add_dwelling, build_estate, settle_people
from twin.access import NOBODY
from twin.access.audit import entries
from twin.access.personal import Reading
from twin.card import gather
from twin.card.card import Shown
from twin.models import Relation

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])
FOR_CARD = Reading(HOUSING, "hou", "house-card", "/card")


def test_strangers_are_told_nothing() -> None:
    estate = build_estate(4)
    settle_people(estate.dwellings, 3)
    for row in (estate.house, estate.building, estate.dwellings[0]):
        told = gather(NOBODY, row.thing_id).occupancy
        assert (told.shown, told.households, told.persons) == (Shown.PROTECTED, None, None)


def test_a_count_below_the_threshold_is_protected_each_by_itself() -> None:
    estate = build_estate(4)
    settle_people(estate.dwellings, 3)
    told = gather(PLANNER, estate.house.thing_id).occupancy
    assert (told.shown, told.households, told.persons) == (Shown.COUNTS, None, 12)


def test_planners_are_told_nothing_of_one_dwelling() -> None:
    estate = build_estate(4)
    settle_people(estate.dwellings, 20)
    assert gather(PLANNER, estate.dwellings[0].thing_id).occupancy.shown is Shown.PROTECTED


def test_a_building_of_two_houses_is_not_counted_lest_the_smaller_be_found_by_difference() -> None:
    estate = build_estate(4)
    settle_people(estate.dwellings, 5)
    small = register("House", "bureau", "H2")
    tie(Relation.HOUSE_IS_BUILDING, small, estate.building)
    settle_people([add_dwelling(small, 20)], 1)
    assert gather(PLANNER, estate.building.thing_id).occupancy.shown is Shown.PROTECTED
    assert gather(PLANNER, estate.house.thing_id).occupancy.persons == 20
    assert gather(PLANNER, small.thing_id).occupancy.persons is None


def test_a_person_of_two_registers_is_counted_once() -> None:
    estate = build_estate(1)
    settle_people(estate.dwellings, 10)
    again = register("Person", "health", "H")
    tie(Relation.PERSON_AT_DWELLING, again, estate.dwellings[0])
    told = gather(PLANNER, estate.house.thing_id).occupancy
    assert told.persons == 11
    tie(Relation.SAME, again, register("Person", "police", "D0/0"))
    assert gather(PLANNER, estate.house.thing_id).occupancy.persons == 10


def test_nobody_tied_to_a_house_is_unknown_and_not_vacant() -> None:
    assert gather(PLANNER, build_estate(1).house.thing_id).occupancy.shown is Shown.UNKNOWN


def test_the_bureau_is_asked_for_its_purpose_first() -> None:
    estate = build_estate(1)
    settle_people(estate.dwellings, 2)
    told = gather(HOUSING, estate.dwellings[0].thing_id).occupancy
    assert (told.shown, told.person_rows, entries()) == (Shown.ASKS, (), [])


def test_for_a_purpose_the_rows_are_given_masked_and_the_read_is_audited() -> None:
    estate = build_estate(1)
    settle_people(estate.dwellings, 2)
    told = gather(HOUSING, estate.dwellings[0].thing_id, FOR_CARD).occupancy
    assert (told.shown, told.households, told.persons) == (Shown.ROWS, 1, 2)
    assert {row["birth_year"] for row in told.person_rows} == {"1980-1984"}
    assert {(entry.who, entry.purpose, entry.rows) for entry in entries()} == {
        ("hou", "house-card", 1),
        ("hou", "house-card", 2),
    }


def test_a_purpose_that_is_none_is_refused() -> None:
    [home] = build_estate(1).dwellings
    with pytest.raises(RefusedError, match="purpose"):
        gather(HOUSING, home.thing_id, Reading(HOUSING, "hou", "curiosity", "/card"))
