"""The dwellings of a house are listed each once, door by door, and counted for those who may know."""

import pytest

from tests.claims import tie
from tests.housing import PLANNER, Estate, add_dwelling, build_estate
from twin.access import NOBODY, Viewer
from twin.card import homes
from twin.card.card import Homes
from twin.card.homes import ask_homes, list_homes, order
from twin.models import Openness, Relation
from twin.together import Blank, ask_together, prepare

pytestmark = pytest.mark.django_db


def homes_of(viewer: Viewer, estate: Estate) -> Homes:
    """The dwellings of the estate's house."""
    asked = ask_homes(viewer, Blank("houses"))
    ready = {name: prepare(question) for name, question in asked.items()}
    return list_homes(viewer, ask_together(ready, houses=[estate.house.thing_id]))


def test_they_come_by_staircase_floor_and_room() -> None:
    estate = build_estate(12)
    told = homes_of(NOBODY, estate)
    assert [(home.unit, home.room) for home in told.listed][-3:] == [("1", "502"), ("2", "101"), ("2", "102")]
    assert told.area_gross == sum(80 + number for number in range(12))


def test_states_are_counted_for_staff_alone_and_add_up() -> None:
    estate = build_estate(8)
    assert homes_of(NOBODY, estate).states == {}
    assert {home.use_state for home in homes_of(NOBODY, estate).listed} == {None}
    assert homes_of(PLANNER, estate).states == {"occupied": 6, "vacant": 2}


def test_a_dwelling_of_two_sources_is_one_and_each_fills_the_others_gaps() -> None:
    estate = build_estate(1)
    double = add_dwelling(estate.house, 5, dataset="police", area_net=66.0)
    tie(Relation.SAME, double, estate.dwellings[0])
    [home] = homes_of(NOBODY, estate).listed
    assert (home.thing, home.area_gross, home.area_net) == (estate.dwellings[0].thing_id, 80.0, 66.0)


def test_a_dwelling_closed_to_the_viewer_is_not_there() -> None:
    estate = build_estate(1)
    add_dwelling(estate.house, 1, openness=Openness.LIMITED)
    assert len(homes_of(NOBODY, estate).listed) == 1
    assert len(homes_of(PLANNER, estate).listed) == 2


def test_more_than_can_be_listed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    estate = build_estate(4)
    monkeypatch.setattr(homes, "MANY", 3)
    told = homes_of(NOBODY, estate)
    assert (len(told.listed), told.more) == (3, True)


def test_a_house_without_dwellings_has_no_area_rather_than_none_at_all() -> None:
    told = homes_of(NOBODY, build_estate(0))
    assert (told.listed, told.area_gross) == ((), None)


def test_room_nine_comes_before_room_ten_and_words_are_taken_too() -> None:
    assert sorted(["10", "9", "B1", "9A", "", "甲"], key=order) == ["", "9", "9A", "10", "B1", "甲"]
