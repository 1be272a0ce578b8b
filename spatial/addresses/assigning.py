"""Which part of an address a number is, by the word that follows it, by hyphens, by what is known already.

Where no word says it, these rules are used and told among the readings:
88-1-502 straight after a road is number, unit and room, 88-502 number and room, 88-1 the number 88-1;
8-1-1202 after a place or number is building, unit and room, 8-1202 building and room, 8-1 building and unit;
a number alone is the room if it has three digits or follows a building, else the building.
"""

import re

from spatial.addresses.numerals import plain_number
from spatial.addresses.tokens import Token

LONG = 3
"""So many digits are the number of a room and not of a building or unit."""
NARROW = ("building", "unit", "floor", "room")

_BASEMENT = re.compile("(?:地下|负|B)([0-9]+)")
_BUILDING_WORDS = frozenset(("号楼", "号幢", "号栋", "幢", "栋", "座", "#楼", "#"))
_ROOM_WORDS = frozenset(("室", "房", "号房", "号室", "户"))
_UNIT_WORDS = frozenset(("单元", "门"))
_LANE_WORDS = frozenset(("弄", "支弄", "巷"))
_FLOOR_WORDS = frozenset(("层", "F", "f"))
_HYPHENED = frozenset(("", *_ROOM_WORDS, *_UNIT_WORDS, *_FLOOR_WORDS))
# What hyphens part, by how many parts there are and what is known already.
_AFTER_ROAD = {1: ("number",), 3: ("number", "unit", "room"), 4: ("number", "building", "unit", "room")}
_AFTER_PLACE = {3: ("building", "unit", "room"), 4: ("building", "unit", "floor", "room")}
_AFTER_BUILDING = {1: ("room",), 2: ("unit", "room"), 3: ("unit", "floor", "room")}
_AFTER_UNIT = {1: ("room",), 2: ("floor", "room")}


def assign_number(token: Token, following: Token | None, parts: dict[str, str], readings: list[str]) -> bool:
    """Put a number among the parts by its word; whether there was room for it."""
    word, value = token.word, plain_number(token.value)
    if word in _HYPHENED and ("-" in value or not word):
        return _take_hyphens(token, value, parts, readings)
    if word in _LANE_WORDS:
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
    late = not parts.keys().isdisjoint(NARROW)
    first = not late and "number" not in parts
    if value.count("-") > (1 if first else 0):
        return _take_hyphens(token, value, parts, readings)
    if "number" in parts and value.startswith("附"):
        parts["number"] += value
        return True
    if first:
        return _put("number", value, parts)
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
    if word in _UNIT_WORDS or word in _FLOOR_WORDS:
        name = "unit" if word in _UNIT_WORDS else "floor"
        return (name,) if "building" in parts or number != 2 else ("building", name)
    located = "number" in parts or "place" in parts
    if number == 2 and len(said[0]) >= LONG and (located or "building" in parts):
        return ("room",)
    if "unit" in parts:
        return _AFTER_UNIT.get(number)
    if "building" in parts:
        return _AFTER_BUILDING.get(number)
    at_road = ("road" in parts or "lane" in parts) and not located and not word
    if number == 2:
        if at_road:
            return ("number", "room") if long else ("number",)
        return ("building", "room") if long or word else ("building", "unit")
    if at_road:
        return _AFTER_ROAD.get(number)
    if number == 1:
        return ("room",) if long or word else ("building",)
    return _AFTER_PLACE.get(number)
