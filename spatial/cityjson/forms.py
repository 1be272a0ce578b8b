"""Which of the two forms of CityJSON a file is in, by its first bytes: one document, or a text sequence."""

import re

from spatial.format import HEAD
from spatial.vector.members import BOM, find_type

_TYPE = re.compile(rb'"type"\s*:\s*"CityJSON"')
_MEMBER = re.compile(rb'"(?:CityObjects|vertices|version|transform|metadata)"\s*:')
_FEATURE = re.compile(rb'"type"\s*:\s*"CityJSONFeature"')
_BEGINNING = re.compile(rb'\s*\{\s*"(?:CityObjects"\s*:\s*\{|vertices"\s*:\s*\[\s*\[)')
_NEXT = re.compile(rb"\}[ \t\r]*[\n\x1e][\s\x1e]*\{")
_EMPTY = re.compile(rb'"CityObjects"\s*:\s*\{\s*\}')
_SPACE = b" \t\r\n\x1e"


def is_document(head: bytes) -> bool:
    """Whether the bytes begin one CityJSON document, wherever its `type` stands."""
    text = head.removeprefix(BOM)
    if not text.lstrip().startswith(b"{") or _FEATURE.search(text) or is_sequence(head):
        return False
    return bool((_TYPE.search(text) and _MEMBER.search(text)) or _BEGINNING.match(text))


def is_sequence(head: bytes) -> bool:
    """Whether the bytes begin a CityJSON header that another object follows, or hold CityJSON features.

    Of a header longer than the bytes it shows that it has no city objects itself; of one that is broken, that
    a feature is in the next line.
    """
    text = head.removeprefix(BOM).lstrip(_SPACE)
    found = _find_own_type(text)
    if found is None:
        return _find_own_type(text.partition(b"\n")[2].lstrip(_SPACE)) == b'"CityJSONFeature"'
    if found != b'"CityJSON"':
        return found == b'"CityJSONFeature"'
    followed = _FEATURE.search(text) or _NEXT.search(text)
    return bool(followed or (len(head) >= HEAD and b"\n" not in text and _EMPTY.search(text)))


def _find_own_type(text: bytes) -> bytes | None:
    return find_type(text, len(text)) if text.startswith(b"{") else None
