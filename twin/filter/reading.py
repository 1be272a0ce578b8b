"""Filters as texts of CQL2 (OGC 21-065r2), read into the tree that its JSON encoding is."""

import json
import re
from enum import StrEnum
from typing import Any

from twin.filter.errors import FilterError
from twin.filter.groups import parse

LONGEST = 20_000
DEEPEST, MOST, LEVELS = 60, 300, 150
"""A longer, deeper or fuller filter would take the parser's stack, and the process with it."""

LONGEST_WHOLE = 30
TOKEN = re.compile(r"""'(?:[^']|'')*'?|"(?:[^"]|"")*"?|[()\[\]{},]|[^\W\d]\w*|<>|<=|>=|[-=<>+*/%^]""")
JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.S)
WORDS = frozenset({"and", "or", "not", "like", "between", "in", "is", "div"})
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
SIGNS = 4
"""So many signs between two commas or brackets may be those of a position's numbers."""


class Encoding(StrEnum):
    """The encodings of CQL2."""

    TEXT = "cql2-text"
    JSON = "cql2-json"


def read(text: str, encoding: Encoding = Encoding.TEXT) -> Any:
    """The tree of a filter, as CQL2 JSON has it; raises FilterError, by its position for a syntax error."""
    if len(text) > LONGEST:
        raise FilterError(f"The filter has {len(text)} characters; write it in at most {LONGEST}.")
    tree = read_json(text) if encoding is Encoding.JSON else read_text(text)
    measure(tree)
    return tree


def read_text(text: str) -> Any:
    """The tree of a filter in CQL2 text."""
    depth = signs = operators = 0
    for found in TOKEN.finditer(text):
        token = found[0]
        if token in "()[]{},":
            signs, depth = 0, depth + (token in "([{") - (token in ")]}")
        elif token in ("-", "+"):
            signs += 1
            operators += signs > SIGNS
        elif token[0] not in "'\"" and (
            token.lower() in WORDS or not (token[0].isalpha() or token[0] == "_")
        ):
            operators += 1
        limit(depth, operators, found.start())
    return parse(text)


def read_json(text: str) -> Any:
    """The tree of a filter in CQL2 JSON."""
    depth = 0
    for found in JSON_TOKEN.finditer(text):
        depth += (found[0] in "[{") - (found[0] in "]}")
        limit(depth // 2, 0, found.start())
    try:
        return json.loads(text, parse_constant=refuse_constant, parse_int=read_whole)
    except json.JSONDecodeError as error:
        raise FilterError(
            f"The filter is no JSON: at character {error.pos + 1}, {error.msg[:1].lower()}{error.msg[1:]}.",
            error.pos + 1,
        ) from None


def read_whole(text: str) -> int | float:
    """A whole number of JSON; one that no computer counts by is taken for what is near it."""
    return int(text) if len(text) <= LONGEST_WHOLE else float(text)


def refuse_constant(word: str) -> Any:
    """NaN and Infinity are no numbers of JSON."""
    raise FilterError(f"The filter is no JSON: {word} is no number.")


def measure(tree: Any) -> None:
    """See that a tree can be walked and its texts be kept in the database."""
    level, depth, operators = [tree], 0, 0
    while level:
        depth += 1
        inner: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                operators += "op" in one
                inner += [*one, *one.values()]
            elif isinstance(one, list):
                inner += one
            elif isinstance(one, str) and UNSTORABLE.search(one):
                raise FilterError("The filter holds half a character or the character NUL; leave it out.")
        if operators > MOST:
            raise FilterError(f"The filter has more than {MOST} operators; ask for less at once.")
        if depth > LEVELS:
            raise FilterError("The filter is too deep; write it flatter.")
        level = inner


def limit(depth: int, operators: int, start: int) -> None:
    """See that no filter is deeper or fuller than can be read."""
    if depth > DEEPEST:
        raise FilterError(
            f"The filter is more than {DEEPEST} brackets deep at character {start + 1}; write it flatter.",
            start + 1,
        )
    if operators > MOST:
        raise FilterError(
            f"The filter has more than {MOST} operators at character {start + 1}; ask for less at once.",
            start + 1,
        )
