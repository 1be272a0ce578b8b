"""Values of a file's columns, brought to the types that a table declares; what does not fit is told."""

import base64
import math
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from types import NoneType
from typing import Any, NamedTuple

import orjson

LARGEST = 2**63 - 1
SHOWN = 40

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class Odd(NamedTuple):
    """A value that is not of its column's type, or cannot be kept at all; `message` ends the sentence."""

    message: str


def fit(value: Any, type: str) -> Any:
    """`value` as a column of `type` keeps it; None stays None, a number that is NaN becomes None.

    Binary values become base64 text. What cannot be so is an Odd.
    """
    return None if value is None else FITS[type](value)


def is_plain(values: Sequence[Any], type: str) -> bool:
    """Whether the values of a whole column are what one of `type` keeps as they are; False where in doubt."""
    return type in PLAIN and PLAIN[type](values)


def say(value: Any) -> str:
    """The beginning of a value, in quotes."""
    text = str(value)
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"


def _fit_string(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dict | list | bool):
        value = orjson.dumps(value).decode()
    text = str(value)
    return Odd("holds a NUL character; remove it") if "\0" in text else text


def _fit_integer(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if type(value) is not int:
        return Odd(f"{say(value)} is no whole number")
    return value if abs(value) <= LARGEST else Odd(f"{say(value)} is larger than 64 bits hold")


def _fit_number(value: Any) -> Any:
    if type(value) not in (int, float):
        return Odd(f"{say(value)} is no number")
    if math.isinf(value):
        return Odd("infinity is no number; leave it empty where it is unknown")
    return None if math.isnan(value) else float(value)


def _fit_boolean(value: Any) -> Any:
    return (
        bool(value) if value in (0, 1) and not isinstance(value, str) else Odd(f"{say(value)} is not 0 or 1")
    )


def _fit_date(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return _parse(value, date.fromisoformat, "date such as 2024-05-01")


def _fit_datetime(value: Any) -> Any:
    if not isinstance(value, datetime):
        value = _parse(value, datetime.fromisoformat, "date and time such as 2024-05-01T08:00:00Z")
    return value if isinstance(value, Odd) or value.tzinfo is None else _turn_to_utc(value)


def _turn_to_utc(value: datetime) -> Any:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        return Odd(f"{say(value)} is none of the years 1 to 9999")


def _fit_time(value: Any) -> Any:
    return value if isinstance(value, time) else _parse(value, time.fromisoformat, "time such as 08:00:00")


def _parse(value: Any, read: Callable[[str], Any], what: str) -> Any:
    try:
        return read(value)
    except (TypeError, ValueError):
        return Odd(f"{say(value)} is no {what}")


def _fit_object(value: Any) -> Any:
    if isinstance(value, str | bytes):
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            return Odd(f"{say(value)} is not valid JSON")
    return Odd("holds a NUL character; remove it") if _NUL.search(orjson.dumps(value)) else value


def _are_strings(values: Sequence[Any]) -> bool:
    return set(map(type, values)) <= {str, NoneType} and not any("\0" in one for one in values if one)


def _are_integers(values: Sequence[Any]) -> bool:
    plain = set(map(type, values)) <= {int, NoneType}
    return plain and all(one is None or -LARGEST <= one <= LARGEST for one in values)


def _are_numbers(values: Sequence[Any]) -> bool:
    plain = set(map(type, values)) <= {float, NoneType}
    return plain and all(one is None or math.isfinite(one) for one in values)


PLAIN: dict[str, Callable[[Sequence[Any]], bool]] = {
    "string": _are_strings,
    "integer": _are_integers,
    "number": _are_numbers,
}
FITS: dict[str, Callable[[Any], Any]] = {
    "string": _fit_string,
    "integer": _fit_integer,
    "number": _fit_number,
    "boolean": _fit_boolean,
    "date": _fit_date,
    "datetime": _fit_datetime,
    "time": _fit_time,
    "object": _fit_object,
}
