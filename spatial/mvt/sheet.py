"""What sheets keep of many features: columns of what they are, and how they are drawn at one zoom."""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spatial.mvt.wire import Bytes

EXTENT = 4096
"""Units along a tile."""

NOTHING = 2**32 - 1
"""The code of a value that is not there."""

NUMBERS = "<u4"
HEAD = struct.Struct("<3I")


@dataclass(frozen=True, slots=True)
class Rows:
    """n features with c columns, whose v different values stand as a layer of a tile has them.

    `ids` (n,); `boxes` (n, 4) west, south, east, north in centimetres of EPSG:3857, rounded outwards;
    `codes` (n, c) numbers of values, or NOTHING; of each value its `hashes` (v,) and `lengths` (v,) in
    `values`, which holds one after the other as fields of a layer.
    """

    ids: NDArray[np.int64]
    boxes: NDArray[np.int32]
    codes: NDArray[np.uint32]
    hashes: NDArray[np.uint64]
    lengths: NDArray[np.uint32]
    values: Bytes

    def pack(self) -> bytes:
        """As bytes."""
        parts = (self.ids, self.boxes, self.codes, self.hashes, self.lengths, self.values)
        return HEAD.pack(*self.codes.shape, len(self.hashes)) + b"".join(part.tobytes() for part in parts)

    @classmethod
    def unpack(cls, content: bytes) -> "Rows":
        """From bytes."""
        count, columns, values = HEAD.unpack_from(content)
        cut = Cutter(content, HEAD.size)
        return cls(
            cut.take("<i8", count),
            cut.take("<i4", count * 4).reshape(count, 4),
            cut.take(NUMBERS, count * columns).reshape(count, columns),
            cut.take("<u8", values),
            cut.take(NUMBERS, values),
            cut.rest(),
        )


@dataclass(frozen=True, slots=True)
class Shapes:
    """The geometry of the n features of Rows in units of a zoom: MVT commands, taken apart.

    `kinds` (n,) types of geometry, 0 where nothing is drawn; `heads` (n,) the first command; `corners` (n, 2)
    its first point from the corner of the world; `lengths` (n,) of what follows it in `steps`, bytes that
    are the same in any tile.
    """

    kinds: NDArray[np.uint8]
    heads: NDArray[np.uint32]
    corners: NDArray[np.int32]
    lengths: NDArray[np.uint32]
    steps: Bytes

    def pack(self) -> bytes:
        """As bytes."""
        parts = (self.kinds, self.heads, self.corners, self.lengths, self.steps)
        return struct.pack("<I", len(self.kinds)) + b"".join(part.tobytes() for part in parts)

    @classmethod
    def unpack(cls, content: bytes) -> "Shapes":
        """From bytes."""
        [count] = struct.unpack_from("<I", content)
        cut = Cutter(content, 4)
        return cls(
            cut.take("<u1", count),
            cut.take(NUMBERS, count),
            cut.take("<i4", count * 2).reshape(count, 2),
            cut.take(NUMBERS, count),
            cut.rest(),
        )


class Cutter:
    """Arrays one after the other in some bytes."""

    def __init__(self, content: bytes, at: int) -> None:
        self.content, self.at = content, at

    def take(self, type: str, count: int) -> NDArray[Any]:
        """The next array, of so many numbers."""
        found: NDArray[Any] = np.frombuffer(self.content, type, count, self.at)
        self.at += found.nbytes
        return found

    def rest(self) -> Bytes:
        """What is left."""
        return np.frombuffer(self.content, np.uint8, offset=self.at)
