"""Addresses read: a text taken apart, nothing of it lost, by rules that are told where they are used."""

import re

from spatial.addresses.address import BREAK, HAN, Address
from spatial.addresses.areas import read_areas
from spatial.addresses.cleaning import clean
from spatial.addresses.numerals import plain_number
from spatial.addresses.roads import ROAD, read_road
from spatial.addresses.tokens import Token, begins_with_number, read_tokens
from spatial.addresses.western import read_western

LONG = 3
"""So many digits are the number of a room and not of a building or unit."""

NEAR = re.compile("对面|附近|隔壁|旁边|斜对|门口|楼下|交叉|路口")
"""Words by which a text tells what it is near, not where it is."""

_BASEMENT = re.compile("(?:地下|负|B)([0-9]+)")
_NAME = re.compile("[\u3400-\u9fff]|[A-Za-z]{3}")
# A postcode, or a sign before the first area.
_LEAD = re.compile("[^\u3400-\u9fff¦]{1,12}(?=[\u3400-\u9fff])")
_BUILDING_WORDS = frozenset(("号楼", "号幢", "号栋", "幢", "栋", "座", "#楼", "#"))
_ROOM_WORDS = frozenset(("室", "房", "号房", "号室", "户"))
_UNIT_WORDS = frozenset(("单元", "门"))
_NARROW = ("building", "unit", "floor", "room")
_EDGES = "-/、之附第·# " + BREAK
# What hyphens part, by how many parts there are and what is known already.
_AFTER_ROAD = {1: ("number",), 3: ("number", "unit", "room"), 4: ("number", "building", "unit", "room")}
_AFTER_PLACE = {3: ("building", "unit", "room"), 4: ("building", "unit", "floor", "room")}
_AFTER_BUILDING = {1: ("room",), 2: ("unit", "room"), 3: ("unit", "floor", "room")}
_AFTER_UNIT = {1: ("room",), 2: ("floor", "room")}


def parse(text: str) -> Address:
    """The parts of an address; whatever the text, it is answered, and what is not understood is its rest."""
    cleaned = clean(text)
    parts: dict[str, str] = {}
    left: list[str] = []
    readings: list[str] = []
    if HAN.search(cleaned.text):
        text = _without_lead(cleaned.text, left)
        tokens, tail = read_tokens(text, read_road(text, read_areas(text, parts), parts))
        _take_tokens(tokens, parts, left, readings)
        _take_tail(tail, parts, left)
    elif cleaned.text:
        left.append(read_western(cleaned.text, parts))
    rest = " ".join(one for one in [*left, cleaned.rest or ""] if one)
    return Address(**parts, remark=cleaned.remark, rest=rest or None, readings=tuple(readings))


def _without_lead(text: str, left: list[str]) -> str:
    """The text from its first word on, what stands before it being left."""
    lead = _LEAD.match(text)
    if not lead or ROAD.match(text) or begins_with_number(text):
        return text
    told = lead[0].strip(_EDGES)
    if told:
        left.append(told)
    return text[lead.end() :]


def _take_tokens(tokens: list[Token], parts: dict[str, str], left: list[str], readings: list[str]) -> None:
    for index, token in enumerate(tokens):
        if token.name:
            _take_name(token.name, parts, left)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if not _take_number(token, following, parts, readings):
            left.append(token.text)


def _take_name(name: str, parts: dict[str, str], left: list[str]) -> None:
    """A name between two numbers is a place, the first of them."""
    stripped = name.strip(_EDGES)
    if not stripped:
        return
    late = "place" in parts or "room" in parts or "floor" in parts
    if late or NEAR.search(stripped) or not _NAME.search(stripped):
        left.append(stripped)
    else:
        parts["place"] = stripped


def _take_tail(tail: str, parts: dict[str, str], left: list[str]) -> None:
    """What follows the last number is a place, unless a narrower part was told before."""
    stripped = tail.strip(_EDGES)
    if not stripped:
        return
    late = "place" in parts or any(name in parts for name in _NARROW)
    if late or NEAR.search(stripped) or not _NAME.search(stripped):
        left.append(stripped)
    else:
        parts["place"] = stripped


def _take_number(token: Token, following: Token | None, parts: dict[str, str], readings: list[str]) -> bool:
    """Put a number among the parts by its word; whether there was room for it."""
    word, value = token.word, plain_number(token.value)
    if word in ("", *_ROOM_WORDS, *_UNIT_WORDS) and ("-" in value or not word):
        return _take_hyphens(token, value, parts, readings)
    if word in ("弄", "支弄", "巷"):
        return _take_lane(value + word, parts)
    if word in ("号", "号院"):
        return _take_door(token, value, parts, readings)
    if word in _BUILDING_WORDS:
        name = "unit" if "building" in parts and word == "座" else "building"
    elif word in _UNIT_WORDS:
        name = "unit"
    elif word in _ROOM_WORDS:
        name = "room"
    else:
        name = _floor_or_building(word, value, following, parts)
        value = _below_ground(value) if name == "floor" else value
    return _put(name, value, parts)


def _put(name: str, value: str, parts: dict[str, str]) -> bool:
    if name in parts:
        return False
    parts[name] = value
    return True


def _take_lane(told: str, parts: dict[str, str]) -> bool:
    if "number" in parts or "building" in parts or not ("lane" not in parts or told.endswith("支弄")):
        return False
    parts["lane"] = parts.get("lane", "") + told
    return True


def _take_door(token: Token, value: str, parts: dict[str, str], readings: list[str]) -> bool:
    """A 号 is the number of the door at the road; after it a building, or where it is long or late a room."""
    first = not any(name in parts for name in ("number", *_NARROW))
    if value.count("-") > (1 if first else 0):
        return _take_hyphens(token, value, parts, readings)
    if "number" in parts and value.startswith("附"):
        parts["number"] += value
        return True
    if first:
        return _put("number", value, parts)
    late = any(name in parts for name in _NARROW)
    name = "room" if late or (len(value) >= LONG and value.isdigit()) else "building"
    if name in parts:
        return False
    readings.append(f"{token.text} read as {name}")
    return _put(name, value, parts)


def _floor_or_building(word: str, value: str, following: Token | None, parts: dict[str, str]) -> str:
    """3楼 is a floor of a building that is known, else the building; before a unit it is the building."""
    if word != "楼" or value.startswith(("地下", "负")):
        return "floor"
    if "building" in parts:
        return "floor"
    if value.isalpha() or (following is not None and following.word in _UNIT_WORDS):
        return "building"
    return "floor" if "number" in parts or "place" in parts else "building"


def _below_ground(value: str) -> str:
    found = _BASEMENT.fullmatch(value)
    return f"-{found[1]}" if found else value


def _take_hyphens(token: Token, value: str, parts: dict[str, str], readings: list[str]) -> bool:
    """Numbers with hyphens and no word between them, read by how many there are and what is known."""
    said = value.split("-")
    names = _names_of(said, token.word, parts)
    if names is None or any(name in parts for name in names):
        return False
    if len(names) < len(said):
        said = ["-".join(said)]
    parts.update(zip(names, said, strict=True))
    if not token.word or len(names) > 1:
        readings.append(f"{token.text} read as {'-'.join(names)}")
    return True


def _names_of(said: list[str], word: str, parts: dict[str, str]) -> tuple[str, ...] | None:
    number, long = len(said), len(said[-1]) >= LONG
    if word in _UNIT_WORDS:
        return ("unit",) if "building" in parts or number != 2 else ("building", "unit")
    if (
        number == 2
        and len(said[0]) >= LONG
        and ("number" in parts or "place" in parts or "building" in parts)
    ):
        return ("room",)
    if "unit" in parts:
        return _AFTER_UNIT.get(number)
    if "building" in parts:
        return _AFTER_BUILDING.get(number)
    if ("road" in parts or "lane" in parts) and not ("number" in parts or "place" in parts or word):
        return _AFTER_ROAD.get(number, ("number", "room") if long else ("number",))
    if number == 1:
        return ("room",) if long or word else ("building",)
    return _AFTER_PLACE.get(number, ("building", "room") if long or word else ("building", "unit"))
