"""Whether two sources say the same of a field: figures within a tolerance, words however they are written."""

import re
import unicodedata
from dataclasses import fields
from typing import Any

from spatial.profile.kinds import list_slots
from spatial.records import Record

# A surveyed area is told to a hundredth (GB/T 17986.1-2000 房产测量规范), but sources round it to a tenth.
TOLERANCES = {"m2": 0.05, "CNY/m2": 0.5, "CNY/mo": 0.5, "CNY/a": 0.5}
REFERENCES = frozenset({"house", "dwelling", "household", "person", "workplace", "enterprise", "parcel"})
"""Fields that hold the source's own codes of other rows, which no other source can agree with."""
UNCOMPARED = frozenset({"valid_from", "valid_to"})

_IGNORED = re.compile(r"[\s,，.。·・\-－—()（）]+")


def fields_of(kind: type[Record]) -> dict[str, float | None]:
    """The fields of a kind that sources can agree on, with the tolerance of those that are figures."""
    slots = list_slots(kind)
    return {
        one.name: tolerance_of(slots[one.name].type, slots[one.name].unit)
        for one in fields(kind)
        if one.name in slots and one.name not in REFERENCES | UNCOMPARED
    }


def tolerance_of(type: type[Any], unit: str | None) -> float | None:
    """How far two figures of that unit may lie apart and still be one; None for what is no figure."""
    return TOLERANCES.get(unit or "", 1e-9) if type in (int, float) else None


def agree(one: Any, other: Any, tolerance: float | None) -> bool:
    """Whether two values of a field are one."""
    if tolerance is not None:
        return abs(one - other) <= tolerance
    return plain(one) == plain(other)


def plain(value: Any) -> Any:
    """A text without width, case, blanks and punctuation; anything else as it is."""
    return (
        _IGNORED.sub("", unicodedata.normalize("NFKC", value)).casefold() if isinstance(value, str) else value
    )
