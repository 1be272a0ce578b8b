"""A card gathers what belongs together, as its viewer may see it, by a set number of questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spatial.errors import UnknownEntryError
from tests.factories import make_version, outline
from tests.housing import HOUSING, PLANNER, Estate, around, build_estate, flood, settle_people
from twin.access import NOBODY, Viewer
from twin.card import find_card, gather, has_cards
from twin.layer import layers
from twin.models import Building, Openness, Road

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])
# A question of each kind; with a wider margin an N + 1 would slip through.
QUESTIONS = 5


def count(viewer: Viewer, thing: int) -> int:
    """How many questions a card takes once what is worked out once is known."""
    gather(viewer, thing)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        gather(viewer, thing)
    return len(asked)


def everything(homes: int) -> Estate:
    """A house with all a card can tell."""
    estate = build_estate(homes)
    settle_people(estate.dwellings, 2)
    flood("Z1", around(1, 1))
    return estate


def test_from_any_of_its_things_the_whole_is_told() -> None:
    estate = build_estate(3)
    for row in (estate.house, estate.building, estate.dwellings[1]):
        card = gather(NOBODY, row.thing_id)
        assert (card.subject.kind, card.subject.thing) == (row.thing.kind, row.thing_id)
        assert [part.thing for part in card.houses] == [estate.house.thing_id]
        assert [part.thing for part in card.buildings] == [estate.building.thing_id]
        assert card.parcels[0].value("floor_area_ratio") == 2.5
        assert {origin.file for origin in card.sources} >= {"bureau.json", "made.json", "land.json"}
    assert gather(NOBODY, estate.dwellings[0].thing_id).homes is None
    homes = gather(NOBODY, estate.building.thing_id).homes
    assert homes is not None
    assert len(homes.listed) == 3


@pytest.mark.parametrize("viewer", [NOBODY, PLANNER, HOUSING])
def test_a_house_of_many_dwellings_takes_no_more_questions_than_one_of_few(viewer: Viewer) -> None:
    few = count(viewer, everything(2).house.thing_id)
    many = count(viewer, everything(20).house.thing_id)
    assert many == few <= QUESTIONS


@pytest.mark.parametrize("kind", ["building", "dwellings"])
def test_the_other_cards_take_a_set_number_of_questions_too(kind: str) -> None:
    row = getattr(everything(6), kind)
    assert count(PLANNER, (row[0] if kind == "dwellings" else row).thing_id) <= QUESTIONS


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**40, 999_999_999])
def test_an_unknown_number_is_unknown(number: int) -> None:
    with pytest.raises(UnknownEntryError, match="no object"):
        gather(NOBODY, number)


def test_a_thing_of_another_kind_has_no_card_and_that_is_said() -> None:
    road = make_version(Road, "street", outline("line", 0))
    with pytest.raises(UnknownEntryError, match="which has no card; houses, dwellings and buildings"):
        gather(NOBODY, road.thing_id)


def test_a_house_closed_to_the_viewer_is_as_unknown_as_none() -> None:
    house = build_estate(0, openness=Openness.CLOSED).house
    with pytest.raises(UnknownEntryError, match="no object"):
        gather(NOBODY, house.thing_id)
    assert find_card(NOBODY, "bureau", "house", "H1") is None


def test_a_closed_part_is_left_off_an_open_card() -> None:
    estate = build_estate(1, openness=Openness.LIMITED)
    assert gather(NOBODY, estate.dwellings[0].thing_id).houses == ()
    assert len(gather(PLANNER, estate.dwellings[0].thing_id).houses) == 1


def test_a_card_is_found_by_its_sources_own_id() -> None:
    house = build_estate(0).house
    assert find_card(NOBODY, "bureau", "house", "H1") == house.thing_id
    assert find_card(NOBODY, "bureau", "house", "H9") is None
    assert find_card(NOBODY, "police", "person", "x") is None


def test_a_part_is_told_on_the_card_of_its_building() -> None:
    whole = build_estate(0).building
    part = make_version(Building, "part", outline("polygon", 0), parent=whole.thing)
    with pytest.raises(UnknownEntryError, match=f"a part of building {whole.thing_id}, whose card"):
        gather(NOBODY, part.thing_id)
    assert find_card(NOBODY, "made", "building", "part") is None
    told = [has_cards(layers[id], "building") for id in ("buildings", "building-parts", "housing-age")]
    assert told == [True, False, True]
    assert not has_cards(layers["roads"], "road")
