"""A card is told in either language, with units, words and whoever says otherwise, and nothing is made up."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.gis.geos import LineString

from tests.claims import register, tie
from tests.factories import LONG_AGO, make_version, outline
from tests.housing import HOUSING, around, build_estate, flood, pipe
from twin.access import NOBODY
from twin.api.cards import Teller, stack_homes, write
from twin.card import gather
from twin.layer.register import AREA_GROSS, SAFETY
from twin.models import Building, Code, Relation

pytestmark = pytest.mark.django_db
ROOT = "http://twin.test"


def tell(row: Any, language: str = "en", viewer: Any = NOBODY) -> dict[str, Any]:
    """The document of a card."""
    return Teller(language, ROOT).tell(gather(viewer, row.thing_id))


def facts(part: dict[str, Any]) -> dict[str, Any]:
    """What is shown of a part, by field."""
    return {fact["name"]: fact["shown"] for fact in part["facts"]}


def test_values_have_words_and_units_in_both_languages() -> None:
    house = build_estate(0, area_gross=12_345.678).house
    assert facts(tell(house)["houses"][0]) == facts(tell(house, "zh")["houses"][0]) | {
        "safety": "C, dangerous in part",
        "usage": "Housing",
    }
    assert facts(tell(house, "zh")["houses"][0])["safety"] == "C 级（局部危险）"
    assert facts(tell(house)["houses"][0])["area_gross"] == "12,345.68 m²"
    assert facts(tell(house)["houses"][0])["year"] == "1998"
    assert facts(tell(house)["parcels"][0])["class"].startswith("Urban housing")


def test_unknown_is_null_and_never_a_figure() -> None:
    teller = Teller("en", ROOT)
    assert teller.show(AREA_GROSS, None) is None
    assert teller.show(AREA_GROSS, 0.0) == "0 m²"
    assert teller.show(SAFETY, "X") == "X"


def test_a_conflict_names_both_sides() -> None:
    [home] = build_estate(1).dwellings
    tie(Relation.SAME, register("Dwelling", "police", "X", area_gross=88.0), home)
    [conflict] = [one for one in tell(home)["conflicts"] if one["name"] == "area_gross"]
    assert (conflict["shown"], conflict["source"], conflict["settled"]) == ("88 m²", "police", False)
    assert [(other["shown"], other["source"]) for other in conflict["others"]] == [("80 m²", "bureau")]


def test_the_title_is_an_address_with_the_door() -> None:
    estate = build_estate(1)
    assert tell(estate.house)["title"] == "文三路478号3幢"
    assert tell(estate.dwellings[0])["title"] == "文三路478号3幢 1-101"
    assert tell(register("House", "bureau", "lone 楼"))["title"] == "lone 楼"


def test_a_dwelling_without_an_address_is_called_by_its_house_and_door_in_the_language() -> None:
    home = build_estate(1, address=None).dwellings[0]
    assert tell(home)["title"] == "翠苑一幢 1-101"
    assert tell(home, language="zh")["title"] == "翠苑一幢 1单元101室"
    lone = register("Dwelling", "bureau", "lone", unit="1", room="东室")
    assert tell(lone, language="zh")["title"] == "lone 1单元东室"


def test_what_a_house_is_for_and_made_of_is_told_in_the_language() -> None:
    house = build_estate(0, usage="apartments", structure="brick and concrete").house
    shown = {fact["name"]: fact["shown"] for fact in tell(house, language="zh")["houses"][0]["facts"]}
    assert (shown["usage"], shown["structure"]) == ("公寓住宅", "混合（砖混）结构")


def test_a_building_of_which_only_the_outline_is_told_says_so() -> None:
    bare = make_version(Building, "bare", outline("polygon", 5))
    assert tell(bare)["buildings"][0]["is_bare"]
    assert not tell(build_estate(0).house)["buildings"][0]["is_bare"]


def test_addresses_are_whole_and_safe() -> None:
    house = register("House", "bureau", "a b/楼")
    assert tell(house)["uri"] == f"{ROOT}/id/bureau/house/a%20b/%E6%A5%BC"


def test_codes_of_all_schemes_are_told() -> None:
    house = build_estate(0).house
    Code.objects.create(thing=house.thing, scheme="cadastre", code="17", recorded=(LONG_AGO, None))
    assert tell(house)["houses"][0]["codes"] == [{"scheme": "cadastre", "title": "cadastre", "code": "17"}]


def test_states_are_counted_and_unknown_ones_too() -> None:
    estate = build_estate(4)
    register("Dwelling", "bureau", "D0", unit="1", floor=1, room="101")
    states = {one["title"]: one["count"] for one in tell(estate.house, viewer=HOUSING)["dwellings"]["states"]}
    assert states == {"Occupied": 2, "Vacant": 1, "Unknown": 1}


def test_hazards_and_pipes_are_told_in_plain_words() -> None:
    flood("Z", around(1, 1), grade="高", scenario="百年一遇", depth_from=0.5)
    told = tell(build_estate(0).house)
    exposed = {one["hazard"]: one["exposure"] for one in told["hazards"]}
    assert exposed == {
        "flood": "exposed",
        "waterlogging": "not-modelled",
        "landslide": "not-modelled",
        "other": "not-modelled",
    }
    assert told["hazards"][0]["zones"][0]["depth_from"] == 0.5
    assert told["pipes"] == {"open": True, "held": False, "within_metres": 5.0, "more": False, "near": []}


def test_the_table_of_a_house_has_the_top_floor_first_and_unknown_floors_last() -> None:
    homes = [{"unit": "1", "floor": floor, "room": str(floor)} for floor in (1, 3, None, 2)]
    [unit] = stack_homes([*homes, {"unit": "1", "floor": 3, "room": "x"}])
    assert [floor["floor"] for floor in unit["floors"]] == [3, 2, 1, None]
    assert len(unit["floors"][0]["homes"]) == 2


def test_moments_are_of_the_city_and_days_are_days() -> None:
    assert write(datetime(2024, 5, 1, 20, 0, 0, 123, tzinfo=UTC)) == "2024-05-02T04:00:00+08:00"
    assert write(date(2024, 5, 1)) == "2024-05-01"
    assert write(None) is None


def test_a_pipe_is_told_by_its_words_and_what_is_not_known_of_it_is_null() -> None:
    house, box = build_estate(0).house, outline("polygon", 0).extent
    line = LineString(box[:2], box[2:], srid=4326)
    pipe("P1", line, diameter=300.0, material="PE", klass="JP", vertical="depth", start_z=1.2, end_z=1.2)
    pipe("P2", line)
    known, unknown = tell(house)["pipes"]["near"]
    assert (known["section"], known["shown_levels"], known["class"]) == (
        "Φ300",
        "1.20 m",
        "Distribution main",
    )
    assert known["vertical_title"] == "Depth below ground"
    assert (unknown["section"], unknown["shown_levels"], unknown["material"]) == (None, None, None)
