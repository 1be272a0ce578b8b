"""Rows made from batches: keys, findings in their place, sums at the end."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import shapely

from spatial.errors import RefusedError
from spatial.records import Issue, Severity
from spatial.tables import Column, Row
from spatial.vector.rows import Batch, Layout, limit_columns, make_rows

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
    return [one.code for one in make_rows(batches, layout, key)]


def test_a_finding_stands_in_the_place_of_its_row() -> None:
    assert codes([batch(("a", 1, 1.0), ("b", "no", 1.0), ("c", 1, 1.0))], None) == [
        "a",
        "VALUE_NOT_UNDERSTOOD",
        "c",
    ]


def test_a_row_that_is_left_out_is_kept_as_far_as_it_could_be_read() -> None:
    shapes = np.array([shapely.Point(1, 2), shapely.Point(3, 4)], dtype=object)
    lots = [batch(("a", "no", 1.0), ("b", 1, 1.5), shapes=shapes)]
    for swapped, place in ((False, "POINT (1 2)"), (True, "POINT (2 1)")):
        [issue, row] = make_rows(lots, replace(LAYOUT, swapped=swapped), None)
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
    found = list(make_rows(lots, LAYOUT, None))
    assert [one.code for one in found] == ["SAID", "a", "b", "HEIGHTS_LEFT_OUT"]
    assert found[-1].message.startswith("2 geometries")  # type: ignore[union-attr]


def test_a_table_without_columns_has_rows_all_the_same() -> None:
    layout = Layout(table="t", columns=(), kinds=(), swapped=False, distinct=True)
    [row] = make_rows([Batch(fids=["1"], columns=[], shapes=None)], layout, None)
    assert isinstance(row, Row)
    assert (row.code, row.values) == ("1", ())


def test_bytes_are_text_only_where_the_column_holds_bytes() -> None:
    columns = (Column(name="a", type="string"), Column(name="b", type="string"))
    layout = Layout(
        table="t", columns=columns, kinds=(), swapped=False, distinct=True, binary=frozenset({"b"})
    )
    one = Batch(fids=["1", "2"], columns=[["x", b"x"], [b"\0", b"\0"]], shapes=None)
    row, error, told = make_rows([one], layout, None)
    assert isinstance(row, Row)
    assert row.values == ("x", "AA==")
    assert (error.code, told.code) == ("VALUE_NOT_UNDERSTOOD", "BYTES_AS_TEXT")


def test_an_unknown_key_is_refused_before_the_first_row() -> None:
    with pytest.raises(RefusedError, match="“fid2” to be its key; there are: n, x"):
        list(make_rows([], LAYOUT, "fid2"))


def test_more_columns_than_can_be_kept_are_refused() -> None:
    limit_columns("t", ["c"] * 1_500)
    with pytest.raises(RefusedError, match="split it"):
        limit_columns("t", ["c"] * 1_501)
    with pytest.raises(RefusedError, match="NUL"):
        limit_columns("t\0", [])
