"""Whether two addresses are one: keys that need no prefix, and a comparison part by part with its reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler

from spatial.addresses.address import PARTS, Address
from spatial.addresses.assigning import LONG
from spatial.addresses.numerals import NUMERAL, to_digits
from spatial.addresses.reading import NEAR

NAMES = frozenset(("community", "road", "place"))
_NUMERAL = re.compile(NUMERAL)
_ESTATE, _VILLAGE = "小区", "村"
# Parts of estates and kinds of house that bear no name of their own.
_COMMON = re.compile(
    "[东南西北中内外前后新老上下A-Za-z0-9一二三四五六七八九十]{1,3}[区期苑院楼园]"
    "|(?:教工|职工|员工|学生|单身|集体|老年)?(?:宿舍|公寓|食堂)楼?"
    "|(?:家属|小|大|住宅|商业|办公|综合|教学|门诊|实验|主|副|附|裙)?[区院楼房]"
    "|厂房|仓库|车间|车库|门面|门面房|店面|商铺|店铺|地下室|平房|自建房|安置房|别墅|排屋"
)


class Level(StrEnum):
    """What an address is matched for."""

    BUILDING = "building"
    DWELLING = "dwelling"


NO_DOOR = "|"


def keys(address: Address, level: Level, city: str = "", province: str = "") -> tuple[str, ...]:
    """What two addresses of one building or dwelling share, the surest first; none where too little is told.

    There is one key by road and number and one by named place or village, as far as both are told, for
    sources tell one or the other. District, street and community are in none: they are often missing and
    change; `compare` tells where they differ. `city` and `province` stand for those that are not told.
    """
    if address.rest and NEAR.search(address.rest):
        return ()
    within = _within(address, level)
    if within is None:
        return ()
    area = f"{address.province or province}|{address.city or city}"
    return tuple(f"{area}|{place}|{within}" for place in _places(address))


def key(address: Address, level: Level, city: str = "", province: str = "") -> str | None:
    """The surest of an address's keys; None where too little is told."""
    return next(iter(keys(address, level, city, province)), None)


def _places(address: Address) -> Iterator[str]:
    door = f"{address.lane or ''}|{address.number or ''}"
    told = door != NO_DOOR
    if address.road and told:
        yield f"{plain_name(address.road)}|{door}"
    name = _name(address)
    if name and (address.building or (told and not address.road)):
        yield f"{plain_name(name)}|{NO_DOOR if address.road else door}"


def _name(address: Address) -> str:
    """A place within its village, for many villages have a 张家; none where others bear the name too.

    A community beside a road or place is too wide: several buildings in it have one number.
    """
    community, place = address.community or "", address.place or ""
    if _COMMON.fullmatch(place) or (address.road and not place):
        return ""
    within = community if community.endswith(_VILLAGE) or not place else ""
    return f"{within}{address.group}组{place}" if address.group else within + place


def _within(address: Address, level: Level) -> str | None:
    building = address.building or ""
    if level is Level.BUILDING:
        return building
    room = _room(address)
    return f"{building}|{address.unit or ''}|{room}" if room else None


def _room(address: Address) -> str | None:
    """The room with its floor where it is counted anew on each: 12楼2室 is 1202."""
    room, floor = address.room, address.floor
    counted_anew = room is not None and floor is not None and len(room) < LONG and room.isdecimal()
    return f"{floor}{room:>02}" if counted_anew else room


@dataclass(frozen=True, slots=True)
class Comparison:
    """By which parts two addresses agree, by which they differ, and which only one of them tells.

    `likeness` is that of the two roads, or of the two places where no road is told twice: 0 to 1.
    """

    agree: tuple[str, ...]
    differ: tuple[str, ...]
    one_sided: tuple[str, ...]
    likeness: float | None
    reason: str


def compare(one: Address, other: Address) -> Comparison:
    """The two addresses part by part, from the widest to the narrowest."""
    agree, differ, one_sided, told = [], [], [], []
    for name in PARTS:
        left, right = getattr(one, name), getattr(other, name)
        if left is None and right is None:
            continue
        if left is None or right is None:
            one_sided.append(name)
        elif left == right or (name in NAMES and plain_name(left) == plain_name(right)):
            agree.append(name)
        else:
            differ.append(name)
            told.append(f"{name} ({left}, {right})")
    reason = _sentence(("agree in", agree), ("differ in", told), ("only one tells", one_sided))
    return Comparison(tuple(agree), tuple(differ), tuple(one_sided), _likeness(one, other), reason)


def plain_name(name: str) -> str:
    """A name as it is compared: 翠苑一区 is 翠苑1区, 文3路 is 文三路, 百大花园小区 is 百大花园."""
    return _NUMERAL.sub(lambda found: to_digits(found[0]), name.upper()).removesuffix(_ESTATE)


def similarity(one: str, other: str) -> float:
    """How alike two names are by Jaro and Winkler (1990): 0 to 1, a common beginning counting more."""
    return JaroWinkler.similarity(one, other)


def _likeness(one: Address, other: Address) -> float | None:
    for name in ("road", "place"):
        left, right = getattr(one, name), getattr(other, name)
        if left is not None and right is not None:
            return similarity(left, right)
    return None


def _sentence(*clauses: tuple[str, list[str]]) -> str:
    told = [f"{verb} {', '.join(names)}" for verb, names in clauses if names]
    return f"They {'; '.join(told)}." if told else "Neither address tells anything to compare."
