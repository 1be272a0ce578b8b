"""No cell of a text table is run as a formula."""

import pytest

from twin.export.cells import disarm


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_a_text_that_looks_like_a_formula_is_marked_as_text(text: str) -> None:
    assert disarm(text) == f"'{text}"


def test_all_else_stays_as_it_is() -> None:
    assert [disarm(cell) for cell in (-1, "a=1", None, "路")] == [-1, "a=1", None, "路"]
