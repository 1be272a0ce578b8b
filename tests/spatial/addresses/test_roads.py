"""Roads are told by their last character, and places before them set apart."""

import pytest

from spatial.addresses.roads import read_road


@pytest.mark.parametrize(
    ("text", "road", "place"),
    [
        ("文三路478号", "文三路", ""),
        ("文3路478号", "文3路", ""),
        ("路桥大道12号", "路桥大道", ""),
        ("马路街12号", "马路街", ""),
        ("东四十条12号", "东四十条", ""),
        ("G320国道88号", "G320国道", ""),
        ("十二号大街452号", "12号大街", ""),
        ("6号支路3号", "6号支路", ""),
        ("福明弄12号", "福明弄", ""),
        ("百大花园湖墅南路103号", "湖墅南路", "百大花园"),
        ("人民广场北路12号", "人民广场北路", ""),
        ("大学城北路12号", "大学城北路", ""),
        ("凤起路桥西12号", "", ""),
        ("学院路口", "", ""),
        ("街心花园3幢", "", ""),
        ("三弄5号", "", ""),
    ],
)
def test_a_road_is_found_with_the_place_before_it(text: str, road: str, place: str) -> None:
    parts: dict[str, str] = {}
    at = read_road(text, 0, parts)
    assert (parts.get("road", ""), parts.get("place", "")) == (road, place)
    assert (at > 0) == bool(road)
