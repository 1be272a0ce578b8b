"""Attributes as records take them: codes by their meaning, measures in metres, unknown as unknown."""

from collections.abc import Callable
from datetime import date
from typing import Any

from spatial.citygml.values import Code
from spatial.units import read_metres

CODED = ("name", "class", "function", "usage")
METRES = ("measuredHeight",)
# What publishers of i-UR write where a value is not known.
UNKNOWN = {
    "measuredHeight": {"-9999", "9999"},
    "storeysAboveGround": {"9999", "-9999"},
    "storeysBelowGround": {"9999", "-9999"},
    "year": {"0001", "1", "9999"},
    "yearOfConstruction": {"0001", "1", "9999"},
}

Note = Callable[[str, str], None]


def take_unknown(attributes: dict[str, Any], note: Note) -> dict[str, Any]:
    """The attributes whose value stands for “unknown”, taken out; `note` hears of each name and value."""
    taken = {}
    for name, signs in UNKNOWN.items():
        text = str(_plain(attributes.get(name)))
        if text.removesuffix(".0") in signs:
            taken[name] = attributes.pop(name)
            note(name, text)
    return taken


def settle(attributes: dict[str, Any]) -> None:
    """Put the attributes of every kind into the words of records: codes by their meaning, heights in metres.

    A code stays beside its meaning, as classCode. A name that is a code nobody explains is no name.
    """
    for name in CODED:
        if name in attributes:
            _settle_code(attributes, name)
    for name in METRES:
        metres = to_metres(attributes.get(name))
        if metres is not None:
            attributes[name] = metres


def _settle_code(attributes: dict[str, Any], name: str) -> None:
    values = attributes[name] if isinstance(attributes[name], list) else [attributes[name]]
    if name == "name" and all(isinstance(value, Code) for value in values):
        attributes["nameCode"] = attributes.pop("name")
    elif any(is_explained(value) for value in values):
        codes = [value["code"] if is_explained(value) else value for value in values]
        names = [say(value) for value in values]
        attributes[f"{name}Code"] = codes[0] if len(codes) == 1 else codes
        attributes[name] = names[0] if len(names) == 1 else names


def is_explained(value: Any) -> bool:
    """Whether a value is a code with its meaning."""
    return isinstance(value, dict) and set(value) == {"code", "name"}


def say(value: Any) -> Any:
    """A value in words: a code by its meaning where that is known."""
    return value["name"] if is_explained(value) else value


def say_known(value: Any) -> str | None:
    """A text, or a code by its meaning; None for a code nobody explains."""
    told = say(value)
    return told if isinstance(told, str) and told and not isinstance(told, Code) else None


def to_metres(value: Any) -> float | None:
    """A measure in metres; one without a unit is taken as metres. None for what is none."""
    if value is None:
        return None
    unit = (
        str(value["uom"]).rsplit(":", 1)[-1].lstrip("#") if isinstance(value, dict) and "uom" in value else ""
    )
    return read_metres(f"{_plain(value)} {unit}")


def to_number(value: Any) -> float | None:
    """A plain number; None for what is none."""
    try:
        return float(_plain(value))
    except (TypeError, ValueError):
        return None


def to_date(value: Any) -> date | None:
    """A date; None for what is none, and for the year 1, which stands for unknown."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if day.year > 1 else None


def _plain(value: Any) -> Any:
    return value.get("value") if isinstance(value, dict) else value


def list_codes(attributes: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The object's other codes, by scheme: its building id, and what it is called in other systems."""
    ids = (told.get("buildingID") for told in as_dicts(attributes.get("buildingIDAttribute")))
    found = [("buildingID", id) for id in ids if isinstance(id, str)]
    for told in as_dicts(attributes.get("externalReference")):
        named = next(iter(as_dicts(told.get("externalObject"))), told)
        code = named.get("name") or named.get("uri") or named.get("externalObject")
        if isinstance(code, str):
            found.append((str(told.get("informationSystem") or "externalReference"), code))
    return tuple(dict.fromkeys(found))


def as_dicts(value: Any) -> list[dict[str, Any]]:
    """The data types among one value or several."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
