"""A layer of a tile put together from sheets: pieces that are written already, under codes of this layer.

Source: Mapbox Vector Tile Specification 2.1, section 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spatial.mvt.sheet import Rows, Shapes
from spatial.mvt.wire import Bytes, Numbers, Part, field, number, weave, widths, write, zigzag

NAME, KEY, LAYER = 1, 3, 3
"""Numbers of fields: the name and a key of a layer, a layer of a tile."""

EXTENT, VERSION = 5 << 3, 15 << 3
FEATURE, ID, TAGS, KIND, GEOMETRY = 0x12, 0x08, 0x12, 0x18, 0x22
"""What stands before each of them."""

TURN = 0x9E3779B97F4A7C15
"""An odd number by which hashes are spread anew."""

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """A tile: what of the ground it draws (centimetres of EPSG:3857), its corner in its units from that of
    the world, and how many units it has along a side."""

    box: Box
    corner: tuple[int, int]
    extent: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Features that a tile draws otherwise than sheets do: their `ids` (n,), ascending, and their shapes from
    the tile's corner."""

    ids: NDArray[np.int64]
    shapes: Shapes


def draw(
    name: str, keys: Sequence[str], sheets: Sequence[tuple[Rows, Shapes]], cut: Cut, frame: Frame
) -> tuple[bytes, int]:
    """The layer as the field of a tile, and how many features it has; nothing where it has none.

    Drawn is what lies within the frame's box, and what is cut. Every value is written once, in the order in
    which it comes.
    """
    if not sheets:
        return b"", 0
    told, drawn = zip(*sheets, strict=True)
    ids = np.concatenate([one.ids for one in told])
    boxes = np.concatenate([one.boxes for one in told])
    chosen, shapes = choose(ids, boxes, Shapes.join(drawn), cut, frame)
    if not len(chosen):
        return b"", 0
    codes, values = recode(told, chosen)
    layer = b"".join(
        [
            field(NAME, name.encode()),
            write_features(ids[chosen], codes, shapes).tobytes(),
            *(field(KEY, key.encode()) for key in keys),
            values.tobytes(),
            number(EXTENT) + number(frame.extent) + number(VERSION) + number(2),
        ]
    )
    return field(LAYER, layer), len(chosen)


def choose(
    ids: NDArray[np.int64], boxes: NDArray[np.int32], shapes: Shapes, cut: Cut, frame: Frame
) -> tuple[NDArray[np.int64], Shapes]:
    """The features that are drawn, by their number among those of all sheets, and their shapes."""
    west, south, east, north = boxes.T
    left, bottom, right, top = frame.box
    whole = (shapes.kinds > 0) & (west >= left) & (south >= bottom) & (east <= right) & (north <= top)
    met, at, others = meet(ids, cut)
    whole[met] = False
    inner = shapes.pick(whole).seen_from(frame.corner)
    return np.concatenate([np.flatnonzero(whole), at]), Shapes.join([inner, others])


def meet(ids: NDArray[np.int64], cut: Cut) -> tuple[NDArray[np.int64], NDArray[np.int64], Shapes]:
    """All places of the cut among these ids, one of each, and their shapes; what has no place is left out."""
    if not len(cut.ids):
        nowhere = np.empty(0, dtype=np.int64)
        return nowhere, nowhere, cut.shapes
    at = np.minimum(np.searchsorted(cut.ids, ids), len(cut.ids) - 1)
    met = np.flatnonzero(cut.ids[at] == ids)
    places, first = np.unique(at[met], return_index=True)
    known = np.zeros(len(cut.ids), dtype=bool)
    known[places] = True
    return met, met[first], cut.shapes.pick(known)


def recode(told: Sequence[Rows], chosen: NDArray[np.int64]) -> tuple[NDArray[np.int64], Bytes]:
    """The codes (m, c) of the chosen features in a layer that has only the values they need, and these."""
    before = np.repeat(
        np.cumsum([0, *(len(one.hashes) for one in told[:-1])]), [len(one.ids) for one in told]
    )
    codes = np.concatenate([one.codes for one in told])[chosen].astype(np.int64)
    there = codes > 0
    codes = (codes + before[chosen, None]) * there
    hashes, lengths = (np.concatenate([getattr(one, name) for one in told]) for name in ("hashes", "lengths"))
    used = np.zeros(len(hashes) + 1, dtype=bool)
    used[codes] = True
    needed = np.flatnonzero(used[1:])
    first = find_first(hashes[needed])
    distinct = first == np.arange(len(first))
    new = np.zeros(len(used), dtype=np.int64)
    new[needed + 1] = np.cumsum(distinct)[first]
    kept = np.zeros(len(hashes), dtype=bool)
    kept[needed[distinct]] = True
    values = np.concatenate([one.values for one in told])[np.repeat(kept, lengths)]
    return new[codes], values


def find_first(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The place (n,) at which each hash comes first.

    By a table of hashes, since sorting takes four times as long; what falls on another's place tries again.
    """
    first = np.arange(len(hashes))
    bits = max(8, (2 * len(hashes)).bit_length())
    rest, turn = first.copy(), 1
    while len(rest):
        place = (hashes[rest] * np.uint64(turn)) >> np.uint64(64 - bits)
        table = np.empty(1 << bits, dtype=np.int64)
        table[place[::-1]] = rest[::-1]  # of several the last that is written stays: the first in order
        found = table[place]
        same = hashes[found] == hashes[rest]
        first[rest[same]] = found[same]
        rest, turn = rest[~same], turn * TURN % 2**64
    return first


def write_features(ids: NDArray[np.int64], codes: NDArray[np.int64], shapes: Shapes) -> Bytes:
    """The features as fields of a layer."""
    tags = [part for key, column in enumerate(codes.T) for part in write_pair(key, column)]
    corners = zigzag(shapes.corners.astype(np.int64))
    start = [measured(values) for values in (shapes.heads, corners[:, 0], corners[:, 1])]
    inside = [
        always(ID, ids),
        measured(ids),
        always(TAGS, ids),
        measured(total(tags, ids)),
        *tags,
        always(KIND, ids),
        measured(shapes.kinds),
        always(GEOMETRY, ids),
        measured(total(start, ids) + shapes.lengths),
        *start,
    ]
    whole = total(inside, ids)
    parts = [always(FEATURE, ids), measured(whole + shapes.lengths), *inside]
    return weave(write(parts), total(parts, ids), shapes.steps, shapes.lengths)


def write_pair(key: int, codes: NDArray[np.int64]) -> tuple[Part, Part]:
    """A key and the place of its value, for those that have one."""
    there = codes > 0
    places = codes - there
    return (np.full(len(codes), key), there * np.uint8(len(number(key)))), (places, widths(places) * there)


def always(value: int, like: Numbers) -> Part:
    """The same byte in every feature."""
    return np.full(len(like), value, dtype=np.uint8), np.ones(len(like), dtype=np.uint8)


def measured(values: Numbers) -> Part:
    """A number in every feature."""
    return values, widths(values)


def total(parts: Sequence[Part], like: Numbers) -> NDArray[np.int64]:
    """How many bytes the parts take in each feature."""
    found = np.zeros(len(like), dtype=np.int64)
    for _, width in parts:
        found += width
    return found
