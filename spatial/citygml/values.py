"""What is no geometry of a city object, as plain JSON: attributes, generic ones, those of extensions."""

import math
import re
from collections.abc import Callable
from typing import Any

from spatial.citygml.codelists import CodeLists
from spatial.citygml.names import HREF, NIL, Element, id_of, name_of

# Takes a property that is no plain value (geometry, a feature of its own) out of the attributes.
Take = Callable[[Element], bool]

GENERIC = "gen"
_GENERIC = re.compile(r"(string|int|double|date|uri|measure)Attribute")
NUMBERS = {"int", "double", "measure"}
_DIGITS = re.compile(r"[+-]?\d{1,18}")


class Code(str):
    """A code whose list is not at hand: nobody knows what it means."""


class Values:
    """Reads elements to JSON; `lists` explains codes, `take` takes what holds or links to no plain value."""

    def __init__(self, lists: CodeLists, take: Take) -> None:
        self.lists, self.take = lists, take

    def read(self, element: Element) -> dict[str, Any]:
        """All properties of a feature or data type by their local names; one that repeats is a list.

        A generic attribute, or one of an extension, whose name is taken gets its vocabulary before it.
        """
        found: dict[str, Any] = {}
        generic: dict[str, Any] = {}
        owners: dict[str, str] = {}
        for child in element.iterchildren("*"):
            vocabulary, local = name_of(child.tag)
            nested = len(child) > 0
            if (nested or child.get(HREF) is not None) and self.take(child):
                continue
            if vocabulary == GENERIC and child.get("name") is not None:
                add(generic, child.get("name"), self._read_generic(child, local))
                continue
            value = self._read_property(child, local) if nested else self._read_plain(child)
            if value is not None:
                own = owners.setdefault(local, vocabulary) == vocabulary
                add(found, local if own else f"{vocabulary}:{local}", value)
        for name, value in generic.items():
            found[f"{GENERIC}:{name}" if name in found else name] = value
        return found

    def _read_property(self, element: Element, local: str) -> Any:
        """The value of a property: text, number with unit, code, link, or the data types it holds."""
        inner = list(element.iterchildren("*"))
        if not inner:
            return self._read_plain(element)
        kept = [value for one in inner if (value := self._read_type(one, local)) is not None]
        return (kept[0] if len(kept) == 1 else kept) if kept else None

    def _read_type(self, element: Element, of: str) -> Any:
        """A data type as an object that says its own name where the property's does not tell it."""
        if next(element.iterchildren("*"), None) is None:
            return self._read_plain(element)
        local = name_of(element.tag).local
        told = {} if local.lower() == of.lower() else {"type": local}
        id = id_of(element)
        return (told | ({"id": id} if id else {}) | self.read(element)) or None

    def _read_plain(self, element: Element) -> Any:
        text = (element.text or "").strip()
        if not text:
            href = element.get(HREF)
            return None if href is None or element.get(NIL) == "true" else {"href": href}
        if element.get("uom") is not None:
            number = read_number(text)
            return {"value": text if number is None else number, "uom": element.get("uom")}
        space = element.get("codeSpace")
        if not space:
            return text
        meaning = self.lists.explain(space, text)
        return Code(text) if meaning is None else {"code": text, "name": meaning}

    def _read_generic(self, element: Element, local: str) -> Any:
        if local == "genericAttributeSet":
            return self.read(element)
        kind = _GENERIC.fullmatch(local)
        value = next((one for one in element.iterchildren("*") if name_of(one.tag).local == "value"), None)
        text = "" if value is None else (value.text or "").strip()
        number = read_number(text) if kind and kind[1] in NUMBERS else None
        if number is None:
            return text
        if kind and kind[1] == "measure" and value is not None and value.get("uom") is not None:
            return {"value": number, "uom": value.get("uom")}
        return number


def add(found: dict[str, Any], name: str, value: Any) -> None:
    """Add a value; one that is there already becomes a list."""
    if name not in found:
        found[name] = value
    elif isinstance(found[name], list):
        found[name].append(value)
    else:
        found[name] = [found[name], value]


def read_number(text: str) -> int | float | None:
    """A whole or decimal number; None for what is none."""
    if _DIGITS.fullmatch(text):
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in text else None
