"""Ties are followed from a thing to all that belongs to it, as far as they stand."""

import pytest

from tests.claims import register, tie
from tests.housing import build_estate
from twin.card.ties import join, reach, standing
from twin.models import Code, Relation, Standing

pytestmark = pytest.mark.django_db


def test_a_dwelling_leads_to_its_house_building_and_land() -> None:
    estate = build_estate(1)
    [home] = estate.dwellings
    found = {kind: ids for kind, ids in reach(home.thing_id).kinds.items() if ids}
    assert found == {
        "dwelling": [home.thing_id],
        "house": [estate.house.thing_id],
        "building": [estate.building.thing_id],
        "parcel": [estate.parcel.thing_id],
    }


def test_a_building_leads_to_its_houses_but_not_to_their_other_buildings() -> None:
    estate, other = build_estate(0), register("Building", "model", "B2")
    tie(Relation.HOUSE_IS_BUILDING, estate.house, other)
    found = reach(estate.building.thing_id).kinds
    assert (found["house"], found["building"]) == ([estate.house.thing_id], [estate.building.thing_id])


def test_what_other_sources_tell_of_the_same_is_reached_both_ways() -> None:
    estate, police = build_estate(0), register("House", "police", "X")
    tie(Relation.SAME, police, estate.house)
    assert reach(estate.house.thing_id).kinds["house"] == reach(police.thing_id).kinds["house"]
    assert reach(police.thing_id).kinds["parcel"] == [estate.parcel.thing_id]


def test_what_is_reached_is_told_with_its_source_its_other_codes_and_what_it_is_the_same_as() -> None:
    estate, police = build_estate(0), register("House", "police", "X")
    tie(Relation.SAME, police, estate.house)
    Code.objects.create(thing=police.thing, scheme="door", code="9", recorded=police.recorded)
    found = reach(police.thing_id)
    told = found.things[police.thing_id]
    assert (told.uri, told.dataset_id) == (police.thing.uri, police.thing.dataset_id)
    assert found.codes[police.thing_id] == [("door", "9")]
    assert found.same == [(police.thing_id, estate.house.thing_id)]


def test_a_thing_without_cards_is_alone_and_no_thing_is_nothing() -> None:
    estate = build_estate(0)
    assert list(reach(estate.parcel.thing_id).things) == [estate.parcel.thing_id]
    assert reach(2**60).things == {}


@pytest.mark.parametrize("standing", [Standing.PROPOSED, Standing.REJECTED])
def test_a_tie_that_does_not_stand_is_not_followed(standing: Standing) -> None:
    estate, other = build_estate(0), register("House", "police", "X")
    tie(Relation.SAME, other, estate.house, standing=standing)
    assert reach(other.thing_id).kinds["house"] == [other.thing_id]


def test_only_standing_ties_are_counted() -> None:
    estate = build_estate(2)
    assert standing(Relation.DWELLING_IN_HOUSE).filter(target=estate.house.thing).count() == 2


def test_things_are_joined_through_each_other() -> None:
    assert join([1, 2, 3, 4], [(1, 2), (3, 2), (4, 9)]) == [[1, 2, 3], [4]]
