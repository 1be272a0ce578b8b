"""Sheets come out of bytes as they went in."""

from dataclasses import fields

import numpy as np
import pytest

from spatial.mvt.sheet import HEAD, Rows, Shapes, unpack

SHORT = (3, 0, 5)
"""Lengths of values."""


def make_rows(count: int, columns: int = 2, lengths: tuple[int, ...] = SHORT, most: int = 3) -> Rows:
    """Features with made numbers, the largest code and the longest value as given."""
    random = np.random.default_rng(count)
    codes = random.integers(0, most + 1, (count, columns))
    codes[:1, :1] = most
    return Rows(
        random.integers(0, 2**52, count),
        random.integers(-(2**31), 2**31, (count, 4), dtype=np.int32),
        codes,
        random.integers(0, 2**64, len(lengths), dtype=np.uint64),
        np.array(lengths, dtype=np.int64),
        random.integers(0, 256, sum(lengths), dtype=np.uint8),
    )


def make_shapes(lengths: tuple[int, ...], most: int = 9) -> Shapes:
    """Shapes with made numbers, whose steps have these lengths; the first head as given."""
    count = len(lengths)
    random = np.random.default_rng(count)
    heads = np.full(count, 9, dtype=np.int64)
    heads[:1] = most
    return Shapes(
        random.integers(0, 4, count, dtype=np.uint8),
        heads,
        random.integers(-(2**31), 2**31, (count, 2), dtype=np.int32),
        np.array(lengths, dtype=np.int64),
        random.integers(0, 256, sum(lengths), dtype=np.uint8),
    )


def check(found: Rows | Shapes, expected: Rows | Shapes) -> None:
    """Both hold the same numbers in columns of the same form."""
    for one in fields(expected):
        told, put = getattr(found, one.name), getattr(expected, one.name)
        assert told.shape == put.shape
        assert told.tolist() == put.tolist()


@pytest.mark.parametrize("before", [b"", b"odd"])
def test_sheets_that_follow_each_other_come_out_one_by_one(before: bytes) -> None:
    sheets = [
        (make_rows(3), make_shapes((4, 0, 2))),
        (make_rows(1, lengths=(70_000, 1)), make_shapes((1,), most=2**20)),
        (make_rows(0), make_shapes(())),
        (make_rows(5, columns=9), make_shapes((0, 0, 0, 0, 0))),
    ]
    content = before + b"".join(rows.pack() + shapes.pack() for rows, shapes in sheets)
    found = list(unpack(content, len(before)))
    assert len(found) == len(sheets)
    for (rows, shapes), (of_rows, of_shapes) in zip(found, sheets, strict=True):
        check(rows, of_rows)
        check(shapes, of_shapes)


@pytest.mark.parametrize(
    ("count", "columns", "lengths"), [(0, 2, ()), (0, 0, ()), (3, 0, ()), (3, 2, ()), (0, 2, SHORT)]
)
def test_a_sheet_may_have_no_rows_no_columns_and_no_values(
    count: int, columns: int, lengths: tuple[int, ...]
) -> None:
    rows, shapes = make_rows(count, columns, lengths, most=len(lengths)), make_shapes((0,) * count)
    [(of_rows, of_shapes)] = unpack(rows.pack() + shapes.pack())
    check(of_rows, rows)
    check(of_shapes, shapes)


def test_no_bytes_are_no_sheets() -> None:
    assert list(unpack(b"")) == []
    assert list(unpack(b"before", 6)) == []


@pytest.mark.parametrize(
    ("most", "longest", "size"), [(65_535, 9, 2), (65_536, 9, 4), (3, 65_535, 2), (3, 65_536, 4)]
)
def test_codes_and_lengths_over_65535_take_four_bytes_and_others_two(
    most: int, longest: int, size: int
) -> None:
    rows, shapes = make_rows(4, 3, (longest, 1), most), make_shapes((1, longest), most)
    told, drawn = rows.pack(), shapes.pack()
    assert len(told) == HEAD.size + 4 * (8 + 16 + 3 * size) + 2 * (8 + size) + longest + 1
    assert len(drawn) == HEAD.size + 2 * (8 + 2 * size + 1) + 1 + longest
    [(of_rows, of_shapes)] = unpack(told + drawn)
    check(of_rows, rows)
    check(of_shapes, shapes)
    assert {of_rows.codes.itemsize, of_rows.lengths.itemsize} == {size}
    assert {of_shapes.heads.itemsize, of_shapes.lengths.itemsize} == {size}
