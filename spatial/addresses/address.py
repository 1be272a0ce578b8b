"""An address in its parts, and the one way of writing them."""

import re
from dataclasses import dataclass, field

from spatial.addresses.areas import read_areas
from spatial.addresses.roads import ROAD

REST = "‖"
"""Stands before what was not understood, so that a written address can be read again."""
BREAK = "¦"
"""Stands where a name and a number would run together; nothing else in a written address needs it."""
HAN = re.compile("[\u3400-\u9fff]")

_RUNS_ON = re.compile("[0-9A-Za-z楼院房室幢栋线之附路街巷弄道口桥甲乙丙丁戊]")
_IS_RUN_INTO = re.compile("[0-9A-Za-z附甲乙丙丁戊东南西北中负下第、]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The parts of an address, each None where it is not told.

    `city` of a municipality (北京市) is the province. `community` is a village or community, `group` a
    villagers' group (组), `lane` a numbered lane with its word ("123弄"), `place` a named estate, compound or
    tower. Numbers are digits and capitals: "12-3", "12附1", "12甲". `remark` stood in brackets, `rest` was
    not understood; `readings` tell what was read by a rule because no word said so.
    """

    province: str | None = None
    city: str | None = None
    district: str | None = None
    street: str | None = None
    community: str | None = None
    group: str | None = None
    road: str | None = None
    lane: str | None = None
    number: str | None = None
    place: str | None = None
    building: str | None = None
    unit: str | None = None
    floor: str | None = None
    room: str | None = None
    remark: str | None = None
    rest: str | None = None
    readings: tuple[str, ...] = field(default=(), compare=False)


PARTS = tuple(name for name in Address.__dataclass_fields__ if name not in ("remark", "rest", "readings"))
"""The parts from the widest to the narrowest."""
AREAS = ("district", "street", "community")
WORDS = {"group": "组", "number": "号", "building": "幢", "unit": "单元", "floor": "层", "room": "室"}
"""The word that follows a number where it is written."""


def write(address: Address) -> str:
    """The address in its one form; reading it again gives the same parts."""
    western = address.road is not None and not HAN.search(address.road)
    told = f"{address.road} {address.number}" if western else "".join(_chinese(address))
    remark = f"({address.remark})" if address.remark else ""
    rest = REST + address.rest if address.rest else ""
    return told + remark + rest


def _chinese(address: Address) -> list[str]:
    """A place stands after the number of a road, and before a number that has no road."""
    named = ("road", "lane", "number", "place") if address.road else ("place", "lane", "number")
    city = () if address.city == address.province else ("city",)
    order = ("province", *city, *AREAS, "group", *named, "building", "unit", "floor", "room")
    told = [(name, getattr(address, name)) for name in order]
    return [_part(name, value) for name, value in told if value is not None]


def _part(name: str, value: str) -> str:
    if name == "place":
        before = BREAK if _RUNS_ON.match(value) or ROAD.match(value) or read_areas(value, {}) else ""
        after = BREAK if _IS_RUN_INTO.search(value) else ""
        return before + value + after
    below_ground = value.startswith("-")
    return ("负" + value[1:] if below_ground else value) + WORDS.get(name, "")
