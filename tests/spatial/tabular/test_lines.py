"""Rows of a text with the lines they begin in; wrong quotes cost one row, endless ones the file."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.records import Issue
from spatial.tabular import lines
from spatial.tabular.lines import Line, read_lines


def write(folder: Path, text: str) -> Path:
    """A text table."""
    path = folder / "table.csv"
    path.write_text(text, newline="")
    return path


def test_rows_know_their_lines_whatever_ends_them(tmp_path: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        path = write(tmp_path, end.join(["a,b", "", '1,"x', 'y"', "2,z"]))
        found = [line for line in read_lines(path, "utf-8", ",") if isinstance(line, Line)]
        assert [line.number for line in found] == [1, 3, 5]
        assert found[1].cells[1].split() == ["x", "y"]


def test_a_quote_that_closes_too_early_costs_its_row_alone(tmp_path: Path) -> None:
    path = write(tmp_path, 'a,b\n1,"x"y\n2,z\n')
    _, wrong, last = read_lines(path, "utf-8", ",")
    assert isinstance(wrong, Issue)
    assert (wrong.code, wrong.position) == ("QUOTE_WRONG", "line 2")
    assert last == Line(3, ["2", "z"])


def test_a_quote_that_is_never_closed_is_told(tmp_path: Path) -> None:
    *_, wrong = read_lines(write(tmp_path, 'a,b\n1,"x\n2,z\n'), "utf-8", ",")
    assert isinstance(wrong, Issue)
    assert "never closed" in wrong.message


def test_a_row_of_endless_lines_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST_ROW", 1000)
    path = write(tmp_path, "a,b\n" + '"x\n",' * 1000)
    with pytest.raises(RefusedError, match="longer than 1,000 characters"):
        list(read_lines(path, "utf-8", ","))
