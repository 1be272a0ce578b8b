"""The numbers of an address with the words that follow them (478号, 3幢, 501室), in the order of the text."""

import re
from typing import NamedTuple

from spatial.addresses.numerals import NUMERAL

_VALUE = (
    "(?:(?<![0-9])(?<![0-9]-)[附甲乙丙丁戊东南西北中]?[A-Za-z]{0,2}[0-9]{1,6}(?:[A-Za-z]{1,2}|[甲乙丙丁戊])?"
    f"(?:[-/之附、](?:[A-Za-z]?[0-9]{{1,6}}[A-Za-z]?|{NUMERAL})){{0,3}}"
    f"|(?:地下|负)(?:[0-9]{{1,2}}|{NUMERAL})"
    f"|{NUMERAL}(?:[-之附](?:[0-9]{{1,4}}|{NUMERAL}))?"
    "|[A-Za-z]{1,2}|[甲乙丙丁戊己庚辛东南西北中])"
)
_WORD = (
    "号楼|号院|号房|号室|号幢|号栋|号(?!线)|幢|栋|座|#楼|#|单元|层|楼|室|支弄|弄"
    "|(?<=[0-9])门(?![口面前诊市卫])|(?<=[0-9])房|(?<=[0-9东西中])户|(?<=[0-9])[Ff](?![A-Za-z])|巷"
)
_BARE = "[A-Za-z]{0,2}[0-9]{1,6}[A-Za-z]?(?:[-/][A-Za-z]?[0-9]{1,6}[A-Za-z]?){0,3}"
_TOKEN = re.compile(
    f"第?({_VALUE})({_WORD})(之(?:[0-9]{{1,3}}|{NUMERAL})|[甲乙丙丁](?=[0-9]|$))?|(?<![0-9A-Za-z])(?<![0-9]-)({_BARE})(?![A-Za-z0-9-])"
)
# 二期, 1958广场, 1号线, 3底层
_OF_A_NAME = re.compile("[期区米万年月日小城线底门号园]|广场|文创|创意|公馆")
DIRECTIONS = "东南西北中"
_WITHOUT_DIRECTION = frozenset(("号", "号院", "层", "楼", "F", "f", "弄", "支弄", "巷"))


class Token(NamedTuple):
    """A number and its word, "" where it has none; `name` is the text between it and the number before."""

    name: str
    value: str
    word: str
    text: str


def read_tokens(text: str, at: int) -> tuple[list[Token], str]:
    """The numbers from a place of the text on, and the text after the last of them."""
    tokens: list[Token] = []
    last = at
    for found in _TOKEN.finditer(text, at):
        start, end = found.span()
        value, word, suffix, bare = found.groups()
        if bare and not _stands_alone(text, start, end, last):
            continue
        if word in _WITHOUT_DIRECTION and value[0] in DIRECTIONS and len(value) > 1:
            start, value = start + 1, value[1:]
        in_name = word == "号" and start > last and value[0] in "一二三四五六七八九十"
        if in_name and not _number_follows(text, end):
            continue
        said = bare or value + (suffix or "")
        tokens.append(Token(text[last:start], said, word or "", text[start:end]))
        last = end
    return tokens, text[last:]


def begins_with_number(text: str) -> bool:
    """Whether a text begins with a number and its word, such as 3幢."""
    found = _TOKEN.match(text)
    return found is not None and found[4] is None


def _stands_alone(text: str, start: int, end: int, last: int) -> bool:
    """Whether a number without a word is one of the address and not part of a name (二期, 1958广场)."""
    if end == len(text) or "-" in text[start:end]:
        return True
    return start == last and not _OF_A_NAME.match(text, end)


def _number_follows(text: str, at: int) -> bool:
    """Whether a text ends or goes on with a number, so that a numeral before is no part of a name."""
    return at == len(text) or _TOKEN.match(text, at) is not None
