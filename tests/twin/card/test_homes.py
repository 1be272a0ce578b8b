"""The dwellings of a house are listed each once, door by door, and counted for those who may know."""

import pytest

from tests.claims import tie
from tests.housing import PLANNER, add_dwelling, build_estate
from twin.access import NOBODY
from twin.card import homes
from twin.card.homes import list_homes, order
from twin.models import Openness, Relation

pytestmark = pytest.mark.django_db


def test_they_come_by_staircase_floor_and_room() -> None:
    estate = build_estate(12)
    told = list_homes(NOBODY, [estate.house.thing_id])
    assert [(home.unit, home.room) for home in told.listed][-3:] == [("1", "502"), ("2", "101"), ("2", "102")]
    assert told.area_gross == sum(80 + number for number in range(12))


def test_states_are_counted_for_staff_alone_and_add_up() -> None:
    estate = build_estate(8)
    assert list_homes(NOBODY, [estate.house.thing_id]).states == {}
    assert {home.use_state for home in list_homes(NOBODY, [estate.house.thing_id]).listed} == {None}
    assert list_homes(PLANNER, [estate.house.thing_id]).states == {"occupied": 6, "vacant": 2}


def test_a_dwelling_of_two_sources_is_one_and_each_fills_the_others_gaps() -> None:
    estate = build_estate(1)
    double = add_dwelling(estate.house, 5, dataset="police", area_net=66.0)
    tie(Relation.SAME, double, estate.dwellings[0])
    [home] = list_homes(NOBODY, [estate.house.thing_id]).listed
    assert (home.thing, home.area_gross, home.area_net) == (estate.dwellings[0].thing_id, 80.0, 66.0)


def test_a_dwelling_closed_to_the_viewer_is_not_there() -> None:
    estate = build_estate(1)
    add_dwelling(estate.house, 1, openness=Openness.LIMITED)
    assert len(list_homes(NOBODY, [estate.house.thing_id]).listed) == 1
    assert len(list_homes(PLANNER, [estate.house.thing_id]).listed) == 2


def test_more_than_can_be_listed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    estate = build_estate(4)
    monkeypatch.setattr(homes, "MANY", 3)
    told = list_homes(NOBODY, [estate.house.thing_id])
    assert (len(told.listed), told.more) == (3, True)


def test_a_house_without_dwellings_has_no_area_rather_than_none_at_all() -> None:
    told = list_homes(NOBODY, [build_estate(0).house.thing_id])
    assert (told.listed, told.area_gross) == ((), None)


def test_room_nine_comes_before_room_ten_and_words_are_taken_too() -> None:
    assert sorted(["10", "9", "B1", "9A", "", "甲"], key=order) == ["", "9", "9A", "10", "B1", "甲"]
