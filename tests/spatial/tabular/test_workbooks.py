"""Sheets are read again whenever their rows are asked for; what is left out is told once, with the first."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.records import Issue
from spatial.tabular.workbooks import open_workbook, read_tables
from tests.spatial.tabular.made import FIXTURES, write_workbook


def test_what_is_left_out_is_told_with_the_first_table_alone() -> None:
    told = [
        [one.position for one in table.lots(None) if isinstance(one, Issue) and one.code == "SHEET_LEFT_OUT"]
        for table in read_tables(FIXTURES / "excel/register.xlsx", Asked())
    ]
    assert told == [["空表", "代码", "说明"], []]


def test_rows_are_told_by_their_row_in_the_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [[None, None], ["title"], ["a", "b"], ["x", 1], ["x", 2]]
    [table] = read_tables(write_workbook(tmp_path / "one.xlsx", {"one": rows}), Asked())
    issues = [one for one in table.lots("a") if isinstance(one, Issue)]
    assert [issue.position for issue in issues if issue.code == "KEY_TWICE"] == ["row 5, a"]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.xlsx"
    path.write_bytes(b"hello")
    with pytest.raises(RefusedError, match="cannot be read as a workbook"):
        open_workbook(path)
