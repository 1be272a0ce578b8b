"""Rows about persons in the words of a language, as pairs of a name and a value, for pages."""

from collections.abc import Mapping
from typing import Any

from spatial.text import Text

NAMES = {
    "code": Text("代号", "Pseudonym"),
    "household": Text("户代号", "Household"),
    "birth_year": Text("出生年", "Born"),
    "sex": Text("性别", "Sex"),
    "hukou": Text("户籍", "Registered"),
    "resident": Text("常住", "Resident"),
    "occupation": Text("就业", "Occupation"),
    "kind": Text("类型", "Kind"),
    "size": Text("人数", "Size"),
    "income": Text("年收入（元）", "Income (CNY a year)"),
    "address": Text("地址", "Address"),
}
WORDS = {
    "female": Text("女", "female"),
    "male": Text("男", "male"),
    "local": Text("本市", "here"),
    "elsewhere": Text("外地", "elsewhere"),
    "employed": Text("在业", "employed"),
    "unemployed": Text("失业", "unemployed"),
    "student": Text("在学", "student"),
    "retired": Text("退休", "retired"),
    "other": Text("其他", "other"),
    "family": Text("家庭户", "family"),
    "collective": Text("集体户", "collective"),
    True: Text("是", "yes"),
    False: Text("否", "no"),
}
"""The words of the registers' vocabularies, no two of which use one word for two things."""


def lay_out(row: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    """What a row tells, in its order; what it does not tell is passed over."""
    return [
        (NAMES[name].in_(language), say(value, language))
        for name, value in row.items()
        if name in NAMES and value is not None
    ]


def say(value: Any, language: str) -> str:
    """A value in words; a figure or a masked one as it is."""
    # A count of 1 is equal to True.
    known = WORDS.get(value) if isinstance(value, str | bool) else None
    return known.in_(language) if known else str(value)
