"""A layer of a tile put together from sheets: pieces that are written already, under codes of this layer.

Source: Mapbox Vector Tile Specification 2.1, section 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spatial.mvt.sheet import NOTHING, Rows, Shapes
from spatial.mvt.wire import Bytes, Numbers, Places, field, number, spread, widths, write, zigzag

NAME, KEY, LAYER = 1, 3, 3
EXTENT_TAG, VERSION, VERSION_TAG = 5 << 3, 2, 15 << 3
FEATURE_TAG, ID_TAG, TAGS_TAG, KIND_TAG, GEOMETRY_TAG = 0x12, 0x08, 0x12, 0x18, 0x22


@dataclass(frozen=True, slots=True)
class Edge:
    """Features that are drawn otherwise than in sheets, as they are cut: `ids` (n,) and their shapes, from
    the tile's own corner."""

    ids: NDArray[np.int64]
    shapes: Shapes


@dataclass(frozen=True, slots=True)
class Drawn:
    """The m features that a tile draws: their rows among those of all sheets, and shapes from its corner."""

    rows: Places
    shapes: Shapes


def draw(
    name: str,
    keys: Sequence[str],
    sheets: Sequence[tuple[Rows, Shapes]],
    edge: Edge,
    box: tuple[int, int, int, int],
    corner: tuple[int, int],
    extent: int,
) -> tuple[bytes, int]:
    """The layer as the field of a tile, and how many features it has; nothing of no feature.

    Drawn is what lies within `box` (centimetres of EPSG:3857), and the edge. `corner` is the tile's, in its
    units from the corner of the world. Every value is written once, in the order in which it comes.
    """
    if not sheets:
        return b"", 0
    rows, shapes = gather(sheets)
    drawn = choose(rows, shapes, edge, box, corner)
    if not len(drawn.rows):
        return b"", 0
    codes, values = recode(rows, rows.codes[drawn.rows])
    features = write_features(rows.ids[drawn.rows].astype(np.uint64), codes, drawn.shapes)
    layer = b"".join(
        [
            field(NAME, name.encode()),
            features.tobytes(),
            *(field(KEY, key.encode()) for key in keys),
            values.tobytes(),
            number(EXTENT_TAG),
            number(extent),
            number(VERSION_TAG),
            number(VERSION),
        ]
    )
    return field(LAYER, layer), len(drawn.rows)


def gather(sheets: Sequence[tuple[Rows, Shapes]]) -> tuple[Rows, Shapes]:
    """All sheets as one, values that some have in common as often as they come."""
    rows = [one for one, _ in sheets]
    shapes = [one for _, one in sheets]
    counts = [len(one.hashes) for one in rows]
    before = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.uint32)
    codes = np.concatenate([one.codes for one in rows])
    shifted = codes + np.repeat(before, [len(one.ids) for one in rows])[:, None]
    return Rows(
        np.concatenate([one.ids for one in rows]),
        np.concatenate([one.boxes for one in rows]),
        np.where(codes == NOTHING, codes, shifted),
        np.concatenate([one.hashes for one in rows]),
        np.concatenate([one.lengths for one in rows]),
        np.concatenate([one.values for one in rows]),
    ), Shapes(
        np.concatenate([one.kinds for one in shapes]),
        np.concatenate([one.heads for one in shapes]),
        np.concatenate([one.corners for one in shapes]),
        np.concatenate([one.lengths for one in shapes]),
        np.concatenate([one.steps for one in shapes]),
    )


def choose(
    rows: Rows, shapes: Shapes, edge: Edge, box: tuple[int, int, int, int], corner: tuple[int, int]
) -> Drawn:
    """What is drawn of the sheets and of the edge."""
    west, south, east, north = rows.boxes.T
    inside = (shapes.kinds > 0) & (west >= box[0]) & (south >= box[1]) & (east <= box[2]) & (north <= box[3])
    order = np.argsort(edge.ids)
    cut, at = edge.ids[order], edge.shapes
    place = np.searchsorted(cut, rows.ids)
    place[place == len(cut)] = 0
    met = cut[place] == rows.ids if len(cut) else np.zeros(len(rows.ids), dtype=bool)
    inner, outer = np.flatnonzero(inside & ~met), np.flatnonzero(met)
    told = order[place[outer]]
    starts = [np.cumsum(one.lengths, dtype=np.int64) - one.lengths for one in (shapes, at)]
    return Drawn(
        np.concatenate([inner, outer]),
        Shapes(
            np.concatenate([shapes.kinds[inner], at.kinds[told]]),
            np.concatenate([shapes.heads[inner], at.heads[told]]),
            np.concatenate([shapes.corners[inner] - np.array(corner, dtype=np.int32), at.corners[told]]),
            np.concatenate([shapes.lengths[inner], at.lengths[told]]),
            np.concatenate(
                [
                    shapes.steps[spread(starts[0][inner], shapes.lengths[inner].astype(np.int64))],
                    at.steps[spread(starts[1][told], at.lengths[told].astype(np.int64))],
                ]
            ),
        ),
    )


def recode(rows: Rows, codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], Bytes]:
    """The codes (m, c) as those of a layer that has only the values they need; and these values."""
    used = np.zeros(len(rows.hashes), dtype=bool)
    used[codes[codes != NOTHING]] = True
    needed = np.flatnonzero(used)
    _, first, which = np.unique(rows.hashes[needed], return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(order), dtype=np.uint32)
    rank[order] = np.arange(len(order), dtype=np.uint32)
    new = np.full(len(rows.hashes) + 1, NOTHING, dtype=np.uint32)
    new[needed] = rank[which]
    kept = needed[first[order]]
    lengths = rows.lengths.astype(np.int64)
    starts = np.cumsum(lengths) - lengths
    values = rows.values[spread(starts[kept], lengths[kept])]
    return new[np.minimum(codes, len(rows.hashes))], values


def write_features(ids: Numbers, codes: NDArray[np.uint32], shapes: Shapes) -> Bytes:
    """The features as fields of a layer."""
    there = codes != NOTHING
    codes = codes.astype(np.uint64)
    wide = [widths(column) * held for column, held in zip(codes.T, there.T, strict=True)]
    key_widths = [len(number(key)) for key in range(len(wide))]
    tags = np.zeros(len(ids), dtype=np.int64)
    for key, width, held in zip(key_widths, wide, there.T, strict=True):
        tags += width + key * held
    head, points = shapes.heads.astype(np.uint64), zigzag(shapes.corners.astype(np.int64))
    parts = [(one, widths(one)) for one in (head, points[:, 0], points[:, 1])]
    steps = shapes.lengths.astype(np.int64)
    geometry = (steps + sum(width for _, width in parts)).astype(np.uint64)
    id_width, tags_width, geometry_width = widths(ids), widths(tags.astype(np.uint64)), widths(geometry)
    inner = 1 + id_width + 1 + tags_width + tags + 2 + 1 + geometry_width + geometry.astype(np.int64)
    inner_width = widths(inner.astype(np.uint64))
    whole = 1 + inner_width + inner
    pen = Pen(np.cumsum(whole) - whole, int(whole.sum()))
    pen.byte(FEATURE_TAG)
    pen.numbers(inner.astype(np.uint64), inner_width)
    pen.byte(ID_TAG)
    pen.numbers(ids, id_width)
    pen.byte(TAGS_TAG)
    pen.numbers(tags.astype(np.uint64), tags_width)
    for key, (column, width, held) in enumerate(zip(codes.T, wide, there.T, strict=True)):
        pen.pair(key, column, width, held)
    pen.byte(KIND_TAG)
    pen.numbers(shapes.kinds.astype(np.uint64), np.ones(len(ids), dtype=np.int64))
    pen.byte(GEOMETRY_TAG)
    pen.numbers(geometry, geometry_width)
    for values, width in parts:
        pen.numbers(values, width)
    pen.content[spread(pen.at, steps)] = shapes.steps
    return pen.content


class Pen:
    """Writes the same part of all features at once, each at its place, and moves on."""

    def __init__(self, at: Places, size: int) -> None:
        self.at, self.content = at, np.empty(size, dtype=np.uint8)

    def byte(self, value: int) -> None:
        """The same byte for all."""
        self.content[self.at] = value
        self.at += 1

    def numbers(self, values: Numbers, width: Places) -> None:
        """A number each."""
        write(self.content, self.at, values, width)
        self.at += width

    def pair(self, key: int, codes: Numbers, width: Places, held: NDArray[np.bool_]) -> None:
        """A key and a value's code for those that have one."""
        if held.all():
            chosen: slice | Places = slice(None)
        else:
            chosen = np.flatnonzero(held)
        for values, wide in ((np.full(len(codes), key, dtype=np.uint64), len(number(key)) * held), (codes, width)):
            at = self.at[chosen]
            write(self.content, at, values[chosen], wide[chosen])
            self.at += wide
