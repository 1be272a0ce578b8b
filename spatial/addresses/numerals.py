"""Chinese numerals as digits, and the numbers of addresses in one form."""

import re

DIGIT_OF = {character: str(value) for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "两": "2",
}
TENS_OF = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[〇零一二三四五六七八九十两][〇零一二三四五六七八九十两百千]{0,6}"

_NUMERALS = re.compile("[〇零一二三四五六七八九十百千两]+")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_STEM_FIRST = re.compile(r"([甲乙丙丁戊])([0-9]+)(?![甲乙丙丁戊])(.*)")
_PLAIN = re.compile(r"[1-9][0-9]*|0")


def to_digits(numeral: str) -> str:
    """The digits of a numeral: 二十一 is 21, 一百零三 103, 一百二 120, and 五〇一, read out, 501."""
    if not any(character in TENS_OF for character in numeral):
        return "".join(DIGIT_OF[character] for character in numeral)
    total, digit, ten = 0, 0, 1
    for character in numeral:
        if character in TENS_OF:
            ten = TENS_OF[character]
            total += (digit or 1) * ten
            digit = 0
        else:
            digit = int(DIGIT_OF[character])
            ten = 10 if digit == 0 else ten
    return str(total + digit * (ten // 10 if ten > 10 else 1))


def plain_number(value: str) -> str:
    """A number as it is kept: digits, capitals, hyphens, without leading zeros; 甲12 is 12甲."""
    if _PLAIN.fullmatch(value):
        return value
    found = _STEM_FIRST.fullmatch(value)
    turned = found[2] + found[1] + found[3] if found else value
    told = _NUMERALS.sub(lambda match: to_digits(match[0]), turned.upper())
    told = told.replace("之", "-").replace("/", "-")
    return _ZEROS.sub("", told)
