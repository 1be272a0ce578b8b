"""Values of a table's columns, brought to the type of the record's field they are for."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from math import isfinite
from typing import Any

from spatial.profile.kinds import Slot, choices_of
from spatial.vector.cells import Odd, say

LARGEST = {"{count}": 2**31 - 1}
"""A whole number of a record is a year, a rank or a few, and its column of sixteen bits; a count is not."""
TRUE, FALSE = {"true", "yes", "y", "t", "1", "是"}, {"false", "no", "n", "f", "0", "否"}


def cast(value: Any, slot: Slot, factor: float = 1.0, form: str | None = None) -> Any:
    """`value` as the field `slot` keeps it, numbers times `factor`, dates read by `form` (strptime).

    None and blank text are None; what cannot be so is an Odd.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if issubclass(slot.type, StrEnum):
        return _cast_word(value, slot)
    if slot.type in (int, float):
        return _cast_number(value, slot, factor)
    return _cast_date(value, form) if slot.type is date else _CASTS[slot.type](value)


def write(value: Any) -> str:
    """A value as text; a whole number is written without a point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _cast_word(value: Any, slot: Slot) -> Any:
    word = write(value)
    if word not in choices_of(slot):
        return Odd(f"{say(word)} is none of {', '.join(choices_of(slot))}")
    return slot.type(word)


def _cast_number(value: Any, slot: Slot, factor: float) -> Any:
    if isinstance(value, bool | date):
        return Odd(f"{say(value)} is no number")
    try:
        number = float(value) * factor
    except (TypeError, ValueError, OverflowError):
        return Odd(f"{say(value)} is no number")
    if not isfinite(number):
        return Odd(f"{say(value)} is no number")
    if slot.type is float:
        return number
    whole = round(number)
    if factor == 1.0 and whole != number:
        return Odd(f"{say(value)} is no whole number")
    largest = LARGEST.get(slot.unit or "", 2**15 - 1)
    return whole if abs(whole) <= largest else Odd(f"{say(value)} is larger than {largest}")


def _cast_date(value: Any, form: str | None) -> Any:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = write(value)
    try:
        return datetime.strptime(text, form).date() if form else date.fromisoformat(text)
    except ValueError:
        return Odd(f"{say(text)} is no date {f'of the form {form}' if form else 'such as 2024-05-01'}")


def _cast_truth(value: Any) -> Any:
    word = write(value).lower()
    if word in TRUE | FALSE:
        return word in TRUE
    return Odd(f"{say(value)} says neither yes nor no")


_CASTS: dict[type[Any], Callable[[Any], Any]] = {bool: _cast_truth, str: write}
