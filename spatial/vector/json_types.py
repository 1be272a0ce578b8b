"""The types of a GeoJSON file's properties, which only their values tell."""

import re
from datetime import datetime
from typing import Any

from spatial.vector.cells import LARGEST

MOMENTS = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "datetime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)"),
}


def tell_type(value: Any) -> str:
    """The type of one JSON value; a text that is a date, or a date and time with its zone, is one."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer" if abs(value) <= LARGEST else "number"
    if isinstance(value, float):
        return "number"
    if not isinstance(value, str):
        return "object"
    return next(
        (type for type, form in MOMENTS.items() if form.fullmatch(value) and is_moment(value)), "string"
    )


def is_moment(text: str) -> bool:
    """Whether a text that has the form of a date or time is one (there is no 31 April)."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def settle_type(types: set[str]) -> str:
    """The one type that holds values of several: numbers of both kinds are numbers, else all is text."""
    if types == {"integer", "number"}:
        return "number"
    return next(iter(types)) if len(types) == 1 else "string"
