"""Numbers and fields of protocol buffers, one by one and by the array."""

import numpy as np
import pytest
from numpy.typing import NDArray

from spatial.mvt.wire import (
    Bytes,
    field,
    number,
    read,
    read_all,
    unzigzag,
    walk,
    weave,
    widths,
    write,
    zigzag,
)

BORDERS = (0, 1, 127, 128, 16383, 16384, 2**21 - 1, 2**21, 2**28, 2**35 - 1, 2**52)


def as_bytes(content: bytes) -> Bytes:
    """The bytes as an array."""
    return np.frombuffer(content, np.uint8)


def whole(*values: int) -> NDArray[np.int64]:
    """The numbers as an array."""
    return np.array(values, dtype=np.int64)


@pytest.mark.parametrize(
    ("value", "content"), [(0, b"\x00"), (127, b"\x7f"), (128, b"\x80\x01"), (150, b"\x96\x01")]
)
def test_a_number_is_written_as_the_encoding_says(value: int, content: bytes) -> None:
    assert number(value) == content


@pytest.mark.parametrize("value", BORDERS)
def test_a_number_is_read_as_it_was_written_and_nothing_beside_it(value: int) -> None:
    content = number(value)
    assert read(b"\xff" + content + b"\xff", 1) == (value, 1 + len(content))


def test_numbers_that_follow_each_other_are_read_at_once() -> None:
    content = b"".join(number(value) for value in BORDERS)
    assert read_all(as_bytes(content)).tolist() == list(BORDERS)
    assert read_all(as_bytes(content[:1])).tolist() == [0]
    assert read_all(as_bytes(b"")).tolist() == []


def test_a_message_is_its_fields_of_bytes_in_order() -> None:
    long = b"x" * 300
    message = field(2, b"testing") + b"\x08\x96\x01" + field(200, b"") + field(2, long) + b"\x78\x02"
    assert list(walk(message)) == [(2, b"testing"), (200, b""), (2, long)]
    assert message.startswith(b"\x12\x07testing")
    assert list(walk(b"")) == []


@pytest.mark.parametrize("message", [b"\x0d\xff\xff\xff\xff", b"\x09" + b"\xff" * 8, b"\x0b\x0c", b"\x0b"])
def test_a_field_of_another_wire_type_is_refused(message: bytes) -> None:
    fields = walk(field(1, b"before") + message)
    assert next(fields) == (1, b"before")
    with pytest.raises(ValueError, match=f"wire type {message[0] & 7}"):
        next(fields)


def test_a_width_is_as_many_bytes_as_the_number_takes() -> None:
    assert widths(whole(*BORDERS)).tolist() == [len(number(value)) for value in BORDERS]
    assert widths(whole()).tolist() == []


@pytest.mark.parametrize("type", [np.uint8, np.uint16, np.uint32])
def test_numbers_of_few_bytes_are_written_up_to_their_largest(type: type[np.unsignedinteger]) -> None:
    values = np.array([0, 127, 128, np.iinfo(type).max], dtype=type)
    expected = [number(value) for value in values.tolist()]
    assert widths(values).tolist() == [len(one) for one in expected]
    assert write([(values, widths(values))]).tobytes() == b"".join(expected)


@pytest.mark.parametrize("seed", range(5))
def test_messages_are_written_one_after_the_other_without_what_is_left_out(seed: int) -> None:
    random = np.random.default_rng(seed)
    columns = [2 ** random.integers(0, 53, 40) - random.integers(0, 2, 40) for _ in range(6)]
    there = random.random((6, 40)) < 0.7
    there[2] = False
    parts = [(values, widths(values) * kept) for values, kept in zip(columns, there, strict=True)]
    expected = b"".join(
        number(int(values[row]))
        for row in range(40)
        for values, kept in zip(columns, there, strict=True)
        if kept[row]
    )
    assert write(parts).tobytes() == expected


def test_no_messages_take_no_bytes() -> None:
    assert write([(whole(), widths(whole()))] * 2).tobytes() == b""


def test_pieces_are_woven_in_turn() -> None:
    first, second = as_bytes(b"abcdef"), as_bytes(b"123")
    assert weave(first, whole(2, 0, 1, 3), second, whole(1, 2, 0, 0)).tobytes() == b"ab123cdef"
    assert weave(first, whole(0, 6), as_bytes(b""), whole(0, 0)).tobytes() == b"abcdef"
    assert weave(as_bytes(b""), whole(0, 0), second, whole(0, 3)).tobytes() == b"123"
    assert weave(as_bytes(b""), whole(), as_bytes(b""), whole()).tobytes() == b""


def test_signed_numbers_are_small_where_they_are_near_zero() -> None:
    values = whole(0, -1, 1, -2, 2**31 - 1, -(2**31), 2**52, -(2**52))
    expected = [0, 1, 2, 3, 2**32 - 2, 2**32 - 1, 2**53, 2**53 - 1]
    assert zigzag(values).tolist() == expected
    assert unzigzag(whole(*expected)).tolist() == values.tolist()
