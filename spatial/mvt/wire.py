"""Protocol buffers' wire format, as far as vector tiles use it: fields of a message, numbers by the array.

Source: Protocol Buffers, Encoding (https://protobuf.dev/programming-guides/encoding/).
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

VARINT, BYTES = 0, 2
"""Wire types."""

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]


def walk(message: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The fields of a message in order: number, value where it is a number (else 0), content where it is bytes.

    Raises ValueError for a wire type that no field of a tile, layer or feature has.
    """
    at = 0
    while at < len(message):
        tag, at = read(message, at)
        value, at = read(message, at)
        match tag & 7:
            case 0:
                yield tag >> 3, value, b""
            case 2:
                yield tag >> 3, 0, message[at : at + value]
                at += value
            case other:
                raise ValueError(f"A tile has no fields of wire type {other}.")


def read(message: bytes, at: int) -> tuple[int, int]:
    """The number that begins at a place, and the place after it."""
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def read_all(content: Bytes) -> Numbers:
    """The numbers that follow each other in `content` (bytes,)."""
    last = content < 128
    number = np.concatenate(([0], np.cumsum(last)[:-1]))
    begins = np.flatnonzero(np.concatenate(([True], last[:-1])))
    shift = (np.arange(len(content)) - begins[number]) * 7
    found = np.zeros(int(last.sum()), dtype=np.uint64)
    np.add.at(found, number, (content & 127).astype(np.uint64) << shift.astype(np.uint64))
    return found


def number(value: int) -> bytes:
    """One number as it is written."""
    content = bytearray()
    while value > 127:
        content.append(value & 127 | 128)
        value >>= 7
    content.append(value)
    return bytes(content)


def field(number_: int, content: bytes) -> bytes:
    """A field of bytes as it is written."""
    return number(number_ << 3 | BYTES) + number(len(content)) + content


def widths(values: Numbers) -> Places:
    """How many bytes each number takes."""
    found = np.ones(len(values), dtype=np.int64)
    bound = 128
    most = int(values.max(initial=0))
    while bound <= most:
        found += values >= bound
        bound <<= 7
    return found


def write(into: Bytes, at: Places, values: Numbers, width: Places) -> None:
    """Write each number at its place, in as many bytes as `widths` says."""
    into[at] = (values & 127 | (width > 1) * np.uint64(128)).astype(np.uint8)
    for byte in range(1, int(width.max(initial=0))):
        longer = np.flatnonzero(width > byte)
        rest = values[longer] >> np.uint64(7 * byte)
        more = (width[longer] > byte + 1) * np.uint64(128)
        into[at[longer] + byte] = (rest & 127 | more).astype(np.uint8)


def spread(starts: Places, lengths: Places) -> Places:
    """The places of all bytes of pieces that begin at `starts`, piece after piece."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - ends + lengths, lengths) + np.arange(total)


def zigzag(values: Places) -> Numbers:
    """Signed numbers as unsigned ones, small where they are near 0."""
    return ((values << 1) ^ (values >> 63)).astype(np.uint64)


def unzigzag(values: Numbers) -> Places:
    """The other way."""
    return (values >> np.uint64(1)).astype(np.int64) ^ -(values & np.uint64(1)).astype(np.int64)
