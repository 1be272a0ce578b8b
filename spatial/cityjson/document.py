"""A CityJSON document as a whole: parsed, checked, refused by a sentence, described."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from spatial.cityjson.apart import Standing, Vertices, take_apart
from spatial.cityjson.parsing import WrongTextError, parse, quote
from spatial.errors import RefusedError
from spatial.format import Asked, Header
from spatial.solids import Points, place_vertices
from spatial.vector.members import BOM, open_text

VERSIONS = ("1.0", "1.1", "2.0")
FARTHEST = 1e8
LARGEST = 1024**3
HIGHEST = 20_000.0
LOT = 100_000
NUMBERS = {int, float}
CITY = {"type", "version", "transform", "CityObjects", "vertices", "appearance", "geometry-templates"}

# The height datum, for a pair of plan and heights that has no EPSG code of its own: the schema of
# CityJSON 2.0 lets `referenceSystem` name one system and no compound.
HEIGHTS = "verticalReferenceSystem"

Box = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed document. `vertices` are real coordinates (n, 3), nan where the file's are no numbers.

    Where `swapped`, x and y stand exchanged in `vertices` against the file. Templates look as
    `template_appearance` says, which in a sequence is its header's and not the feature's. `about` is what
    the root says beyond the city itself: metadata, extensions and their properties.
    """

    version: str
    objects: Mapping[str, Any]
    stored: Sequence[Any]
    transform: dict[str, Any] | None
    vertices: Points | Standing
    templates: dict[str, Any]
    template_vertices: Points
    appearance: dict[str, Any]
    template_appearance: dict[str, Any]
    metadata: dict[str, Any]
    about: dict[str, Any]
    swapped: bool


def open_document(path: Path, asked: Asked) -> Document:
    """Parse a file. Raises RefusedError with line and column, or with the member that is missing or odd."""
    with open_text(path) as text:
        if len(text) > LARGEST:
            raise RefusedError(
                f"{path.name} is {len(text) / 2**20:,.0f} MB, and of a document {LARGEST / 2**20:,.0f} MB "
                "are taken at most; write it as a CityJSON text sequence, or split it into districts."
            )
        if root := take_apart(text, path):
            return make_document(root, path.name, asked.swap_axes)
        data = bytes(text).removeprefix(BOM)
    if not data.strip():
        raise RefusedError(f"{path.name} is empty; fetch it again.")
    try:
        root = parse(data)
    except WrongTextError as wrong:
        place = f", {wrong.say_place()}" if wrong.line else ""
        raise RefusedError(f"{path.name}{place}: {wrong.what}.") from None
    return make_document(root, path.name, asked.swap_axes)


def make_document(root: Any, name: str, swapped: bool) -> Document:
    """The document that a parsed text is. Raises RefusedError, beginning with `name`."""
    if not isinstance(root, dict) or root.get("type") != "CityJSON":
        said = root.get("type") if isinstance(root, dict) else type(root).__name__
        raise RefusedError(f"{name} is not a CityJSON document: its “type” is {quote(said)}.")
    version = root.get("version")
    if not isinstance(version, str) or version[:3] not in VERSIONS:
        raise RefusedError(
            f"{name} is CityJSON {quote(version)}; the twin reads 1.0, 1.1 and 2.0: upgrade it first."
        )
    objects, stored = root.get("CityObjects"), root.get("vertices")
    if not isinstance(objects, Mapping):
        raise RefusedError(f"{name}: “CityObjects” must be an object of city objects by id.")
    if not isinstance(stored, list | Vertices):
        raise RefusedError(f"{name}: “vertices” must be a list of [x, y, z].")
    needed = bool(stored) or not objects
    transform = _check_transform(root.get("transform"), version, name, needed)
    templates, appearance = as_dict(root.get("geometry-templates")), as_dict(root.get("appearance"))
    return Document(
        version=version,
        objects=objects,
        stored=stored,
        transform=transform,
        vertices=stand(stored, transform, swapped),
        templates=templates,
        template_vertices=read_points(templates.get("vertices-templates")),
        appearance=appearance,
        template_appearance=appearance,
        metadata=as_dict(root.get("metadata")),
        about={key: value for key, value in root.items() if key not in CITY},
        swapped=swapped,
    )


def stand(stored: Any, transform: dict[str, Any] | None, swapped: bool) -> Points | Standing:
    """Stored vertices where they really stand, x before y."""

    def place(points: Points) -> Points:
        vertices = place_vertices(points, transform)
        return vertices[:, [1, 0, 2]] if swapped else vertices

    return Standing(stored, place) if isinstance(stored, Vertices) else place(read_points(stored))


def describe(document: Document) -> Header:
    """What the document says of itself, and where its vertices really lie (absurd ones left out)."""
    return write_header(document, bound(document.vertices), len(document.objects))


def write_header(document: Document, box: Box | None, total: int) -> Header:
    """What a document says of itself that has `total` objects with vertices in `box`."""
    metadata = document.metadata
    contact = as_dict(metadata.get("pointOfContact"))
    notes = {"reference_date": _text(metadata.get("referenceDate")), "z": box and [box[2], box[5]]}
    return Header(
        crs=_text(metadata.get("referenceSystem")),
        heights=_text(metadata.get(HEIGHTS)),
        has_heights=box is not None,
        extent=None if box is None else (box[0], box[1], box[3], box[4]),
        version=document.version,
        dataset=_text(metadata.get("identifier")),
        title=_text(metadata.get("title")),
        publisher=_text(
            contact.get("contactName") or contact.get("organization") or metadata.get("publisher")
        ),
        licence=_text(metadata.get("license") or metadata.get("licence")),
        attribution=_text(metadata.get("attribution")),
        total=total,
        notes={key: value for key, value in notes.items() if value is not None},
        about=document.about,
    )


def cut(vertices: Points | Standing) -> Iterator[Points]:
    """The vertices some at a time."""
    return (vertices[first : first + LOT] for first in range(0, len(vertices), LOT))


def bound(vertices: Points | Standing) -> Box | None:
    """The lowest and highest x, y, z of vertices, absurd ones left out; None where none is left."""
    ends = [(one.min(axis=0), one.max(axis=0)) for lot in cut(vertices) if len(one := lot[is_sensible(lot)])]
    if not ends:
        return None
    west, south, low = np.min([least for least, _ in ends], axis=0).tolist()
    east, north, high = np.max([most for _, most in ends], axis=0).tolist()
    return west, south, low, east, north, high


def is_sensible(vertices: Points) -> Any:
    """Which vertices could lie on the earth in some plan system (NaN and absurd ones cannot)."""
    with np.errstate(invalid="ignore"):
        return (np.abs(vertices[:, :2]) < FARTHEST).all(axis=1) & (np.abs(vertices[:, 2]) < HIGHEST)


def _check_transform(transform: Any, version: str, name: str, needed: bool) -> dict[str, Any] | None:
    """The transform; without a vertex it may be anything that is one of numbers, even scale by nothing."""
    if transform is None and version.startswith("1.0"):
        return None
    if transform is None:
        raise RefusedError(
            f"{name} has no “transform”, which CityJSON {version} requires; without it the place and "
            "size of its objects are unknown: have the file written again."
        )
    parts = [read_points([as_dict(transform).get(key)]) for key in ("scale", "translate")]
    if not np.isfinite(parts).all() or (needed and not (parts[0] != 0).all()):
        raise RefusedError(
            f"{name}: “transform” needs a “scale” (not 0) and a “translate” of three numbers each."
        )
    return {"scale": transform["scale"], "translate": transform["translate"]}


def read_points(stored: Any) -> Points:
    """Stored vertices as (n, 3) floats; nan rows for whatever is not three numbers."""
    if not isinstance(stored, list):
        return np.empty((0, 3))
    if set(map(type, stored)) == {list} and set(map(len, stored)) == {3}:
        numbers = list(chain.from_iterable(stored))
        if set(map(type, numbers)) <= NUMBERS:
            return np.array(numbers, dtype=float).reshape(-1, 3)
    points = np.full((len(stored), 3), np.nan)
    for place, vertex in enumerate(stored):
        if isinstance(vertex, list) and len(vertex) == 3 and {type(part) for part in vertex} <= NUMBERS:
            points[place] = vertex
    return points


def as_dict(value: Any) -> dict[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
