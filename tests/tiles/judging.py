"""A judge of vector tiles by their specification, version 2.1, apart from whatever wrote them.

Clauses are those of https://github.com/mapbox/vector-tile-spec/tree/master/2.1.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from google.protobuf.empty_pb2 import Empty
from google.protobuf.message import DecodeError
from google.protobuf.unknown_fields import UnknownFieldSet

from tests.tiles.drawing import Unreadable, follow, unpack

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
LAYERS, NAME, FEATURES, KEYS, VALUES, EXTENT, VERSION = 3, 1, 2, 3, 4, 5, 15
ID, TAGS, TYPE, GEOMETRY = 1, 2, 3, 4
TILE = {LAYERS: BYTES}
LAYER = {
    NAME: BYTES,
    FEATURES: BYTES,
    KEYS: BYTES,
    VALUES: BYTES,
    EXTENT: VARINT,
    VERSION: VARINT,
}
FEATURE = {ID: VARINT, TAGS: BYTES, TYPE: VARINT, GEOMETRY: BYTES}
# string, float, double, int64, uint64, sint64, bool
VALUE = {1: BYTES, 2: FIXED32, 3: FIXED64, 4: VARINT, 5: VARINT, 6: VARINT, 7: VARINT}


class Grade(StrEnum):
    """What a reader can still do with a faulty tile: leave a feature or layer out, or nothing."""

    RECOVERABLE = "recoverable"
    FATAL = "fatal"


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach of the specification."""

    clause: str
    told: str
    grade: Grade = Grade.FATAL


Fields = dict[int, list[int | bytes]]


def judge(content: bytes) -> list[Fault]:
    """The faults of a tile; none where it is valid."""
    return list(find_faults(content))


def grade(content: bytes) -> str:
    """The tile's worst fault in a word, or that it is valid."""
    grades = {fault.grade for fault in judge(content)}
    return next((str(one) for one in (Grade.FATAL, Grade.RECOVERABLE) if one in grades), "valid")


def find_faults(content: bytes) -> Iterator[Fault]:
    """Walk the tile; what cannot be read at all ends the walk."""
    try:
        layers = [read(layer, LAYER) for layer in read(content, TILE).get(LAYERS, [])]
        names = Counter(bytes(name) for layer in layers for name in layer.get(NAME, [])[-1:])
        for name, times in names.items():
            if times > 1:
                yield Fault("4.1", f"{times} layers are called {name!r}", Grade.RECOVERABLE)
        for layer in layers:
            yield from layer_faults(layer)
    except (Unreadable, DecodeError, UnicodeDecodeError) as error:
        yield Fault("2", str(error))


def read(message: int | bytes, known: dict[int, int]) -> Fields:
    """The fields of a message by number; one of another type or an unknown one is no tile of version 2."""
    found: Fields = {}
    for field in UnknownFieldSet(Empty.FromString(message)):
        if known.get(field.field_number) != field.wire_type:
            raise Unreadable(f"field {field.field_number} of wire type {field.wire_type}")
        found.setdefault(field.field_number, []).append(field.data)
    return found


def layer_faults(layer: Fields) -> Iterator[Fault]:
    """The faults of a layer and of its features."""
    if layer.get(VERSION, [None])[-1] not in (1, 2):
        yield Fault("4.1", f"a layer of version {layer.get(VERSION)}")
    if not layer.get(NAME, [b""])[-1]:
        yield Fault("4.1", "a layer without a name")
    for text in (*layer.get(NAME, []), *layer.get(KEYS, [])):
        bytes(text).decode()
    for value in layer.get(VALUES, []):
        if sum(map(len, read(value, VALUE).values())) != 1:
            yield Fault("4.1", "a value that is not one of string, number or boolean")
    known = len(layer.get(KEYS, [])), len(layer.get(VALUES, []))
    for feature in layer.get(FEATURES, []):
        yield from feature_faults(read(feature, FEATURE), known)


def feature_faults(feature: Fields, known: tuple[int, int]) -> Iterator[Fault]:
    """The faults of a feature in a layer that has so many keys and values."""
    tags = unpack(feature.get(TAGS, []))
    if len(tags) % 2:
        yield Fault("4.4", "a key without a value", Grade.RECOVERABLE)
    if any(tag >= known[index % 2] for index, tag in enumerate(tags)):
        yield Fault("4.4", "a tag that points beyond the layer's keys or values")
    if len(feature.get(GEOMETRY, [])) != 1:
        yield Fault("4.2", "a feature without its one geometry", Grade.RECOVERABLE)
        return
    [kind] = feature.get(TYPE, [None])[-1:]
    if kind not in (0, 1, 2, 3):
        yield Fault("4.2", f"a feature of type {kind}", Grade.RECOVERABLE)
        return
    for clause, told, breaks in follow(int(kind), unpack(feature[GEOMETRY])).faults:
        yield Fault(clause, told, Grade.FATAL if breaks else Grade.RECOVERABLE)
