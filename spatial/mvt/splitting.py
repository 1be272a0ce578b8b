"""A layer of a tile, as a database writes it, taken apart into what sheets keep.

Source: Mapbox Vector Tile Specification 2.1, section 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from spatial.mvt.sheet import Rows, Shapes
from spatial.mvt.wire import field, read, read_all, unzigzag, walk

FEATURE, VALUE = 2, 4
"""Numbers of fields of a layer."""


@dataclass(slots=True)
class Feature:
    """A feature of a layer: its id, its tags and geometry as they stand there."""

    id: int = 0
    tags: bytes = b""
    kind: int = 0
    geometry: bytes = b""


def open_tile(tile: bytes) -> tuple[list[Feature], list[bytes]]:
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
        if part == 1:
            feature.id = value
        elif part == 2:
            feature.tags = inside
        elif part == 3:
            feature.kind = value
        elif part == 4:
            feature.geometry = inside
    return feature


def split(tile: bytes, columns: int, boxes: NDArray[np.float64]) -> Rows:
    """What the features of a tile of one layer are, which has so many keys.

    `boxes` (n, 4) are theirs in metres, in the order of the features.
    """
    features, values = open_tile(tile)
    tags = read_all(np.frombuffer(b"".join(one.tags for one in features), np.uint8))
    pairs = [sum(byte < 128 for byte in one.tags) // 2 for one in features]
    codes = np.zeros((len(features), columns), dtype=np.int64)
    codes[np.repeat(np.arange(len(features)), pairs), tags[0::2]] = tags[1::2] + 1
    outwards = np.empty(boxes.shape, dtype=np.int32)
    outwards[:, :2], outwards[:, 2:] = np.floor(boxes[:, :2] * 100), np.ceil(boxes[:, 2:] * 100)
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


def split_shapes(
    tile: bytes, ids: Sequence[int] | None = None, corner: tuple[int, int] = (0, 0)
) -> tuple[NDArray[np.int64], Shapes]:
    """How the features of a tile of one layer are drawn, and their ids: those asked for, or all.

    `corner` is the tile's, in its units, from where its shapes are to be told.
    """
    features, _ = open_tile(tile)
    if ids is not None:
        known = {one.id: one for one in features}
        features = [known.get(id) or Feature(id) for id in ids]
    heads, points, steps = [], [], []
    for one in features:
        head = x = y = at = 0
        if one.geometry:
            head, at = read(one.geometry, 0)
            x, at = read(one.geometry, at)
            y, at = read(one.geometry, at)
        heads.append(head)
        points += (x, y)
        steps.append(one.geometry[at:])
    corners = unzigzag(np.array(points, dtype=np.int64).reshape(-1, 2)) + np.array(corner)
    shapes = Shapes(
        np.array([one.kind for one in features], dtype=np.uint8),
        np.array(heads, dtype=np.int64),
        corners.astype(np.int32),
        np.array([len(one) for one in steps], dtype=np.int64),
        np.frombuffer(b"".join(steps), np.uint8),
    )
    return np.array([one.id for one in features], dtype=np.int64), shapes
