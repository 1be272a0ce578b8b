"""A CityJSON document as a whole: recognised, parsed, refused with line and column, described."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from spatial.errors import RefusedError
from spatial.format import Asked, Header
from spatial.solids import Points, place_vertices
from spatial.vector.members import open_text

VERSIONS = ("1.0", "1.1", "2.0")
FARTHEST = 1e8
LARGEST = 1024**3
HIGHEST = 20_000.0
NUMBERS = {int, float}

_TYPE = re.compile(rb'"type"\s*:\s*"CityJSON"')
_MEMBER = re.compile(rb'"(?:CityObjects|vertices|version|transform|metadata)"\s*:')
_FEATURE = re.compile(rb'"type"\s*:\s*"CityJSONFeature"')
_BEGINNING = re.compile(rb'\s*\{\s*"(?:CityObjects"\s*:\s*\{|vertices"\s*:\s*\[\s*\[)')
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_NOT_A_NUMBER = re.compile(r"-?(?:NaN|Infinity|Inf)\b", re.IGNORECASE)
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed document. `vertices` are real coordinates (n, 3), nan where the file's are no numbers.

    Where `swapped`, x and y stand exchanged in `vertices` against the file.
    """

    version: str
    objects: dict[str, Any]
    stored: list[Any]
    transform: dict[str, Any] | None
    vertices: Points
    templates: dict[str, Any]
    appearance: dict[str, Any]
    metadata: dict[str, Any]
    swapped: bool


def recognises(head: bytes) -> bool:
    """Whether the bytes begin one CityJSON document, wherever its `type` stands; not a CityJSON sequence."""
    text = head.removeprefix(BOM)
    if not text.lstrip().startswith(b"{") or _FEATURE.search(text):
        return False
    return bool((_TYPE.search(text) and _MEMBER.search(text)) or _BEGINNING.match(text))


def open_document(path: Path, asked: Asked) -> Document:
    """Parse a file. Raises RefusedError with line and column, or with the member that is missing or odd."""
    root = _parse(path)
    if not isinstance(root, dict) or root.get("type") != "CityJSON":
        said = root.get("type") if isinstance(root, dict) else type(root).__name__
        raise RefusedError(f"{path.name} is not a CityJSON document: its “type” is {_quote(said)}.")
    version = root.get("version")
    if not isinstance(version, str) or version[:3] not in VERSIONS:
        raise RefusedError(
            f"{path.name} is CityJSON {_quote(version)}; the twin reads 1.0, 1.1 and 2.0: upgrade it first."
        )
    objects, stored = root.get("CityObjects"), root.get("vertices")
    if not isinstance(objects, dict):
        raise RefusedError(f"{path.name}: “CityObjects” must be an object of city objects by id.")
    if not isinstance(stored, list):
        raise RefusedError(f"{path.name}: “vertices” must be a list of [x, y, z].")
    transform = _check_transform(root.get("transform"), version, path)
    vertices = place_vertices(read_points(stored), transform)
    return Document(
        version=version,
        objects=objects,
        stored=stored,
        transform=transform,
        vertices=vertices[:, [1, 0, 2]] if asked.swap_axes else vertices,
        templates=_as_dict(root.get("geometry-templates")),
        appearance=_as_dict(root.get("appearance")),
        metadata=_as_dict(root.get("metadata")),
        swapped=asked.swap_axes,
    )


def describe(document: Document) -> Header:
    """What the document says of itself, and where its vertices really lie (absurd ones left out)."""
    metadata = document.metadata
    sound = document.vertices[is_sensible(document.vertices)]
    box = [*sound.min(axis=0).tolist(), *sound.max(axis=0).tolist()] if len(sound) else None
    contact = _as_dict(metadata.get("pointOfContact"))
    notes = {"referenceDate": _text(metadata.get("referenceDate")), "z": box and [box[2], box[5]]}
    return Header(
        crs=_text(metadata.get("referenceSystem")),
        has_heights=box is not None,
        extent=None if box is None else (box[0], box[1], box[3], box[4]),
        version=document.version,
        dataset=_text(metadata.get("identifier")),
        title=_text(metadata.get("title")),
        publisher=_text(contact.get("contactName") or contact.get("organization")),
        licence=_text(metadata.get("license") or metadata.get("licence")),
        total=len(document.objects),
        notes={key: value for key, value in notes.items() if value is not None},
    )


def is_sensible(vertices: Points) -> Any:
    """Which vertices could lie on the earth in some plan system (NaN and absurd ones cannot)."""
    with np.errstate(invalid="ignore"):
        return (np.abs(vertices[:, :2]) < FARTHEST).all(axis=1) & (np.abs(vertices[:, 2]) < HIGHEST)


def _parse(path: Path) -> Any:
    with open_text(path) as text:
        if len(text) > LARGEST:
            raise RefusedError(
                f"{path.name} is {len(text) / 2**20:,.0f} MB, and a document is read whole: at most "
                f"{LARGEST / 2**20:,.0f} MB are taken; split it into districts."
            )
        data = bytes(text).removeprefix(BOM)
    if nul := _NUL.search(data):
        line, column = _place(data, nul.start())
        raise RefusedError(f"{path.name}, line {line} column {column}: a NUL character (\\u0000); remove it.")
    try:
        root = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise RefusedError(_explain(path.name, data, error)) from None
    if twice := _find_twice(data):
        raise RefusedError(
            f"{path.name} holds two objects with the id {_quote(twice)}; give each its own id."
        )
    return root


def _find_twice(data: bytes) -> str | None:
    """The id of two city objects, of which a parser would silently keep the last."""
    found: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            typed = Counter(key for key, value in pairs if isinstance(value, dict) and "type" in value)
            found.extend(key for key, number in typed.items() if number > 1)
        return members

    try:
        json.loads(data, object_pairs_hook=look)
    except (ValueError, RecursionError):  # what the stricter parser took and this one does not is no city
        return None
    return found[0] if found else None


def _explain(name: str, data: bytes, error: orjson.JSONDecodeError) -> str:
    """A sentence for what is wrong with the JSON, and what to do."""
    try:
        text = data.decode()
    except UnicodeDecodeError as wrong:
        line, column = _place(data, wrong.start)
        return f"{name}, line {line} column {column}: the text is not UTF-8; write the file again as UTF-8."
    where = f"{name}, line {error.lineno} column {error.colno}"
    if not text.strip():
        return f"{name} is empty; fetch it again."
    if number := _NOT_A_NUMBER.match(text, max(error.pos - 1, 0)) or _NOT_A_NUMBER.match(text, error.pos):
        return f"{where}: {number[0]} is no number in JSON; give the coordinate or value, or null."
    if error.pos >= len(text.rstrip()):
        return f"{where}: the file ends in the middle, it was cut; fetch it again."
    return f"{where}: not valid JSON ({error.msg}); have the file written again."


def _place(data: bytes, at: int) -> tuple[int, int]:
    before = data[:at]
    return before.count(b"\n") + 1, at - (before.rfind(b"\n") + 1) + 1


def _check_transform(transform: Any, version: str, path: Path) -> dict[str, Any] | None:
    if transform is None and version.startswith("1.0"):
        return None
    if transform is None:
        raise RefusedError(
            f"{path.name} has no “transform”, which CityJSON {version} requires; without it the place and "
            "size of its objects are unknown: have the file written again."
        )
    parts = [read_points([_as_dict(transform).get(key)]) for key in ("scale", "translate")]
    if not np.isfinite(parts).all() or not (parts[0] != 0).all():
        raise RefusedError(
            f"{path.name}: “transform” needs a “scale” (not 0) and a “translate” of three numbers each."
        )
    return {"scale": transform["scale"], "translate": transform["translate"]}


def read_points(stored: list[Any]) -> Points:
    """Stored vertices as (n, 3) floats; nan rows for whatever is not three numbers."""
    points = np.full((len(stored), 3), np.nan)
    for place, vertex in enumerate(stored):
        if isinstance(vertex, list) and len(vertex) == 3 and {type(part) for part in vertex} <= NUMBERS:
            points[place] = vertex
    return points


def _as_dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _quote(value: Any) -> str:
    return "not given" if value is None else f"“{str(value)[:40]}”"
