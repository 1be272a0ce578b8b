"""Addresses of one building or dwelling share a key; where they differ is told part by part."""

import pytest

from spatial.addresses.address import Address
from spatial.addresses.matching import Level, compare, key, keys, similarity
from spatial.addresses.reading import parse

HERE = {"city": "杭州市", "province": "浙江省"}


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [("MARTHA", "MARHTA", 0.9611), ("DIXON", "DICKSONX", 0.8133), ("DWAYNE", "DUANE", 0.8400)],
)
def test_likeness_is_that_of_winkler_1990(one: str, other: str, value: float) -> None:
    assert similarity(one, other) == similarity(other, one) == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("翠苑一区3幢", "翠苑1区3幢"),
        ("文三路478号", "文3路478号"),
        ("百大花园8幢", "百大花园小区8幢"),
        ("科创十三街18号", "科创13街18号"),
        ("SOHO中心3幢", "soho中心3幢"),
    ],
)
def test_names_are_one_however_their_numbers_are_written(one: str, other: str) -> None:
    left, right = parse(one), parse(other)
    assert key(left, Level.BUILDING) == key(right, Level.BUILDING) is not None
    assert compare(left, right).differ == compare(left, right).one_sided == ()


def test_a_name_has_one_key_whether_it_is_taken_for_a_village_or_an_estate() -> None:
    village, estate = parse("长桥三村124号"), parse("长桥3村124号")
    assert village.community == "长桥三村" and estate.place == "长桥3村"
    assert key(village, Level.BUILDING) == key(estate, Level.BUILDING)


def test_a_community_beside_an_estate_makes_no_difference_but_a_village_does() -> None:
    told = {
        key(parse(text), Level.BUILDING)
        for text in ("顾家桥社区西溪花园8幢", "西溪花园8幢", "白沙村张家12号", "太湖村张家12号")
    }
    assert len(told) == 3


SAME_DWELLING = [
    "浙江省杭州市西湖区文三路478号3幢2单元501室",
    "杭州市西湖区文三路478号3栋2单元501",
    "西湖区文三路４７８号三号楼二单元五〇一室",
    "文三路478号 3# 2单元 0501室",
    "文三路478号3-2-501",
    "杭州文三路478号华星花园3幢2单元501室",
]


@pytest.mark.parametrize("text", SAME_DWELLING)
def test_one_dwelling_told_in_many_ways_has_one_key(text: str) -> None:
    assert key(parse(text), Level.DWELLING, **HERE) == "浙江省|杭州市|文3路||478|3|2|501"
    assert key(parse(text), Level.BUILDING, **HERE) == "浙江省|杭州市|文3路||478|3"


@pytest.mark.parametrize(
    "text",
    [
        "文三路478号3幢2单元502室",
        "文三路478号3幢1单元501室",
        "文三路478号4幢2单元501室",
        "文三路479号3幢2单元501室",
        "文二路478号3幢2单元501室",
        "宁波市文三路478号3幢2单元501室",
    ],
)
def test_another_dwelling_has_another_key(text: str) -> None:
    shared = set(keys(parse(text), Level.DWELLING, **HERE))
    assert not shared & set(keys(parse(SAME_DWELLING[0]), Level.DWELLING, **HERE))


def test_a_source_that_tells_the_road_and_one_that_tells_the_estate_meet_where_a_third_tells_both() -> None:
    both, road, estate = (
        set(keys(parse(text), Level.BUILDING, **HERE))
        for text in ("湖墅南路103号百大花园8幢", "湖墅南路103号8幢", "百大花园8幢")
    )
    assert both & road and both & estate and not road & estate


@pytest.mark.parametrize("name", ["东区", "A区", "二期", "职工宿舍", "家属楼", "厂房"])
def test_what_many_houses_are_called_is_no_name(name: str) -> None:
    assert keys(parse(f"文三路478号{name}3幢"), Level.BUILDING) == ("||文3路||478|3",)
    assert keys(parse(f"{name}3幢"), Level.BUILDING) == ()


def test_a_community_beside_a_road_is_no_name_for_many_of_its_buildings_have_one_number() -> None:
    assert len(keys(parse("顾家桥社区文一西路969号8幢"), Level.BUILDING)) == 1
    assert len(keys(parse("顾家桥社区西溪花园8幢"), Level.BUILDING)) == 1


@pytest.mark.parametrize(
    "text",
    ["", "杭州市西湖区", "文三路", "3幢501室", "501室", "百大花园", "文三路478号对面", "文三路478号旁边小店"],
)
def test_too_little_or_a_place_nearby_gives_no_key(text: str) -> None:
    assert key(parse(text), Level.BUILDING, **HERE) is None


@pytest.mark.parametrize(
    "text", ["延安路98号12楼2室", "延安路98号12层02室", "延安路98号12楼1202室", "延安路98号1202"]
)
def test_a_room_counted_anew_on_each_floor_is_one_with_its_whole_number(text: str) -> None:
    assert key(parse(text), Level.DWELLING) == "||延安路||98|||1202"


def test_a_building_is_no_dwelling() -> None:
    assert key(parse("文三路478号3幢"), Level.DWELLING, **HERE) is None


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("柳营路669弄14号", "柳营路|669弄|14|"),
        ("茆坪村3组12号", "茆坪村3组||12|"),
        ("求是村3幢", "求是村|||3"),
        ("白沙村张家12号", "白沙村张家||12|"),
    ],
)
def test_lanes_villages_and_estates_have_keys(text: str, within: str) -> None:
    assert key(parse(text), Level.BUILDING, **HERE) == f"浙江省|杭州市|{within}"


def test_two_addresses_are_compared_part_by_part_with_a_reason() -> None:
    told = compare(parse("西湖区文三路478号3幢501室"), parse("杭州市文三路478号3幢502室"))
    assert told.agree == ("road", "number", "building")
    assert told.differ == ("room",)
    assert told.one_sided == ("province", "city", "district")
    assert told.likeness == 1.0
    assert told.reason == (
        "They agree in road, number, building; differ in room (501, 502);"
        " only one tells province, city, district."
    )


def test_likeness_is_that_of_roads_else_of_places_else_none() -> None:
    assert compare(parse("文三路1号"), parse("文二路1号")).likeness == pytest.approx(
        similarity("文三路", "文二路")
    )
    assert compare(parse("百大花园8幢"), parse("百大家园8幢")).likeness == pytest.approx(
        similarity("百大花园", "百大家园")
    )
    assert compare(parse("百大花园8幢"), parse("文二路1号")).likeness is None


def test_two_addresses_that_tell_nothing_are_not_said_to_agree() -> None:
    told = compare(Address(), Address(rest="?"))
    assert (told.agree, told.differ, told.one_sided) == ((), (), ())
    assert told.reason == "Neither address tells anything to compare."
