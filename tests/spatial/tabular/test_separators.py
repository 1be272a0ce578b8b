"""The separator is the one by which rows have the same number of fields."""

import pytest

from spatial.tabular.separators import read_head, sniff


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_each_separator_is_told_by_its_rows(separator: str) -> None:
    text = "\n".join(separator.join(row) for row in (("a", "b", "c"), ("1", "2", "3"), ("x, y", "5", "6")))
    assert sniff(text.replace("x, y", '"x, y"'), cut=False) == separator


def test_decimal_commas_do_not_part_fields() -> None:
    assert sniff("name;area\nx;1,5\ny;2,5\n", cut=False) == ";"


def test_a_line_that_was_cut_does_not_count() -> None:
    assert sniff("a,b\n1,2\n3", cut=True) == ","


def test_text_in_one_column_has_no_separator() -> None:
    assert sniff("one\ntwo\nthree\n", cut=False) is None
    assert sniff("", cut=False) is None


def test_blank_lines_are_no_rows() -> None:
    assert read_head("a,b\n\n1,2\n", ",") == [["a", "b"], ["1", "2"]]
