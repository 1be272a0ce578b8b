"""Whether two addresses are one: keys that need no prefix, and a comparison part by part with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler

from spatial.addresses.address import PARTS, Address
from spatial.addresses.reading import NEAR


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
        yield f"{address.road}|{door}"
    name = address.place or (address.community and f"{address.community}|{address.group or ''}")
    if name and (address.building or (told and not address.road)):
        yield f"{name}|{NO_DOOR if address.road else door}"


def _within(address: Address, level: Level) -> str | None:
    building = address.building or ""
    if level is Level.BUILDING:
        return building
    return f"{building}|{address.unit or ''}|{address.room}" if address.room else None


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
        elif left == right:
            agree.append(name)
        else:
            differ.append(name)
            told.append(f"{name} ({left}, {right})")
    reason = _sentence(("agree in", agree), ("differ in", told), ("only one tells", one_sided))
    return Comparison(tuple(agree), tuple(differ), tuple(one_sided), _likeness(one, other), reason)


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
