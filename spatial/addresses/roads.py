"""The road of an address, and a place named before it."""

import re

from spatial.addresses.numerals import plain_number

ROAD_WORD = "(?:大道|大街|公路|路|街|巷|弄|胡同|道)"
# 路口 and 路桥 go on as other words; 三弄 is a lane of a road, 道 and 条 need their number.
ROAD = re.compile(
    "(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})号(?:大街|大道|支路|路|街)"
    "|[GSXYC]?[0-9]{2,4}[国省县乡]道"
    "|[\u3400-\u9fff](?:(?![号幢栋室层])[\u3400-\u9fff]){0,11}?[0-9]{0,2}"
    "(?:大道|大街|(?<!大)街(?!道)|路|巷|胡同|(?<![一二三四五六七八九十])弄|[道条](?=[0-9]))(?![路街巷弄道口桥])"
)
_NUMBERED = re.compile("([0-9一二三四五六七八九十]{1,3})(号.+)")
# 百大花园湖墅南路: an estate before its road, not 广场东路 or 大学路.
_PLACE_BEFORE = re.compile(
    "(.+?(?:花园|小区|公寓|大厦|广场|家园|新村|校区|园区|开发区|大楼|市场|酒店|宾馆|医院|学校|大学|公司))"
    "(?![东南西北中一二三四五六七八九十]{1,2}[路街])(.{2,}(?:路|街|巷|大道))"
)
LONGEST_NAME = 5


def read_road(text: str, at: int, parts: dict[str, str]) -> int:
    """Put the road at a place of the text among the parts; gives where it ends."""
    found = ROAD.match(text, at)
    if not found:
        return at
    road = found[0]
    numbered = _NUMBERED.fullmatch(road)
    if numbered:
        road = plain_number(numbered[1]) + numbered[2]
    elif len(road) > LONGEST_NAME:
        split = _PLACE_BEFORE.fullmatch(road)
        if split:
            parts["place"], road = split[1], split[2]
    parts["road"] = road
    return found.end()
