"""Fields as query parameters: which can be compared, and what each takes."""

from collections.abc import Callable, Iterable
from typing import Any

from twin.doorway.parameters import Parameter, read_boolean, read_integer, read_number
from twin.filter.instants import read_date, read_instant, read_time
from twin.layer import Field

READERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "string": (str, "a text without control characters"),
    "integer": (read_integer, "an integer"),
    "number": (read_number, "a number"),
    "boolean": (read_boolean, "“true” or “false”"),
}


FORMATS: dict[str, tuple[Callable[[str], Any], str]] = {
    "date": (read_date, "a date such as 2024-05-31"),
    "date-time": (read_instant, "a date-time such as 2024-05-31T08:00:00Z (a + written as %2B)"),
    "time": (read_time, "a time of day such as 08:00:00"),
}


def comparable(fields: Iterable[Field], reserved: Iterable[Parameter]) -> list[Field]:
    """The fields a client can filter by; a reserved parameter of the same name goes before a field."""
    taken = {parameter.name for parameter in reserved}
    return [
        field
        for field in fields
        if field.type in READERS and field.format in (None, *FORMATS) and field.name not in taken
    ]


def equality(field: Field) -> Parameter:
    """The parameter that keeps the features whose field equals its value."""
    read, wants = FORMATS[field.format] if field.format else READERS[field.type]
    return Parameter(
        name=field.name,
        about=f"Only features whose “{field.name}” equals this.",
        wants=wants,
        read=read,
        schema={"type": field.type, **({"format": field.format} if field.format else {})},
    )
