"""The head of an address: province, city, district, street, community and villagers' group."""

import re
from collections import defaultdict

from spatial.addresses.cities import MUNICIPALITIES, PROVINCE_OF, SHORT_PREFECTURES
from spatial.addresses.numerals import NUMERAL, plain_number
from spatial.addresses.roads import ROAD, ROAD_WORD
from spatial.codes.provinces import PROVINCES

Names = dict[str, list[tuple[str, str]]]

HAN = "[\u3400-\u9fff]"
# A name that goes on as a road's is none of an area: 杭州路, 鄞县大道, 乌镇东路.
_SHORT_NAME_ENDS = re.compile(
    rf"(?![东南西北中前后上下内外环新老支一二三四五六七八九十]{{0,3}}{ROAD_WORD})(?![区县旗镇乡村街里市])"
)
_NO_ROAD = rf"(?![东南西北中前后]?{ROAD_WORD})"
# 小区, 东区3幢 and 翠苑一区 are parts of estates, 城市花园 and 超市 are none of a city.
_DISTRICT = re.compile(
    rf"{HAN}{{2,12}}?自治[县旗]"
    rf"|{HAN}(?:(?![路街巷弄号村幢栋座]|[镇乡](?![市县])){HAN}){{0,5}}?"
    "(?:(?<![小社校厂库景片园活宅舍街发一二三四五六七八九十])"
    "区(?:(?<![东南西北新]区)|(?![0-9]|[A-Za-z][幢栋座]|[一二三四五六七八九十]+[幢栋号座]))"
    rf"|县|市(?<={HAN}{HAN}市)(?<![都超门集夜]市)(?![花广])|旗(?<={HAN}{HAN}旗))(?!{ROAD_WORD}(?!桥))"
)
_STREET = re.compile(
    rf"{HAN}(?:(?![巷弄号幢栋区]|路(?!街道)|街(?![道镇])){HAN}){{0,7}}?"
    rf"(?:街道(?:办事处)?|[镇乡](?![苑园居庭花]){_NO_ROAD})"
)
# 新村, 蒋村花园 are estates.
_COMMUNITY = re.compile(
    rf"{HAN}(?:(?![路巷弄号幢栋]|街(?!道)|区(?!社区)){HAN}){{0,8}}?"
    rf"(?:社区(?:居委会)?|居委会|村委会|(?<!新)村(?!委会|社区|花园|小区|公寓|家园|[口民]){_NO_ROAD})"
)
_GROUP = re.compile(rf"第?([0-9]{{1,3}}|{NUMERAL})(?:村民)?小?组")
_OFFICE = "办事处"
_CITY_DISTRICT = "市辖区"
_PREFECTURE = "地区"
"""What some cities were before they were cities."""


def _by_beginning(names: dict[str, str]) -> Names:
    found: Names = defaultdict(list)
    for full, short in names.items():
        found[full[:2]].append((full, short))
    return dict(found)


def _shorten(name: str) -> str:
    if name.endswith("区") and len(name) > 3:
        return name[:3] if name.startswith("内蒙古") else name[:2]
    return name[:-1] if name[-1] in "省市" else SHORT_PREFECTURES.get(name, name)


_PROVINCES = _by_beginning({text.zh: _shorten(text.zh) for text in PROVINCES.values()})
_CITIES = _by_beginning({city: _shorten(city) for city in (*PROVINCE_OF, *sorted(MUNICIPALITIES))})


def read_areas(text: str, parts: dict[str, str]) -> int:
    """Put the areas at the beginning of a text among the parts; gives where they end."""
    at = _skip_repetition(text, _read_city(text, _read_province(text, parts), parts), parts)
    if text.startswith(_CITY_DISTRICT, at):
        at += len(_CITY_DISTRICT)
    found = _DISTRICT.match(text, at)
    if found and not (found[0].endswith("市") and parts.get("city") in MUNICIPALITIES):
        parts["district"] = found[0]
        at = _skip_repetition(text, found.end(), parts)
        at += len(found[0]) if text.startswith(found[0], at) else 0
    found = _STREET.match(text, at)
    if found:
        parts["street"] = found[0].removesuffix(_OFFICE)
        at = found.end()
    found = _COMMUNITY.match(text, at)
    if found:
        parts["community"] = found[0]
        at = found.end()
    found = _GROUP.match(text, at)
    if found:
        parts["group"] = plain_number(found[1])
        at = found.end()
    return at


def _read_province(text: str, parts: dict[str, str]) -> int:
    for full, short in _PROVINCES.get(text[:2], ()):
        if text.startswith(full):
            parts["province"] = full
            return len(full)
        end = len(short)
        if text.startswith(short) and _SHORT_NAME_ENDS.match(text, end):
            known = any(text.startswith(city, end) for _, city in _CITIES.get(text[end : end + 2], ()))
            if known or _DISTRICT.match(text, end):
                parts["province"] = full
                return end
    return 0


def _read_city(text: str, at: int, parts: dict[str, str]) -> int:
    """The city, and its province where the text does not tell it."""
    province = parts.get("province")
    found, end = None, at
    for full, short in _CITIES.get(text[at : at + 2], ()):
        if text.startswith(full, at):
            found, end = full, at + len(full)
        elif text.startswith(short + _PREFECTURE, at):
            found, end = full, at + len(short + _PREFECTURE)
        elif text.startswith(short, at) and _goes_on(text, at + len(short)):
            found, end = full, at + len(short)
    if found is None and province in MUNICIPALITIES:
        found = province
    if found is not None:
        parts["city"] = found
        parts["province"] = province or PROVINCE_OF.get(found, found)
    return end


def _goes_on(text: str, at: int) -> bool:
    """Whether a district, street or road follows, so that what stands before is a city without its 市."""
    return bool(
        _SHORT_NAME_ENDS.match(text, at)
        and (_DISTRICT.match(text, at) or _STREET.match(text, at) or ROAD.match(text, at))
    )


def _skip_repetition(text: str, at: int, parts: dict[str, str]) -> int:
    """Where a text goes on when it tells its areas twice (浙江省杭州市浙江省杭州市西湖区)."""
    province = parts.get("province")
    if province is None or not text.startswith(province, at):
        return at
    for name in ("province", "city", "district"):
        told = parts.get(name)
        if told is not None and text.startswith(told, at):
            at += len(told)
    return at
