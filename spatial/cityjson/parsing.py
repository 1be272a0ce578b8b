"""A JSON text to what it says, strictly: what cannot be kept, or would be lost, is told by its place."""

import json
import re
from collections import Counter
from itertools import islice
from typing import Any

import orjson

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_NOT_A_NUMBER = re.compile(r"-?(?:NaN|Infinity|Inf)\b", re.IGNORECASE)


class WrongTextError(Exception):
    """What is wrong with a text, at a line and column of it where it has a place."""

    def __init__(self, what: str, line: int = 0, column: int = 0) -> None:
        super().__init__(what)
        self.what, self.line, self.column = what, line, column

    def say_place(self, before: int = 0) -> str:
        """ "line 2 column 5", counted on from the lines before the text; empty where it has no place."""
        return f"line {before + self.line} column {self.column}" if self.line else ""


def parse(text: bytes) -> Any:
    """What the text says. Raises WrongTextError."""
    if b"\\u0000" in text and (nul := _NUL.search(text)):
        raise WrongTextError("a NUL character (\\u0000); remove it", *_place(text, nul.start()))
    try:
        root = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise _explain(text, error) from None
    try:
        written = orjson.dumps(root)
    except orjson.JSONEncodeError:
        raise WrongTextError(
            "lists or objects are nested hundreds deep; have the file written again"
        ) from None
    # A parser keeps the last of two members of one name. What it dropped shows in the number of braces,
    # unless a text spells one by its code; the slower parser then says what it was.
    suspect = text.count(b"{") != written.count(b"{") or b"\\u007" in text
    if suspect and (twice := _find_twice(text)):
        what = f"two objects with the id {quote(twice)}; give each its own id"
        raise WrongTextError(what, *_place_second(text, twice))
    return root


def _find_twice(text: bytes) -> str | None:
    """The id of two city objects, of which a parser would silently keep the last."""
    found: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            typed = Counter(key for key, value in pairs if isinstance(value, dict) and "type" in value)
            found.extend(key for key, number in typed.items() if number > 1)
        return members

    try:
        json.loads(text, object_pairs_hook=look)
    except (ValueError, RecursionError):  # what the stricter parser took and this one does not is no city
        return None
    return found[0] if found else None


def _place_second(text: bytes, id: str) -> tuple[int, int]:
    """Where the id stands the second time as it is usually spelled; no place where it is not."""
    key = re.compile(re.escape(orjson.dumps(id)) + rb"\s*:")
    places = [match.start() for match in islice(key.finditer(text), 2)]
    return _place(text, places[1]) if len(places) > 1 else (0, 0)


def _explain(data: bytes, error: orjson.JSONDecodeError) -> WrongTextError:
    """What is wrong with the JSON, and what to do."""
    if (nul := data.find(b"\0")) >= 0:
        return WrongTextError(
            "a NUL character, as in a file written only in part; fetch it again", *_place(data, nul)
        )
    try:
        text = data.decode()
    except UnicodeDecodeError as wrong:
        place = _place(data, wrong.start)
        return WrongTextError("the text is not UTF-8; write the file again as UTF-8", *place)
    place = error.lineno, error.colno
    if number := _NOT_A_NUMBER.match(text, max(error.pos - 1, 0)) or _NOT_A_NUMBER.match(text, error.pos):
        return WrongTextError(
            f"{number[0]} is no number in JSON; give the coordinate or value, or null", *place
        )
    if error.pos >= len(text.rstrip()):
        return WrongTextError("the text ends in the middle, it was cut; fetch it again", *place)
    return WrongTextError(f"not valid JSON ({error.msg}); have the file written again", *place)


def _place(data: bytes, at: int) -> tuple[int, int]:
    before = data[:at]
    return before.count(b"\n") + 1, at - (before.rfind(b"\n") + 1) + 1


def quote(value: Any) -> str:
    """The beginning of a value in quotes."""
    return "not given" if value is None else f"“{str(value)[:40]}”"
