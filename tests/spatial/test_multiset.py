"""Rows alike are told once, in one order; what is added and taken away leaves what a fresh count gives."""

import numpy as np
import pytest

from spatial.multiset import Multiset, assign, change, gather, join
from tests.columns import NAN


def count(*rows: tuple[int, float]) -> Multiset:
    """Rows of a zone and a figure."""
    zone = np.array([row[0] for row in rows], dtype=np.int32)
    figure = np.array([row[1] for row in rows], dtype=np.float64)
    return gather({"zone": zone, "figure": figure}, np.ones(len(rows), dtype=np.int64))


def told(rows: Multiset) -> list[bytes]:
    """The rows to the bit."""
    return [*(column.tobytes() for column in rows.columns.values()), rows.count.tobytes()]


def test_alike_rows_are_told_once_whatever_their_order() -> None:
    found = count((1, 2.5), (0, NAN), (1, 2.5), (0, NAN), (0, -1.0))
    assert len(found) == 3
    assert sorted(found.count.tolist()) == [1, 2, 2]
    assert told(found) == told(count((0, NAN), (0, -1.0), (1, 2.5), (1, 2.5), (0, NAN)))
    assert sorted(found.spread()["zone"].tolist()) == [0, 0, 0, 1, 1]


def test_rows_that_all_differ_are_every_row() -> None:
    found = count((1, 2.5), (0, 3.5))
    assert found.spread() is found.columns


def test_what_has_come_and_gone_leaves_what_is_there() -> None:
    dice = np.random.default_rng(5)
    rows = [(int(zone), float(figure)) for zone, figure in zip(*dice.integers(0, 5, (2, 90)), strict=True)]
    before, gone, come = count(*rows[:60]), count(*rows[:25]), count(*rows[60:])
    assert told(change([before, come], gone)) == told(count(*rows[25:]))
    assert len(change([before, None], before)) == 0
    assert told(change([None, come], None)) == told(come)


def test_what_was_not_there_cannot_go() -> None:
    with pytest.raises(ValueError, match="More rows were taken away"):
        change([count((1, 2.5))], count((1, 2.0)))


def test_no_rows_are_no_rows() -> None:
    assert len(count()) == 0
    assert told(join([count(), count((1, 2.5))])) == told(count((1, 2.5)))


def test_rows_lie_in_parts_by_a_column_or_evenly_and_alike_ones_together() -> None:
    rows = count(*[(at % 3 - 1, float(at)) for at in range(999)])
    assert np.unique(assign(rows, "zone", 4)).tolist() == [-1, 0, 1]
    parts = assign(rows, None, 4)
    sizes = np.bincount(parts, minlength=4)
    assert len(sizes) == 4 and sizes.min() > 200
    assert assign(rows.choose(slice(5, 9)), None, 4).tolist() == parts[5:9].tolist()
