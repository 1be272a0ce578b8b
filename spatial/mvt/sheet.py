"""What sheets keep of many features: columns of what they are, and how they are drawn at one zoom."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spatial.mvt.wire import Bytes, Numbers

EXTENT = 4096
"""Units along a tile."""

HEAD = struct.Struct("<3I")
FEW = 2**16
"""Numbers that are all less take two bytes, else four."""


@dataclass(frozen=True, slots=True)
class Rows:
    """n features with c columns, whose v different values stand as a layer of a tile has them.

    `ids` (n,); `boxes` (n, 4) west, south, east, north in centimetres of EPSG:3857, rounded outwards;
    `codes` (n, c) numbers of values from 1 on, 0 where there is none; of each value its `hashes` (v,) and
    `lengths` (v,) in `values`, which holds one after the other as fields of a layer.
    """

    ids: NDArray[np.int64]
    boxes: NDArray[np.int32]
    codes: Numbers
    hashes: NDArray[np.uint64]
    lengths: Numbers
    values: Bytes

    def pack(self) -> bytes:
        """As bytes."""
        size, [codes, lengths] = narrow(self.codes, self.lengths)
        head = (len(self.ids), self.codes.shape[1] << 3 | size, len(self.hashes))
        return lay(head, self.ids, self.boxes, codes, self.hashes, lengths, self.values)


@dataclass(frozen=True, slots=True)
class Shapes:
    """The geometry of n features in units of a zoom: MVT commands, taken apart.

    `kinds` (n,) types of geometry, 0 where nothing is drawn; `heads` (n,) the first command; `corners` (n, 2)
    its first point from a corner, that of the world in sheets; `lengths` (n,) of what follows it in `steps`,
    bytes that are the same in any tile.
    """

    kinds: NDArray[np.uint8]
    heads: Numbers
    corners: NDArray[np.int32]
    lengths: Numbers
    steps: Bytes

    def pack(self) -> bytes:
        """As bytes."""
        size, [heads, lengths] = narrow(self.heads, self.lengths)
        head = (len(self.kinds), size, len(self.steps))
        return lay(head, self.corners, heads, lengths, self.kinds, self.steps)

    def pick(self, which: NDArray[np.bool_]) -> "Shapes":
        """Those of a choice (n,)."""
        steps = self.steps[np.repeat(which, self.lengths)]
        return Shapes(self.kinds[which], self.heads[which], self.corners[which], self.lengths[which], steps)

    def seen_from(self, corner: tuple[int, int]) -> "Shapes":
        """The same from another corner, given from the one they are told from."""
        return replace(self, corners=self.corners - np.array(corner, dtype=np.int32))

    @classmethod
    def join(cls, several: "Sequence[Shapes]") -> "Shapes":
        """All of them, one after the other."""
        names = ("kinds", "heads", "corners", "lengths", "steps")
        return cls(*(np.concatenate([getattr(one, name) for one in several]) for name in names))


def lay(head: tuple[int, int, int], *arrays: NDArray[Any]) -> bytes:
    """A head and arrays one after the other."""
    return HEAD.pack(*head) + b"".join(one.tobytes() for one in arrays)


def narrow(*columns: Numbers) -> tuple[int, list[Numbers]]:
    """The columns in as few bytes a number as all of them take, and how many that are."""
    size = 2 if all(int(one.max(initial=0)) < FEW for one in columns) else 4
    return size, [one.astype(f"<u{size}") for one in columns]


def unpack(content: bytes, at: int = 0) -> Iterator[tuple[Rows, Shapes]]:
    """The sheets that follow each other from a place in some bytes: what is told of each, then its shapes."""
    cut = Cutter(content, at)
    while cut.at < len(content):
        count, kinds, values = cut.head()
        columns, size = kinds >> 3, kinds & 7
        ids, boxes = cut.take("<i8", count), cut.take("<i4", count * 4)
        codes, hashes = cut.take(f"<u{size}", count * columns), cut.take("<u8", values)
        lengths = cut.take(f"<u{size}", values)
        told = cut.take("<u1", int(lengths.sum(dtype=np.int64)))
        rows = Rows(ids, boxes.reshape(count, 4), codes.reshape(count, columns), hashes, lengths, told)
        count, size, steps = cut.head()
        corners, heads = cut.take("<i4", count * 2), cut.take(f"<u{size}", count)
        lengths, drawn = cut.take(f"<u{size}", count), cut.take("<u1", count)
        yield rows, Shapes(drawn, heads, corners.reshape(count, 2), lengths, cut.take("<u1", steps))


class Cutter:
    """Heads and arrays one after the other in some bytes."""

    def __init__(self, content: bytes, at: int) -> None:
        self.content, self.at = content, at

    def head(self) -> tuple[int, ...]:
        """The next head."""
        found = HEAD.unpack_from(self.content, self.at)
        self.at += HEAD.size
        return found

    def take(self, type: str, count: int) -> NDArray[Any]:
        """The next array, of so many numbers."""
        found: NDArray[Any] = np.frombuffer(self.content, type, count, self.at)
        self.at += found.nbytes
        return found
