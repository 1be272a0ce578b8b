"""A number without a word is given to a part by its place, and that is told."""

import pytest

from spatial.addresses.assigning import assign_number
from spatial.addresses.tokens import Token, read_tokens


def assigned(text: str, **known: str) -> tuple[dict[str, str], list[str], list[str]]:
    """The parts that the numbers of a text add to those known, the readings, and what found no part."""
    parts, readings = dict(known), list[str]()
    tokens, _ = read_tokens(text, 0)
    following: list[Token | None] = [*tokens[1:], None][: len(tokens)]
    left = [
        token.text
        for token, after in zip(tokens, following, strict=True)
        if not assign_number(token, after, parts, readings)
    ]
    return {name: value for name, value in parts.items() if name not in known}, readings, left


@pytest.mark.parametrize(
    ("text", "known", "added"),
    [
        ("88-1-502", {"road": "文三路"}, {"number": "88", "unit": "1", "room": "502"}),
        ("88-502", {"road": "文三路"}, {"number": "88", "room": "502"}),
        ("88-1", {"road": "文三路"}, {"number": "88-1"}),
        ("8-1-1202", {"place": "百大花园"}, {"building": "8", "unit": "1", "room": "1202"}),
        ("8-1202", {"place": "百大花园"}, {"building": "8", "room": "1202"}),
        ("8-1", {"place": "百大花园"}, {"building": "8", "unit": "1"}),
        ("8-1-12-1202", {"place": "百大花园"}, {"building": "8", "unit": "1", "floor": "12", "room": "1202"}),
        ("1202", {"number": "3"}, {"room": "1202"}),
        ("8", {"number": "3"}, {"building": "8"}),
        ("2-501", {"building": "8"}, {"unit": "2", "room": "501"}),
        ("501-1", {"building": "8"}, {"room": "501-1"}),
        ("12-1202", {"unit": "1"}, {"floor": "12", "room": "1202"}),
        ("501号", {"number": "478"}, {"room": "501"}),
        ("3号", {"number": "478"}, {"building": "3"}),
        ("12-3-501号", {"place": "百大花园"}, {"building": "12", "unit": "3", "room": "501"}),
    ],
)
def test_numbers_without_words_are_read_by_rules_that_are_told(
    text: str, known: dict[str, str], added: dict[str, str]
) -> None:
    assert assigned(text, **known) == (added, [f"{text} read as {'-'.join(added)}"], [])


@pytest.mark.parametrize(
    ("text", "known", "added"),
    [
        ("3楼2单元", {"number": "12"}, {"building": "3", "unit": "2"}),
        ("3楼", {"number": "12"}, {"floor": "3"}),
        ("3楼", {}, {"building": "3"}),
        ("A楼", {"place": "学院"}, {"building": "A"}),
        ("B1楼", {"building": "3"}, {"floor": "-1"}),
        ("B座", {"building": "3"}, {"unit": "B"}),
        ("3-2单元", {"place": "学院"}, {"building": "3", "unit": "2"}),
        ("10-4F", {"number": "328"}, {"building": "10", "floor": "4"}),
        ("128弄3支弄", {"road": "中山路"}, {"lane": "128弄3支弄"}),
        ("12号附1号", {"road": "文三路"}, {"number": "12附1"}),
    ],
)
def test_a_word_says_what_a_number_is_with_what_is_known_already(
    text: str, known: dict[str, str], added: dict[str, str]
) -> None:
    found, _, left = assigned(text, **known)
    assert (found, left) == (added, [])


def test_a_second_number_of_a_kind_finds_no_part() -> None:
    assert assigned("3幢4幢") == ({"building": "3"}, [], ["4幢"])
    assert assigned("12号3弄") == ({"number": "12"}, [], ["3弄"])
    assert assigned("501室1-2-3-4", unit="1") == ({"room": "501"}, [], ["1-2-3-4"])
    assert assigned("12号之3", lane="3弄", number="1", building="2", room="5")[2] == ["12号之3"]
