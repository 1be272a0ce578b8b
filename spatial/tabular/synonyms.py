"""What publishers call columns and values, read from the list of synonyms beside this file."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("synonyms.toml")

_BRACKETS = re.compile(r"[(\[【<].*?[)\]】>]")
_UNIT = re.compile(r"[(\[【<](.*?)[)\]】>]")
_BETWEEN = re.compile(r"[\s_\-./:：]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Synonyms:
    """By plain name: for each kind the columns of its `codes` and `fields`, for each vocabulary the values.

    `factors` are those of a unit by the field's own; `masked` tells what of a person a column gives away.
    """

    codes: Mapping[str, frozenset[str]]
    fields: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]
    factors: Mapping[str, Mapping[str, float]]
    masked: Mapping[str, str]


def plain(name: str) -> str:
    """A column's name without what the way of writing it adds: width, case, blanks, a unit in brackets."""
    text = _HUMP.sub(" ", unicodedata.normalize("NFKC", name))
    return _BETWEEN.sub("", _BRACKETS.sub("", text)).lower()


def read_unit(name: str) -> str:
    """The unit that a column's name gives in brackets; empty where it gives none."""
    found = _UNIT.search(unicodedata.normalize("NFKC", name))
    return found[1].strip() if found else ""


@cache
def read_synonyms() -> Synonyms:
    """The list, turned so that it can be asked by what stands in a table."""
    root: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Synonyms(
        codes={kind: frozenset(map(plain, said["code"])) for kind, said in root["kinds"].items()},
        fields={kind: _turn(said["fields"]) for kind, said in root["kinds"].items()},
        words={name: _turn(words) for name, words in root["words"].items()},
        factors=root["factors"],
        masked=_turn(root["masked"]),
    )


def _turn(listed: dict[str, list[str]]) -> dict[str, str]:
    """The meaning of each word, the first of several that have it."""
    return {plain(word): meaning for meaning, words in reversed(listed.items()) for word in words}
