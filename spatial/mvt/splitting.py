"""A layer of a tile, as a database writes it, taken apart into what sheets keep.

Source: Mapbox Vector Tile Specification 2.1, section 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from spatial.mvt.sheet import NOTHING, Rows, Shapes
from spatial.mvt.wire import BYTES, field, number, read, read_all, unzigzag, walk

LAYER, FEATURE, VALUE = 3, 2, 4
"""Numbers of fields: a layer of a tile, a feature and a value of a layer."""

ID, TAGS, KIND, GEOMETRY = 1, 2, 3, 4
"""Numbers of fields of a feature."""

VALUE_TAG = number(VALUE << 3 | BYTES)


@dataclass(slots=True)
class Feature:
    """A feature of a layer: its id, its tags and geometry as they stand there."""

    id: int = 0
    tags: bytes = b""
    kind: int = 0
    geometry: bytes = b""


def open_layer(tile: bytes) -> tuple[list[Feature], list[bytes]]:
    """The features and the values of the one layer of a tile; none where it has none."""
    features, values = [], []
    for _, _, layer in walk(tile):
        for part, _, content in walk(layer):
            if part == FEATURE:
                features.append(open_feature(content))
            elif part == VALUE:
                values.append(field(VALUE, content))
    return features, values


def open_feature(content: bytes) -> Feature:
    """A feature."""
    feature = Feature()
    for part, value, inside in walk(content):
        match part:
            case 1:
                feature.id = value
            case 2:
                feature.tags = inside
            case 3:
                feature.kind = value
            case 4:
                feature.geometry = inside
    return feature


def split(tile: bytes, columns: int, boxes: NDArray[np.float64]) -> Rows:
    """What the features of a tile of one layer are, which has so many keys.

    `boxes` (n, 4) are theirs in metres, in the order of the features.
    """
    features, values = open_layer(tile)
    codes = np.full((len(features), columns), NOTHING, dtype=np.uint32)
    tags = read_all(np.frombuffer(b"".join(one.tags for one in features), np.uint8)).astype(np.int64)
    pairs = np.array([sum(byte < 128 for byte in one.tags) // 2 for one in features], dtype=np.int64)
    codes[np.repeat(np.arange(len(features)), pairs), tags[0::2]] = tags[1::2]
    outwards = np.empty(boxes.shape, dtype=np.int32)
    outwards[:, :2], outwards[:, 2:] = np.floor(boxes[:, :2] * 100), np.ceil(boxes[:, 2:] * 100)
    return Rows(
        np.array([one.id for one in features], dtype=np.int64),
        outwards,
        codes,
        np.array([digest(value) for value in values], dtype=np.uint64),
        np.array([len(value) for value in values], dtype=np.uint32),
        np.frombuffer(b"".join(values), np.uint8),
    )


def digest(value: bytes) -> int:
    """What tells one value from another."""
    return int.from_bytes(blake2b(value, digest_size=8).digest(), "little")


def split_shapes(tile: bytes, ids: Sequence[int] | None = None, corner: tuple[int, int] = (0, 0)) -> tuple[NDArray[np.int64], Shapes]:
    """How the features of a tile of one layer are drawn, and their ids: those asked for, or all.

    `corner` is the tile's, in its units from the corner of the world.
    """
    features, _ = open_layer(tile)
    if ids is not None:
        known = {one.id: one for one in features}
        features = [known.get(id) or Feature(id) for id in ids]
    kinds, heads, points, steps = [], [], [], []
    for one in features:
        head = x = y = at = 0
        if one.geometry:
            head, at = read(one.geometry, 0)
            x, at = read(one.geometry, at)
            y, at = read(one.geometry, at)
        kinds.append(one.kind)
        heads.append(head)
        points.append((x, y))
        steps.append(one.geometry[at:])
    corners = unzigzag(np.array(points, dtype=np.uint64).reshape(-1, 2)) + np.array(corner)
    shapes = Shapes(
        np.array(kinds, dtype=np.uint8),
        np.array(heads, dtype=np.uint32),
        corners.astype(np.int32),
        np.array([len(one) for one in steps], dtype=np.uint32),
        np.frombuffer(b"".join(steps), np.uint8),
    )
    return np.array([one.id for one in features], dtype=np.int64), shapes
