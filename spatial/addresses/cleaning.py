"""A text made ready for reading: half-width, without spaces and commas, remarks and the rest set apart."""

import re
import unicodedata
from typing import NamedTuple

from spatial.addresses.address import HAN, REST

LONGEST = 200
"""No address is longer; what is goes whole to the rest."""

_TIDY = re.compile(f"(?=.*{HAN.pattern})(?!中)[\u3400-\u9fff0-9A-Za-z]{{1,{LONGEST}}}")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－~～", "-") | {"【": "(", "】": ")", "[": "(", "]": ")"})
_SPACE = re.compile(r"\s+")
_HARD_SPACE = re.compile(r"(?<=[0-9A-Za-z]) (?=[0-9A-Za-z])")
_COMMA_OF_NUMBERS = re.compile(r"(?<=[0-9])[,、](?=[0-9])")
_DROPPED = re.compile(r"[\s,、;:。.·'\"|_]+|-{2,}")
_PARTING = re.compile("(?<=[\u3400-\u9fff])[/-](?=[\u3400-\u9fff])")
_COUNTRY = re.compile("(?:中华人民共和国|中国)(?=[\u3400-\u9fff]{2,})")


class Cleaned(NamedTuple):
    """What is to be read, what stood in brackets, what was set apart as not understood."""

    text: str
    remark: str | None
    rest: str | None


def clean(text: str) -> Cleaned:
    """The text ready for reading; only one with Chinese characters loses its spaces."""
    if _TIDY.fullmatch(text):
        return Cleaned(text, None, None)
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain, mark, rest = plain.partition(REST)
    remark = None
    if "(" in plain or ")" in plain:
        plain, remark = _set_apart(plain)
    if len(plain) > LONGEST:
        return Cleaned("", remark, plain.strip() + (" " + rest if mark else ""))
    plain = _join(plain) if HAN.search(plain) else _SPACE.sub(" ", plain).strip()
    return Cleaned(plain, remark, rest or None)


def _join(text: str) -> str:
    """A Chinese text without spaces; one between two numbers is a hyphen, a comma there stays."""
    if " " in text:
        text = _HARD_SPACE.sub("-", _SPACE.sub(" ", text.strip()))
    text = _PARTING.sub("", _DROPPED.sub("", _COMMA_OF_NUMBERS.sub("&", text))).replace("&", "、")
    return _COUNTRY.sub("", text, count=1) if text.startswith("中") else text


def _set_apart(text: str) -> tuple[str, str | None]:
    """The text outside brackets, and what is inside them, in one line."""
    outside, inside, depth = [], [], 0
    for character in text:
        if character == "(":
            depth += 1
            inside.append(" ")
        elif character == ")":
            depth = max(depth - 1, 0)
        elif depth:
            inside.append(character)
        else:
            outside.append(character)
    return "".join(outside), _SPACE.sub(" ", "".join(inside)).strip() or None
