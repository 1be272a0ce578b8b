"""A layer of a tile, as a database writes it, taken apart into what sheets keep.

Source: Mapbox Vector Tile Specification 2.1, section 4.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from spatial.mvt.sheet import Rows, Shapes
from spatial.mvt.wire import field, read, read_all, unzigzag, walk

FEATURE, VALUE = 2, 4
"""Numbers of fields of a layer."""

ID, TAGS, KIND, GEOMETRY = 0x08, 0x12, 0x18, 0x22
"""What stands before each field of a feature."""


FARTHEST = -(2**31), 2**31 - 1
"""Centimetres that a box may be from the middle of the world, which is beyond its edge."""


@dataclass(slots=True)
class Feature:
    """A feature of a layer: its id, its tags and geometry as they stand there."""

    id: int = 0
    tags: bytes = b""
    kind: int = 0
    geometry: bytes = b""


@dataclass(frozen=True, slots=True)
class Layer:
    """The one layer of a tile: its features, and its values as they stand there."""

    features: list[Feature]
    values: list[bytes]


def open_layer(tile: bytes) -> Layer:
    """The one layer of a tile; an empty one where it has none."""
    features, values = [], []
    for _, layer in walk(tile):
        for part, content in walk(layer):
            if part == FEATURE:
                features.append(open_feature(content))
            elif part == VALUE:
                values.append(field(VALUE, content))
    return Layer(features, values)


def open_feature(content: bytes) -> Feature:
    """A feature."""
    feature, at = Feature(), 0
    while at < len(content):
        tag = content[at]
        value, at = read(content, at + 1)
        if tag == ID:
            feature.id = value
        elif tag == KIND:
            feature.kind = value
        else:
            inside, at = content[at : at + value], at + value
            if tag == TAGS:
                feature.tags = inside
            elif tag == GEOMETRY:
                feature.geometry = inside
    return feature


def split_rows(layer: Layer, columns: int, boxes: NDArray[np.float64]) -> Rows:
    """What the features of a layer of so many keys are.

    `boxes` (n, 4) are theirs in metres, in the order of the features.
    """
    features, values = layer.features, layer.values
    tags = read_all(np.frombuffer(b"".join(one.tags for one in features), np.uint8))
    pairs = [sum(byte < 128 for byte in one.tags) // 2 for one in features]
    codes = np.zeros((len(features), columns), dtype=np.int64)
    codes[np.repeat(np.arange(len(features)), pairs), tags[0::2]] = tags[1::2] + 1
    outwards = np.hstack([np.floor(boxes[:, :2] * 100), np.ceil(boxes[:, 2:] * 100)])
    outwards = np.clip(outwards, *FARTHEST).astype(np.int32)
    return Rows(
        np.array([one.id for one in features], dtype=np.int64),
        outwards,
        codes,
        np.array([digest(value) for value in values], dtype=np.uint64),
        np.array([len(value) for value in values], dtype=np.int64),
        np.frombuffer(b"".join(values), np.uint8),
    )


def digest(value: bytes) -> int:
    """What tells one value from another."""
    return int.from_bytes(blake2b(value, digest_size=8).digest(), "little")


def place(layer: Layer, ids: Iterable[int]) -> list[Feature]:
    """The features of a layer by their ids, empty ones in the place of those it does not have."""
    known = {one.id: one for one in layer.features}
    return [known.get(id) or Feature(id) for id in ids]


def split_shapes(features: Sequence[Feature], corner: tuple[int, int] = (0, 0)) -> Shapes:
    """How features of a tile are drawn; `corner` is the tile's, in its units, from where that is told."""
    heads, points, steps = [], [], []
    for one in features:
        head = x = y = at = 0
        if one.geometry:
            head, at = read(one.geometry, 0)
            x, at = read(one.geometry, at)
            y, at = read(one.geometry, at)
        heads.append(head)
        points.append((x, y))
        steps.append(one.geometry[at:])
    corners = unzigzag(np.array(points, dtype=np.int64).reshape(-1, 2)) + np.array(corner)
    return Shapes(
        np.array([one.kind for one in features], dtype=np.uint8),
        np.array(heads, dtype=np.int64),
        corners.astype(np.int32),
        np.array([len(one) for one in steps], dtype=np.int64),
        np.frombuffer(b"".join(steps), np.uint8),
    )
