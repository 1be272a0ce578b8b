"""Rows made from batches: keys, findings in their place, sums at the end."""

import math
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
import shapely

from spatial.errors import RefusedError
from spatial.records import Issue, Severity
from spatial.tables import Column, Lot, Row, spread
from spatial.vector.cells import fit, is_plain
from spatial.vector.rows import Batch, Layout, limit_columns, make_lots

LAYOUT = Layout(
    table="t",
    columns=(Column(name="n", type="integer"), Column(name="x", type="number")),
    kinds=("point",),
    swapped=False,
    distinct=False,
    fid="fid",
)
NOTE = Issue(severity=Severity.WARNING, code="SAID", message="Something.")


def batch(*rows: tuple[str, Any, Any], **more: Any) -> Batch:
    """Rows of (fid, n, x) without geometry."""
    columns = [[row[1] for row in rows], [row[2] for row in rows]]
    return Batch(fids=[row[0] for row in rows], columns=columns, **{"shapes": None, **more})


def codes(batches: list[Batch], key: str | None, layout: Layout = LAYOUT) -> list[str]:
    """What comes of batches: codes of rows, codes of findings."""
    return [one.code for one in rows(batches, layout, key)]


def rows(batches: list[Batch], layout: Layout, key: str | None) -> list[Row | Issue]:
    """What comes of batches, row by row."""
    return list(spread(make_lots(batches, layout, key)))


def test_a_finding_stands_before_the_rows_among_which_it_was_made() -> None:
    lots = [batch(("z", 1, 1.0)), batch(("a", 1, 1.0), ("b", "no", 1.0), ("c", 1, 1.0))]
    assert codes(lots, None) == ["z", "VALUE_NOT_UNDERSTOOD", "a", "c"]


def test_a_row_that_is_left_out_is_kept_as_far_as_it_could_be_read() -> None:
    shapes = np.array([shapely.Point(1, 2), shapely.Point(3, 4)], dtype=object)
    lots = [batch(("a", "no", 1.0), ("b", 1, 1.5), shapes=shapes)]
    for swapped, place in ((False, "POINT (1 2)"), (True, "POINT (2 1)")):
        [issue, row] = rows(lots, replace(LAYOUT, swapped=swapped), None)
        assert isinstance(issue, Issue) and isinstance(row, Row)
        assert issue.content == {"code": "a", "values": {"n": "“no”", "x": 1.0}, "geometry": place}


def test_keys_are_told_apart_over_all_batches() -> None:
    lots = [batch(("a", 1, 1.0), ("b", 2, 2.0)), batch(("a", 1, 3.5))]
    assert codes(lots, None) == ["a", "b", "KEY_TWICE"]
    assert codes(lots, "n") == ["1", "2", "KEY_TWICE"]
    assert codes(lots, "x") == ["1", "2", "3.5"]
    assert codes(lots, "fid") == codes(lots, None)


def test_a_note_is_told_once_and_sums_at_the_end() -> None:
    shapes = np.array([shapely.Point(1, 2, 3)], dtype=object)
    lots = [
        batch(("a", 1, 1.0), shapes=shapes, notes=(NOTE,)),
        batch(("b", 1, 1.0), shapes=shapes, notes=(NOTE,)),
    ]
    found = rows(lots, LAYOUT, None)
    assert [one.code for one in found] == ["SAID", "a", "b", "HEIGHTS_LEFT_OUT"]
    assert found[-1].message.startswith("2 geometries")  # type: ignore[union-attr]


def test_a_table_without_columns_has_rows_all_the_same() -> None:
    layout = Layout(table="t", columns=(), kinds=(), swapped=False, distinct=True)
    [row] = rows([Batch(fids=["1"], columns=[], shapes=None)], layout, None)
    assert isinstance(row, Row)
    assert (row.code, row.values) == ("1", ())


def test_bytes_are_text_only_where_the_column_holds_bytes() -> None:
    columns = (Column(name="a", type="string"), Column(name="b", type="string"))
    layout = Layout(
        table="t", columns=columns, kinds=(), swapped=False, distinct=True, binary=frozenset({"b"})
    )
    one = Batch(fids=["1", "2"], columns=[["x", b"x"], [b"\0", b"\0"]], shapes=None)
    error, row, told = rows([one], layout, None)
    assert isinstance(row, Row)
    assert row.values == ("x", "AA==")
    assert (error.code, told.code) == ("VALUE_NOT_UNDERSTOOD", "BYTES_AS_TEXT")


def test_an_unknown_key_is_refused_before_the_first_row() -> None:
    with pytest.raises(RefusedError, match="“fid2” to be its key; there are: n, x"):
        list(make_lots([], LAYOUT, "fid2"))


def test_more_columns_than_can_be_kept_are_refused() -> None:
    limit_columns("t", ["c"] * 1_500)
    with pytest.raises(RefusedError, match="split it"):
        limit_columns("t", ["c"] * 1_501)
    with pytest.raises(RefusedError, match="NUL"):
        limit_columns("t\0", [])


@pytest.mark.parametrize("type", ["string", "integer", "number", "boolean", "date", "object"])
def test_a_column_that_passes_as_a_whole_would_pass_value_by_value(type: str) -> None:
    random = Random(7)
    stock = ["", "x", "a\0", b"b", 1, -(2**63), 2**63 - 1, 2**70, 1.5, math.nan, math.inf, True, None, [], {}]
    passed = 0
    for _ in range(2_000):
        values = random.choices(stock, k=random.randrange(1, 4))
        if is_plain(values, type):
            passed += 1
            assert [fit(value, type) for value in values] == values
    assert bool(passed) == (type in ("string", "integer", "number"))


def test_a_row_is_left_out_of_its_lot_with_all_its_columns() -> None:
    one = Lot(codes=["a", "b", "c"], footprints=np.array([None] * 3), columns=[[1, 2, 3], ["x", "y", "z"]])
    assert [(row.code, row.values) for row in spread(iter([one.without({1})]))] == [
        ("a", (1, "x")),
        ("c", (3, "z")),
    ]
    assert one.without(set()) is one
