"""Text is a table where its first rows agree; every fixture of another format is left to it."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import HEAD, Asked
from spatial.tabular.delimited import looks_delimited, read_table
from tests.spatial.tabular.made import FIXTURES


def test_no_other_fixture_or_text_of_this_house_is_taken_for_a_table() -> None:
    others = [
        path
        for path in FIXTURES.rglob("*")
        if path.is_file() and path.suffix not in (".csv", ".py", ".pyc", ".toml", ".md")
    ]
    assert len(others) > 15
    assert [path.name for path in others if looks_delimited(path.read_bytes()[:HEAD])] == []


def test_a_table_of_one_line_s_length_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "wide.txt"
    path.write_text("\t".join("abc") + "\n" + "\t".join("123") + "\n")
    table = read_table(path, Asked())
    assert (table.name, table.total, len(table.columns)) == ("wide", 1, 3)


def test_a_table_of_too_many_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{one}" for one in range(2000)) + "\n" + ",".join(["1"] * 2000) + "\n")
    with pytest.raises(RefusedError, match="2000 columns; at most 1500"):
        read_table(path, Asked())


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be read"):
        read_table(tmp_path / "none.csv", Asked())
