"""The areas at the head of an address are told from the names of roads and estates."""

import pytest

from spatial.addresses.areas import read_areas


@pytest.mark.parametrize(
    ("text", "areas", "rest"),
    [
        ("浙江省杭州市西湖区文新街道骆家庄社区文三路", "浙江省 杭州市 西湖区 文新街道 骆家庄社区", "文三路"),
        ("北京市市辖区朝阳区建国路", "北京市 北京市 朝阳区", "建国路"),
        ("朝阳区建国路", "朝阳区", "建国路"),
        ("石家庄市裕华区裕华区塔南路", "河北省 石家庄市 裕华区", "塔南路"),
        ("贵州省清镇市站街镇中寨村一组", "贵州省 清镇市 站街镇 中寨村 1", ""),
        ("四川省甘孜州康定市", "四川省 甘孜藏族自治州 康定市", ""),
        ("东城区东中街29号", "东城区", "东中街29号"),
        ("吉林省吉林市龙潭区", "吉林省 吉林市 龙潭区", ""),
        ("海东市乐都区", "青海省 海东市 乐都区", ""),
        ("西湖区3幢", "西湖区", "3幢"),
        ("清水公寓东区3幢", "", "清水公寓东区3幢"),
        ("德胜小区3幢", "", "德胜小区3幢"),
        ("鄞县大道12号", "", "鄞县大道12号"),
        ("上海路12号", "", "上海路12号"),
        ("长春应化路12号", "吉林省 长春市", "应化路12号"),
        ("超市发商场", "", "超市发商场"),
        ("中北新村12幢", "", "中北新村12幢"),
        ("沿山村第十二组6号", "沿山村 12", "6号"),
    ],
)
def test_areas_end_where_the_road_or_estate_begins(text: str, areas: str, rest: str) -> None:
    parts: dict[str, str] = {}
    at = read_areas(text, parts)
    assert (" ".join(parts.values()), text[at:]) == (in_order(parts, areas), rest)


def in_order(parts: dict[str, str], areas: str) -> str:
    """The areas as told, the province standing where it was found."""
    assert sorted(parts.values()) == sorted(areas.split())
    return " ".join(parts.values())
