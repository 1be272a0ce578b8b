"""Addresses without Chinese characters: a road and a number where they are that simple."""

import re

_NUMBER = r"[0-9]{1,5}[A-Za-z]?(?:[/-][0-9]{1,4}[A-Za-z]?)?"
_NAME = r"[^\W\d_][\w.' -]{1,80}?"
_ROAD_FIRST = re.compile(rf"({_NAME}),? ({_NUMBER})")
_NUMBER_FIRST = re.compile(rf"({_NUMBER}),? ({_NAME})")


def read_western(text: str, parts: dict[str, str]) -> str:
    """Put road and number among the parts; gives the text where it is not as simple as that."""
    found = _ROAD_FIRST.fullmatch(text)
    if found:
        parts["road"], parts["number"] = found[1], found[2].upper()
        return ""
    found = _NUMBER_FIRST.fullmatch(text)
    if found:
        parts["road"], parts["number"] = found[2], found[1].upper()
        return ""
    return text
