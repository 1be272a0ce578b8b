"""CityJSON text sequences of any size: a header line, then a feature a line, read one by one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from spatial import crs
from spatial.cityjson.document import (
    Box,
    Document,
    as_dict,
    bound,
    describe,
    make_document,
    stand,
    write_header,
)
from spatial.cityjson.feature import OF_FEATURE, WrongFeatureError, keep_text, name_objects, read_features
from spatial.cityjson.objects import Objects, read_objects
from spatial.cityjson.parsing import WrongTextError, parse
from spatial.errors import RefusedError
from spatial.format import Asked, Header
from spatial.records import CityObject, Issue, Severity
from spatial.vector.members import Piece, open_text, split_sequence

LOT, LARGEST_LOT = 200, 2**20
"""Features, and bytes of them, that are measured together."""

Line = tuple[Piece, dict[str, Any] | WrongFeatureError]
MEMBERS = {"type", "id", "CityObjects", "vertices", "transform", "appearance", "geometry-templates"}
UNNAMED = "No object of it can be named: with --partial, what stands of them stays."


def describe_sequence(path: Path, asked: Asked) -> Header:
    """What the header line says, and where the vertices of all readable features really lie."""
    with open_text(path) as text:
        pieces = split_sequence(text, path.name)
        head, _ = _open_head(pieces, path.name, asked)
        box, total = bound(head.vertices), len(head.objects)
        for _, feature in read_features(pieces, head):
            if isinstance(feature, dict):
                box = _unite(box, bound(stand(feature["vertices"], head.transform, head.swapped)))
                total += len(feature["CityObjects"])
        return write_header(head, box, total)


def read_sequence(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """Every city object of every feature as a record, its findings before it or in its place."""
    with open_text(path) as text:
        pieces = split_sequence(text, path.name)
        head, line = _open_head(pieces, path.name, asked)
        reader = Reader(head, crs.declare(describe(head), asked), asked.repair)
        yield from reader.tell(head, line, None, *reader.measure([head]))
        features = read_features(pieces, head)
        for lot in _make_lots(features):
            yield from reader.read(lot)


class Reader:
    """Reads the objects of feature after feature, some at a time, all in one system; no id may come twice."""

    def __init__(self, head: Document, system: crs.Crs, repair: bool) -> None:
        self.head, self.crs, self.repair = head, system, repair
        self.lines: dict[str, int | None] = {}

    def read(self, lot: list[Line]) -> Iterator[CityObject | Issue]:
        """What the features of some lines hold, or what is wrong with the lines."""
        placed = [None if isinstance(one, WrongFeatureError) else _place(one, self.head) for _, one in lot]
        rows = iter(self.measure([one for one in placed if one]))
        for (piece, feature), document in zip(lot, placed, strict=True):
            if isinstance(feature, WrongFeatureError):
                yield from _tell(feature, piece)
            elif document:
                yield from _check_id(feature, piece)
                yield from self.tell(document, piece.line, feature, next(rows))

    def measure(self, documents: list[Document]) -> list[Iterator[CityObject | Issue]]:
        """The rows of each document, all measured together."""
        return read_objects([Objects(one, self.crs) for one in documents], self.crs, self.repair)

    def tell(
        self,
        document: Document,
        line: int | None,
        content: dict[str, Any] | None,
        rows: Iterator[CityObject | Issue],
    ) -> Iterator[CityObject | Issue]:
        """The rows of the feature that `document` is, whose `content` goes with every error."""
        twice = {code for code in document.objects if code in self.lines}
        for code in twice:
            message = (
                f"Line {self.lines[code]} holds an object of this id too; give each its own in the source."
            )
            yield _issue("DUPLICATE_ID", message, code, f"line {line}", content)
        for row in rows:
            if isinstance(row, Issue):
                position = f"line {line}, {row.position}" if row.position else f"line {line}"
                kept = content if row.severity is Severity.ERROR else None
                yield replace(row, position=position, content=kept)
            elif row.code not in twice:
                yield row
        for code in document.objects:
            self.lines.setdefault(code, line)


def _make_lots(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """The lines some at a time, few where they are long."""
    lot: list[Line] = []
    size = 0
    for line in lines:
        lot.append(line)
        size += len(line[0].text)
        if len(lot) == LOT or size > LARGEST_LOT:
            yield lot
            lot, size = [], 0
    if lot:
        yield lot


def _open_head(pieces: Iterator[Piece], name: str, asked: Asked) -> tuple[Document, int | None]:
    """The document that the first line is, and that line's number. Raises RefusedError."""
    piece = next(pieces, None)
    if piece is None:
        raise RefusedError(f"{name} is empty; fetch it again.")
    try:
        root = parse(piece.text)
    except WrongTextError as wrong:
        place = wrong.say_place((piece.line or 1) - 1) or f"line {piece.line}"
        raise RefusedError(f"{name}, {place}: the header cannot be read: {wrong.what}.") from None
    if not isinstance(root, dict) or root.get("type") != "CityJSON":
        raise RefusedError(
            f"{name}, line {piece.line}: there is no header; the first line must be the object of “type” "
            "“CityJSON” whose “transform” and “metadata” hold for all features: put it there, or have the "
            "file written again."
        )
    empty: dict[str, Any] = {"CityObjects": {}, "vertices": []}
    return make_document(empty | root, f"{name}, line {piece.line}", asked.swap_axes), piece.line


def _place(feature: dict[str, Any], head: Document) -> Document:
    """A feature as the document it would be alone: under its header, with templates and looks from there."""
    appearance = feature.get("appearance")
    return replace(
        head,
        objects=_hand_down(feature),
        stored=feature["vertices"],
        vertices=stand(feature["vertices"], head.transform, head.swapped),
        appearance=appearance if isinstance(appearance, dict) else head.appearance,
    )


def _hand_down(feature: dict[str, Any]) -> dict[str, Any]:
    """The objects of a feature, the main one with what the feature says beyond the standard."""
    objects: dict[str, Any] = feature["CityObjects"]
    more = {f"{OF_FEATURE}{key}": value for key, value in feature.items() if key not in MEMBERS}
    if not more:
        return objects
    main = next((code for code in objects if code == feature.get("id")), next(iter(objects), ""))
    thing = as_dict(objects.get(main))
    given = thing.get("attributes")
    told = more | (given if isinstance(given, dict) else {} if given is None else {"attributes": given})
    return objects | {main: thing | {"attributes": told}} if thing else objects


def _check_id(feature: dict[str, Any], piece: Piece) -> Iterator[Issue]:
    id = feature.get("id")
    if not isinstance(id, str) or id not in feature["CityObjects"]:
        message = "The feature's “id” names none of its objects."
        yield _issue("FEATURE_ID", message, id if isinstance(id, str) else "", f"line {piece.line}, id", None)


def _tell(wrong: WrongFeatureError, piece: Piece) -> Iterator[Issue]:
    """An error for each object a wrong line names, so that none is taken for gone; else for the line."""
    content, codes = wrong.content or keep_text(piece.text), name_objects(piece.text)
    for code in codes:
        yield _issue(wrong.code, str(wrong), code, wrong.position, content)
    if not codes:
        message = str(wrong) if wrong.content else f"{wrong} {UNNAMED}"
        yield _issue(wrong.code, message, "", wrong.position, content)


def _issue(code: str, message: str, object: str, position: str, content: dict[str, Any] | None) -> Issue:
    severity = Severity.WARNING if code == "FEATURE_ID" else Severity.ERROR
    return Issue(
        severity=severity, code=code, message=message, object=object, position=position, content=content
    )


def _unite(one: Box | None, other: Box | None) -> Box | None:
    if one is None or other is None:
        return one or other
    lows, highs = map(min, one[:3], other[:3]), map(max, one[3:], other[3:])
    west, south, low, east, north, high = *lows, *highs
    return west, south, low, east, north, high
