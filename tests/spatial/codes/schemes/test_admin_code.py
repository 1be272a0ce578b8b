"""Administrative codes have 6, 9 or 12 digits and begin with a province."""

import pytest

from spatial.codes.schemes.admin_code import check_admin_code


@pytest.mark.parametrize("code", ["330106", "330106003", "330106003012", "110000", "820000"])
def test_codes_of_county_township_and_village_pass(code: str) -> None:
    assert check_admin_code(code) is None


@pytest.mark.parametrize(
    ("code", "fault", "words"),
    [
        ("3301", "CODE_LENGTH", "has 4 digits; give 6"),
        ("33010600A", "CODE_CHARACTERS", "digits alone"),
        ("990106", "CODE_PART", "begins with 99"),
    ],
)
def test_a_wrong_code_is_told_what_is_wrong(code: str, fault: str, words: str) -> None:
    found = check_admin_code(code)
    assert found is not None and found.code == fault and words in found.message
