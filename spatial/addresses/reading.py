"""Addresses read: a text taken apart, nothing of it lost, by rules that are told where they are used."""

import re

from spatial.addresses.address import BREAK, HAN, Address
from spatial.addresses.areas import read_areas
from spatial.addresses.assigning import NARROW, assign_number
from spatial.addresses.cleaning import clean
from spatial.addresses.roads import ROAD, read_road
from spatial.addresses.tokens import Token, begins_with_number, read_tokens
from spatial.addresses.western import read_western

NEAR = re.compile("对面|附近|隔壁|旁边|斜对|门口|楼下|交叉|路口")
"""Words by which a text tells what it is near, not where it is."""

_NAME = re.compile("[\u3400-\u9fff]|[A-Za-z]{3}")
# A postcode, or a sign before the first area.
_LEAD = re.compile(f"[^\u3400-\u9fffA-Za-z{BREAK}]{{1,12}}(?=[\u3400-\u9fff])")
_EDGES = "-/、第·# " + BREAK
# A name is that of the place unless one of these was told before it: between numbers, and after the last.
_BETWEEN, _AFTER = ("place", "room", "floor"), ("place", *NARROW)


def parse(text: str) -> Address:
    """The parts of an address; whatever the text, it is answered, and what is not understood is its rest."""
    cleaned = clean(text)
    parts: dict[str, str] = {}
    left: list[str] = []
    readings: list[str] = []
    if HAN.search(cleaned.text):
        told = _without_lead(cleaned.text, left)
        tokens, tail = read_tokens(told, read_road(told, read_areas(told, parts), parts))
        _take_tokens(tokens, parts, left, readings)
        _take_name(tail, _AFTER, parts, left)
    elif cleaned.text:
        left.append(read_western(cleaned.text, parts))
    rest = " ".join(one for one in [*left, cleaned.rest or ""] if one)
    return Address(**parts, remark=cleaned.remark, rest=rest or None, readings=tuple(readings))


def _without_lead(text: str, left: list[str]) -> str:
    """The text from its first word on, what stands before it being left."""
    lead = _LEAD.match(text)
    if not lead or ROAD.match(text) or begins_with_number(text):
        return text
    told = lead[0].strip(_EDGES)
    if told:
        left.append(told)
    return text[lead.end() :]


def _take_tokens(tokens: list[Token], parts: dict[str, str], left: list[str], readings: list[str]) -> None:
    for index, token in enumerate(tokens):
        if token.name:
            _take_name(token.name, _BETWEEN, parts, left)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if not assign_number(token, following, parts, readings):
            left.append(token.text)


def _take_name(name: str, closed_by: tuple[str, ...], parts: dict[str, str], left: list[str]) -> None:
    stripped = name.strip(_EDGES)
    if not stripped:
        return
    if not parts.keys().isdisjoint(closed_by) or NEAR.search(stripped) or not _NAME.search(stripped):
        left.append(stripped)
    else:
        parts["place"] = stripped
