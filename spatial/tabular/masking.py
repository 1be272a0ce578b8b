"""What says who somebody is, hidden where values are only to be looked at."""

import re
from collections.abc import Iterable

from spatial.profile.sealing import IDENTITY_NUMBER
from spatial.tabular.synonyms import plain, read_synonyms

SHOWN = {"identity": 6, "name": 1, "phone": 3, "birth": 4}
"""The first characters that stay: an area, a family name, a kind of number, a year."""
MOST = 0.5

_PHONE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}")


def find_mask(name: str, values: Iterable[str]) -> str | None:
    """Which kind of mask a column needs, by its name or by what most of its values look like."""
    if named := read_synonyms().masked.get(plain(name)):
        return named
    texts = [text for text in values if text]
    for kind, form in (("identity", IDENTITY_NUMBER), ("phone", _PHONE)):
        alike = sum(form.fullmatch(text) is not None for text in texts)
        if texts and alike >= MOST * len(texts):
            return kind
    return None


def mask(text: str, kind: str | None) -> str:
    """A text with all but its first characters hidden."""
    if kind is None:
        return text
    shown = max(0, min(SHOWN[kind], len(text) - 1))
    return text[:shown] + "*" * (len(text) - shown)
