"""Of the abolished house code only the layout is checked, for its check digit needs a table not seen."""

import pytest

from spatial.codes.schemes.house_jgjt246 import SCHEME, check_house_jgjt246


@pytest.mark.parametrize(
    "code", ["11010101020200109000003", "11010101020200009100012", "330106003****000100000X"]
)
def test_the_layout_of_the_drafts_examples_passes_whatever_the_last_digit(code: str) -> None:
    assert check_house_jgjt246(code) is None
    assert {check_house_jgjt246(code[:-1] + digit) for digit in "0123456789"} == {None}
    assert "only the layout" in SCHEME.unchecked


@pytest.mark.parametrize(
    ("code", "fault"),
    [("1101010102020010900000", "CODE_LENGTH"), ("1101010102020*1*9000003", "CODE_CHARACTERS")],
)
def test_another_layout_is_a_fault(code: str, fault: str) -> None:
    found = check_house_jgjt246(code)
    assert found is not None and found.code == fault and "name its scheme" in found.message
