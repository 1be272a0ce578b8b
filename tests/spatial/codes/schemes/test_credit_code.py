"""Credit codes are checked in length, alphabet, area and check character."""

import pytest

from spatial.codes.schemes.credit_code import check_credit_code


def test_the_published_example_passes() -> None:
    assert check_credit_code("91350100M000100Y43") is None


@pytest.mark.parametrize(
    ("code", "fault", "words"),
    [
        ("91350100M000100Y4Z", "CODE_CHARACTERS", "has Z"),
        ("91350100M0O0I00Y43", "CODE_CHARACTERS", "has I, O"),
        ("91350100M000100Y4", "CODE_LENGTH", "17 characters, not 18"),
        ("9135A100M000100Y43", "CODE_CHARACTERS", "characters 3 to 8"),
        ("91350100M000100Y44", "CODE_CHECK_DIGIT", "should end in 3"),
        ("91350100M000010Y43", "CODE_CHECK_DIGIT", "compare it with the licence"),
    ],
)
def test_a_wrong_code_is_told_what_is_wrong(code: str, fault: str, words: str) -> None:
    found = check_credit_code(code)
    assert found is not None and found.code == fault and words in found.message
