"""A source is surveyed once: columns that have a name or a value, and rows of their width."""

from collections.abc import Iterator

import pytest

from spatial.errors import RefusedError
from spatial.records import Issue
from spatial.tabular.evidence import TextEvidence
from spatial.tabular.lines import Line
from spatial.tabular.surveying import Source, list_rows, survey


def source(*rows: list[str]) -> Source:
    """Rows as a source."""

    def lines() -> Iterator[Line | Issue]:
        return (Line(number, row) for number, row in enumerate(rows, 1))

    return Source(name="table", place="line", lines=lines, evidence=TextEvidence)


def test_columns_without_name_and_value_are_left_out() -> None:
    found = survey(source(["a", "", "b", ""], ["1", "x", "", ""], ["2", "y", "", ""]))
    assert [found.names[place] for place in found.kept] == ["a", "column 2", "b"]
    assert found.total == 2


def test_rows_are_as_wide_as_most_where_the_header_is_not() -> None:
    found = survey(source(["a", "b"], ["1", "2", "3"], ["4", "5", "6"]))
    assert found.names == ["a", "b", "column 3"]


def test_blank_rows_and_blank_cells_beyond_the_columns_are_passed_over() -> None:
    rows = source(["a", "b"], ["", ""], ["1", "2", ""], ["3", "4"])
    assert list(list_rows(rows, survey(rows), None)) == [Line(3, ["1", "2"]), Line(4, ["3", "4"])]


def test_a_row_of_another_width_is_kept_as_an_issue() -> None:
    rows = source(["a", "b"], ["1", "2"], ["3"], ["4", "5", "6", "7"], ["8", "9"])
    issues = [row for row in list_rows(rows, survey(rows), "a") if isinstance(row, Issue)]
    assert [(issue.object, issue.position) for issue in issues] == [("3", "line 3"), ("4", "line 4")]
    assert issues[1].content
    assert issues[1].content["values"] == {"a": "4", "b": "5", "beyond 1": "6", "beyond 2": "7"}


def test_a_value_that_says_who_somebody_is_is_told_masked() -> None:
    cells = [["13900000001", "89.2"]] * 20
    found = survey(source(["手机", "面积"], *cells, ["13912345678转8", "八十九"]))
    told = [issue.message for issue in found.findings if issue.code == "NOT_ALL_NUMBERS"]
    assert ["139*" in one or "“八十九”" in one for one in told] == [True, True]
    assert "13912345678" not in str(told)


def test_a_source_without_rows_is_refused() -> None:
    for rows in ([], [["a", "b"]], [["a"], ["1"]]):
        with pytest.raises(RefusedError, match=r"“table” (holds|has) no"):
            survey(source(*rows))
