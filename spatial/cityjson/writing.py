"""CityJSON 2.0 written family by family, in memory that does not grow with the city."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

import orjson

from spatial.cityjson.feature import OF_FEATURE
from spatial.cityjson.joining import Kept, Spooled, Templates, Wardrobe, join

VERSION = "2.0"
# What a feature says itself, and what it must not say (CityJSON 2.0.1 §8).
OF_THE_HEADER = {"transform", "version", "metadata", "geometry-templates", "extensions"}


class Member(NamedTuple):
    """A city object under its id in the file, with its body on the file's grid."""

    id: str
    thing: dict[str, Any]
    body: dict[str, Any]


# An object and those that belong to it, the object first.
Family = Sequence[Member]
Write = Callable[[IO[bytes], dict[str, Any], Iterable[Family], Iterable[dict[str, Any]]], None]


def write_document(
    stream: IO[bytes], head: dict[str, Any], families: Iterable[Family], bodies: Iterable[dict[str, Any]]
) -> None:
    """One CityJSON object: vertices wait in temporary files until all city objects stand.

    `head` has the transform, and what the root says beyond the city itself; `bodies`, those that have
    templates, are not needed beforehand.
    """
    with TemporaryFile() as spool, TemporaryFile() as point_spool:
        vertices, points = Spooled(spool), Spooled(point_spool)
        wardrobe = Wardrobe(points)
        templates = Templates(wardrobe)
        begin = orjson.dumps({"type": "CityJSON", "version": VERSION, **head})
        stream.write(begin[:-1] + b',"CityObjects":{')
        before = b""
        for family in families:
            for id, thing, body in family:
                joined = join(thing, body, vertices, wardrobe, templates)
                stream.write(before + orjson.dumps(id) + b":" + orjson.dumps(joined))
                before = b","
        stream.write(b"}")
        _pour(b"vertices", spool, stream)
        if shapes := templates.tell():
            stream.write(b',"geometry-templates":' + orjson.dumps(shapes))
        if looks := wardrobe.tell():
            stream.write(b',"appearance":' + orjson.dumps(looks)[:-1])
            if points.number:
                _pour(b"vertices-texture", point_spool, stream)
            stream.write(b"}")
        stream.write(b"}\n")


def _pour(name: bytes, spool: IO[bytes], stream: IO[bytes]) -> None:
    """Write the list that waited in a temporary file."""
    spool.seek(0)
    stream.write(b',"' + name + b'":[')
    shutil.copyfileobj(spool, stream)
    stream.write(b"]")


def write_sequence(
    stream: IO[bytes], head: dict[str, Any], families: Iterable[Family], bodies: Iterable[dict[str, Any]]
) -> None:
    """A header line, then a CityJSONFeature a line.

    Templates stand in the header, so all `bodies` that have some are gone through before.
    """
    wardrobe = Wardrobe()
    templates = Templates(wardrobe)
    for body in bodies:
        numbered = templates.number(body)
        for place in range(len(numbered.items)):
            numbered.take(place)
    shared = {"geometry-templates": templates.tell(), "appearance": _tell_looks(wardrobe)}
    said = {key: value for key, value in shared.items() if value}
    empty: dict[str, Any] = {"type": "CityJSON", "version": VERSION, "CityObjects": {}, "vertices": []}
    stream.write(orjson.dumps(empty | head | said) + b"\n")
    for family in families:
        stream.write(orjson.dumps(_write_feature(family, templates)) + b"\n")


def _write_feature(family: Family, templates: Templates) -> dict[str, Any]:
    vertices, wardrobe = Kept(), Wardrobe()
    objects = {id: join(thing, body, vertices, wardrobe, templates) for id, thing, body in family}
    main = family[0].id
    feature = {"type": "CityJSONFeature", "id": main, "CityObjects": objects, "vertices": vertices.items}
    if looks := _tell_looks(wardrobe):
        feature["appearance"] = looks
    return _take_said(objects[main]) | feature


def _take_said(thing: dict[str, Any]) -> dict[str, Any]:
    """What the feature itself said, taken from the attributes of its main object."""
    attributes = thing.get("attributes", {})
    said = {
        key: value
        for key, value in attributes.items()
        if key.startswith(OF_FEATURE) and key.removeprefix(OF_FEATURE) not in OF_THE_HEADER
    }
    if said:
        thing["attributes"] = {key: value for key, value in attributes.items() if key not in said}
    return {key.removeprefix(OF_FEATURE): value for key, value in said.items()}


def _tell_looks(wardrobe: Wardrobe) -> dict[str, Any]:
    """An appearance whose texture vertices are in memory."""
    assert isinstance(wardrobe.points, Kept)
    looks, points = wardrobe.tell(), wardrobe.points.items
    return looks | {"vertices-texture": points} if points else looks


FORMS: dict[str, Write] = {"cityjson": write_document, "cityjsonseq": write_sequence}
