"""Texts are spoken in the language wished for first."""

import pytest

from spatial.text import Text, choose_language


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        (("en", "zh-hans"), "en"),
        ((None, "zh-CN"), "zh"),
        (("", None, "en-GB"), "en"),
        (("fr",), "en"),
        ((), "zh"),
    ],
)
def test_the_first_wish_there_is_decides(wishes: tuple[str | None, ...], language: str) -> None:
    assert choose_language(*wishes) == language


def test_a_text_is_told_in_either_language() -> None:
    school = Text("学校", "School")
    assert (school.in_("zh-hans"), school.in_("en")) == ("学校", "School")
