"""Values that say several things at once, taken apart: feature codes, cross-sections, years of dates."""

import re
from collections.abc import Callable
from typing import Any

from spatial.feature_codes import FeatureCode, read_feature_code
from spatial.vector.cells import Odd, say

_ROUND = re.compile(r"\s*(?:DN|Φ|φ|Ø|D)?\s*(\d+(?:\.\d+)?)\s*", re.IGNORECASE)
_SIDES = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[x×X*＊Ｘ]\s*(\d+(?:\.\d+)?)\s*")
_YEAR = re.compile(r"\s*((?:1[89]|20)\d\d)(?:\D.*|\d\d|\d{4})?")


def decode(text: str, decoder: str) -> Any:
    """The part of a text that a decoder takes out; None where the text does not have it, else an Odd."""
    return DECODERS[decoder](text)


def _read_code(text: str, part: Callable[[FeatureCode], str | None]) -> Any:
    found = read_feature_code(text)
    return Odd(f"{say(text)} {found}") if isinstance(found, str) else part(found)


def _read_section(text: str, side: int) -> Any:
    """What a cross-section says: "300" a diameter (`side` 0), "800x600" a width (1) and a height (2)."""
    if found := _SIDES.fullmatch(text):
        return float(found[side]) if side else None
    if found := _ROUND.fullmatch(text):
        return None if side else float(found[1])
    return Odd(f"{say(text)} is no cross-section such as 300 or 800x600")


def _read_year(text: str) -> Any:
    found = _YEAR.fullmatch(text)
    return int(found[1]) if found else Odd(f"{say(text)} begins with no year")


DECODERS: dict[str, Callable[[str], Any]] = {
    "cjj61-network": lambda text: _read_code(text, lambda found: found.network),
    "cjj61-class": lambda text: _read_code(text, lambda found: found.klass),
    "section-diameter": lambda text: _read_section(text, 0),
    "section-width": lambda text: _read_section(text, 1),
    "section-height": lambda text: _read_section(text, 2),
    "year": _read_year,
}
