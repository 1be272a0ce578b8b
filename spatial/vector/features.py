"""The features of a GeoJSON text one by one, each with where it stands, and the collection around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson

from spatial.errors import RefusedError
from spatial.format import HEAD
from spatial.vector.cells import Odd
from spatial.vector.members import (
    Piece,
    Text,
    find_type,
    open_text,
    refuse_nul,
    split_features,
    split_sequence,
)

_NOT_A_NUMBER = re.compile(rb"[\s,:\[](-?(?:NaN|Infinity|Inf|nan|inf))\b")


@dataclass(frozen=True, slots=True)
class Member:
    """One feature: its number from 1, where it stands, and its object, or what is wrong with it."""

    number: int
    position: str
    content: dict[str, Any] | Odd

    def with_geometry(self, geometry: dict[str, Any]) -> "Member":
        """The same feature with another geometry."""
        assert not isinstance(self.content, Odd)
        return replace(self, content={**self.content, "geometry": geometry})

    @property
    def properties(self) -> dict[str, Any]:
        """Its properties; empty where it has none."""
        found = None if isinstance(self.content, Odd) else self.content.get("properties")
        return found if isinstance(found, dict) else {}


def read_members(path: Path) -> Iterator[Member | dict[str, Any]]:
    """Every feature of a file; after those of a collection, the collection around them."""
    with open_text(path) as text:
        refuse_nul(text, path.name)
        number = 0
        for piece in _split(text, path.name):
            if piece.around:
                yield _read_around(piece.text, number, path.name)
                continue
            number += 1
            position = f"feature {number}" if piece.line is None else f"line {piece.line}"
            yield Member(number, position, _parse(piece.text))


def _split(text: Text, name: str) -> Iterator[Piece]:
    if find_type(text, min(len(text), HEAD)) != b'"Feature"':
        return split_features(text, name)
    return split_sequence(text, name)


def _parse(text: bytes) -> dict[str, Any] | Odd:
    try:
        content = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        number = _NOT_A_NUMBER.search(text)
        if number:
            return Odd(f"{number[1].decode()} is no number in JSON; give the coordinate or value, or null")
        return Odd(f"the feature is not valid JSON ({error.msg})")
    if not isinstance(content, dict) or content.get("type") != "Feature":
        return Odd("it is no object of “type” “Feature”")
    if not isinstance(content.get("properties"), dict | None):
        return Odd("its “properties” must be an object or null")
    return content


def _read_around(text: bytes, number: int, name: str) -> dict[str, Any]:
    try:
        content = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        reason = "it was cut" if error.pos >= len(text.rstrip()) else error.msg
        reason = "the text is not UTF-8" if "UTF-8" in error.msg else reason
        raise RefusedError(
            f"{name} is not valid JSON around its features ({reason}); fetch it again."
        ) from None
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise RefusedError(f"{name} is no GeoJSON FeatureCollection; export it again.")
    if content.get("features") != [0] * number:
        raise RefusedError(
            f"{name}: “features” must be a list of features and nothing else; export it again."
        )
    return content
