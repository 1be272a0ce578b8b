"""The header is found below titles, is missed where data begin at once, and its names are all different."""

from datetime import date

import pytest

from spatial.tabular.headings import find_header, name_columns


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["a", "b"], ["1", "2"]], (0, True)),
        ([["登记表", "", ""], ["单位", "平方米", "", "", ""], ["a", "b", "c", "d", "e"]], (2, True)),
        ([["1", "2.5", "x"], ["2", "3.5", "y"]], (0, False)),
        ([["区", "2019", "2020年"], ["甲", "1", "2"]], (0, True)),
        ([["name", date(2024, 1, 1), 5.0]], (0, False)),
        ([["only"], ["words"]], None),
        ([], None),
    ],
    ids=["plain", "titles", "no header", "years", "typed cells", "one column", "nothing"],
)
def test_the_first_row_of_the_table_is_told(rows: list[list[object]], told: tuple[int, bool] | None) -> None:
    assert find_header(rows) == told


def test_names_are_tidied_invented_and_told_apart() -> None:
    names, told = name_columns(["面积\n(m2)", "", "a", "a", None], 6)
    assert names == ["面积 (m2)", "column 2", "a", "a 4", "column 5", "column 6"]
    assert told == ["The header names “a” twice; that of column 4 is called “a 4”."]


def test_an_invented_name_takes_no_other_column_s() -> None:
    names, _ = name_columns(["", "column 1", "a", "a", "a 4"], 5)
    assert len(set(names)) == 5
