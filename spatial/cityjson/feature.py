"""The lines of a CityJSON text sequence: the feature each holds, or what is wrong with it."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from spatial.cityjson.document import Document, as_dict
from spatial.cityjson.parsing import WrongTextError, parse, quote
from spatial.vector.members import Piece, find_keys

KEPT = 1_000_000
"""Characters of a broken line that are kept for whoever mends it."""

SOUGHT = 16 * 1024 * 1024
"""Bytes of a broken line in which the ids of its objects are sought."""
# What a feature says beyond the standard is kept under this prefix among its main object's attributes.
OF_FEATURE = "feature."

CITY_OBJECTS = b'"CityObjects"'


class WrongFeatureError(Exception):
    """What is wrong with a line as a whole, at a position; `content` is what it says, if anything."""

    def __init__(self, code: str, message: str, position: str, content: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.position, self.content = code, message, position, content


def read_features(
    pieces: Iterable[Piece], head: Document
) -> Iterator[tuple[Piece, dict[str, Any] | WrongFeatureError]]:
    """What each line after the header `head` holds, or what is wrong with it.

    What follows another header is not read by this one: it would come to stand elsewhere.
    """
    other: int | None = None
    for piece in pieces:
        try:
            feature = _read_feature(piece, head)
            if other:
                message = (
                    f"It stands under the header of line {other}; load the two parts as files of their own."
                )
                raise WrongFeatureError("SECOND_HEADER", message, f"line {piece.line}", feature)
            yield piece, feature
        except WrongFeatureError as wrong:
            told = wrong.content or {}
            other = piece.line if told.get("type") == "CityJSON" and _differs(told, head) else other
            yield piece, wrong


def _read_feature(piece: Piece, head: Document) -> dict[str, Any]:
    at = f"line {piece.line}"
    try:
        content = parse(piece.text)
    except WrongTextError as wrong:
        where = wrong.say_place((piece.line or 1) - 1) or at
        raise WrongFeatureError("NOT_JSON", f"{wrong.what[0].upper()}{wrong.what[1:]}.", where) from None
    if not isinstance(content, dict):
        message = "A CityJSONFeature was expected here; the line is no object."
        raise WrongFeatureError("FEATURE_NOT_UNDERSTOOD", message, at)
    kind = content.get("type")
    if kind == "CityJSON":
        message = "A second header; a sequence has one: load what follows it as a file of its own."
        raise WrongFeatureError("SECOND_HEADER", message, at, content)
    if kind != "CityJSONFeature":
        message = f"The “type” must be “CityJSONFeature”; it is {quote(kind)}."
        raise WrongFeatureError("FEATURE_NOT_UNDERSTOOD", message, f"{at}, type", content)
    for member, wanted in (("CityObjects", dict), ("vertices", list)):
        if not isinstance(content.get(member), wanted):
            message = f"“{member}” must be {'an object' if wanted is dict else 'a list'}."
            raise WrongFeatureError("FEATURE_NOT_UNDERSTOOD", message, f"{at}, {member}", content)
    if content.get("transform") not in (None, head.transform):
        message = (
            "Only the header's transform counts, and the feature has its own; have the file written again."
        )
        raise WrongFeatureError("FEATURE_TRANSFORM", message, f"{at}, transform", content)
    return content


def _differs(header: dict[str, Any], head: Document) -> bool:
    """Whether features would be read otherwise under another header."""
    system = as_dict(header.get("metadata")).get("referenceSystem")
    return (
        as_dict(header.get("transform")) != head.transform
        or system != head.metadata.get("referenceSystem")
        or as_dict(header.get("geometry-templates")) != head.templates
        or as_dict(header.get("appearance")) != head.appearance
    )


def keep_text(text: bytes) -> dict[str, Any]:
    """A line that says nothing a parser understands, as it stands, for whoever mends it."""
    return {"line": text[:KEPT].decode(errors="replace").replace("\0", "\ufffd")}


def name_objects(text: bytes) -> list[str]:
    """The ids of the city objects of a line, as far as a broken one can be read."""
    names, inside = [], False
    for depth, key, _ in find_keys(text, min(len(text), SOUGHT)):
        if depth == 1:
            inside = key == CITY_OBJECTS
        elif inside and depth == 2:
            names.append(_spell(key))
    return list(dict.fromkeys(names))


def _spell(key: bytes) -> str:
    try:
        name = str(orjson.loads(key))
    except orjson.JSONDecodeError:
        name = key[1:-1].decode(errors="replace")
    return name.replace("\0", "\ufffd")
