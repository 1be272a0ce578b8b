"""Numbers are found with their words, and not in names."""

import pytest

from spatial.addresses.tokens import begins_with_number, read_tokens


@pytest.mark.parametrize(
    ("text", "tokens", "tail"),
    [
        ("478号3幢2单元501室", ["478 号", "3 幢", "2 单元", "501 室"], ""),
        ("百大花园8幢1202", ["8 幢", "1202 "], ""),
        ("三里亭四区十二幢", ["十二 幢"], ""),
        ("荣和城2期28号楼", ["28 号楼"], ""),
        ("478华星大厦", ["478 "], "华星大厦"),
        ("1958广场", [], "1958广场"),
        ("城市之星1958广场", [], "城市之星1958广场"),
        ("12号之一", ["12之一 号"], ""),
        ("河西北9号", ["9 号"], ""),
        ("汇金国际大厦西1幢", ["西1 幢"], ""),
        ("一号公馆3幢", ["一 号", "3 幢"], ""),
        ("钱江一号公馆3幢", ["3 幢"], ""),
        ("1号线延长段", [], "1号线延长段"),
        ("三门新村", [], "三门新村"),
        ("8幢1门诊", ["8 幢"], "1门诊"),
    ],
)
def test_numbers_are_found_with_their_words(text: str, tokens: list[str], tail: str) -> None:
    found, after = read_tokens(text, 0)
    assert ([f"{one.value} {one.word}" for one in found], after) == (tokens, tail)
    assert "".join(one.name + one.text for one in found) + after == text


def test_a_text_begins_with_a_number_only_where_a_word_follows_it() -> None:
    assert begins_with_number("3幢501") and not begins_with_number("310012浙江省")
