"""Protocol buffers' wire format, as far as vector tiles use it: fields of a message, numbers by the array.

Source: Protocol Buffers, Encoding (https://protobuf.dev/programming-guides/encoding/).
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

VARINT, BYTES = 0, 2
"""Wire types."""

Bytes = NDArray[np.uint8]
Numbers = NDArray[Any]
"""Integers that are not negative."""

Part = tuple[Numbers, Numbers]
"""A number of each of many messages, and in how many bytes it is written; in none where it is left out."""


def walk(message: bytes) -> Iterator[tuple[int, bytes]]:
    """The fields of bytes of a message, by number, in order.

    Raises ValueError for a wire type that no field of a tile or layer has.
    """
    at = 0
    while at < len(message):
        tag, at = read(message, at)
        if tag & 7 not in (VARINT, BYTES):
            raise ValueError(f"A tile has no fields of wire type {tag & 7}.")
        value, at = read(message, at)
        if tag & 7 == BYTES:
            yield tag >> 3, message[at : at + value]
            at += value


def read(message: bytes, at: int) -> tuple[int, int]:
    """The number that begins at a place, and the place after it."""
    value = message[at]
    at += 1
    if value < 128:
        return value, at
    value &= 127
    shift = 7
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def read_all(content: Bytes) -> NDArray[np.int64]:
    """The numbers that follow each other in `content` (bytes,)."""
    if not len(content):
        return np.empty(0, dtype=np.int64)
    last = content < 128
    begins = np.concatenate(([0], np.flatnonzero(last)[:-1] + 1))
    lengths = np.diff(np.append(begins, len(content)))
    shift = (np.arange(len(content)) - np.repeat(begins, lengths)) * 7
    found: NDArray[np.int64] = np.add.reduceat((content & 127).astype(np.int64) << shift, begins)
    return found


def number(value: int) -> bytes:
    """One number as it is written."""
    content = bytearray()
    while value > 127:
        content.append(value & 127 | 128)
        value >>= 7
    content.append(value)
    return bytes(content)


def field(of: int, content: bytes) -> bytes:
    """A field of bytes as it is written."""
    return number(of << 3 | BYTES) + number(len(content)) + content


def widths(values: Numbers) -> NDArray[np.uint8]:
    """How many bytes each number takes."""
    found = np.ones(len(values), dtype=np.uint8)
    bound, most = 128, int(values.max(initial=0))
    while bound <= most:
        found += values >= bound
        bound <<= 7
    return found


def write(parts: Sequence[Part]) -> Bytes:
    """Many messages, one after the other, each with all its parts in their order."""
    most = [int(width.max(initial=0)) for _, width in parts]
    content = np.empty((len(parts[0][0]), sum(most)), dtype=np.uint8)
    there = np.empty(content.shape, dtype=bool)
    column = 0
    for (values, width), bytes_ in zip(parts, most, strict=True):
        for byte in range(bytes_):
            content[:, column] = values >> 7 * byte & 127 | (width > byte + 1) * np.uint8(128)
            there[:, column] = width > byte
            column += 1
    found: Bytes = content[there]
    return found


def weave(first: Bytes, lengths: Numbers, second: Bytes, others: Numbers) -> Bytes:
    """Pieces of these `lengths` in turn with others."""
    both = np.column_stack([lengths, others]).ravel()
    of_first = np.repeat(np.tile([True, False], len(lengths)), both)
    content = np.empty(len(first) + len(second), dtype=np.uint8)
    content[of_first] = first
    content[~of_first] = second
    return content


def zigzag(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed numbers as others that are not negative, small where they are near 0."""
    return (values << 1) ^ (values >> 63)


def unzigzag(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """The other way."""
    return (values >> 1) ^ -(values & 1)
