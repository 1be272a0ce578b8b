"""CQL2 text to the tree of its JSON encoding, each group in brackets parsed by itself.

The parser tries every bracket as a group and, where it meets an error within, again as an array: 20 nested
groups would take it seconds and 60 for ever. A group that was parsed stands as a name of one private
character in what is around it, so that positions stay what they are.
"""

import re
from dataclasses import dataclass
from typing import Any

import cql2

from twin.filter.errors import FilterError, show

TOKEN = re.compile(r"""'(?:[^']|'')*'?|"(?:[^"]|"")*"?|[(),]|[^\W\d][\w.:]*|\S""")
PLACE = re.compile(r"(\d+):(\d+)")
PRIVATE, PRIVATES = 0xF0000, 0xFFFE
MARKS = re.compile(f"[{chr(PRIVATE)}-{chr(PRIVATE + PRIVATES - 1)}]")
BEFORE_GROUP = frozenset({"and", "or", "not", "like", "between", "is", "div"})
GEOMETRIES = frozenset(
    [
        "point",
        "linestring",
        "polygon",
        "multipoint",
        "multilinestring",
        "multipolygon",
        "geometrycollection",
        "bbox",
    ]
)
DIMENSIONS = frozenset({"z", "m", "zm"})
MOST_NESTED = 4
"""Arrays in arrays and brackets of geometries, each of which the parser may have to read twice."""


@dataclass(slots=True)
class Bracket:
    """An open bracket; `nested` is how deep those within it are that are not groups."""

    start: int
    called: bool
    geometry: bool
    commas: bool = False
    nested: int = 0


def parse(text: str) -> Any:
    """The tree of a text; FilterError tells the position of what cannot be read."""
    if found := MARKS.search(text):
        raise refuse(text, found.start())
    groups: list[Any] = []
    open: list[Bracket] = []
    rest, before = text, ("", "")
    for found in TOKEN.finditer(text):
        token = found[0]
        if token == "(":
            open.append(enter(found.start(), before, open))
        elif token == ",":
            for bracket in open[-1:]:
                bracket.commas = True
        elif token == ")":
            if not open:
                raise refuse(text, found.start())
            bracket = open.pop()
            start, end = bracket.start, found.end()
            if not (bracket.called or bracket.geometry or bracket.commas):
                groups.append(fill(ask(text, rest[start + 1 : end - 1], start + 1), groups))
                rest = f"{rest[:start]}{mark(len(groups) - 1, end - start)}{rest[end:]}"
            leave(text, bracket, open)
        before = (before[1], token)
    if open:
        raise refuse(text, open[-1].start, "is not closed")
    return fill(ask(text, rest, 0), groups)


def enter(start: int, before: tuple[str, str], open: list[Bracket]) -> Bracket:
    """A bracket, by the two words or signs before it."""
    first, last = (one.lower() for one in before)
    called = last[:1] in ('"', ")", "_") or (last[:1].isalpha() and last not in BEFORE_GROUP)
    geometry = last in GEOMETRIES or (last in DIMENSIONS and first in GEOMETRIES)
    return Bracket(start, called, geometry or any(one.geometry for one in open[-1:]))


def leave(text: str, bracket: Bracket, open: list[Bracket]) -> None:
    """Tell the bracket around this one how deep it is; raises FilterError where that is too deep."""
    bracket.nested += not bracket.called and (bracket.geometry or bracket.commas)
    if bracket.nested > MOST_NESTED:
        raise refuse(text, bracket.start, f"is the beginning of more than {MOST_NESTED} arrays in each other")
    for around in open[-1:]:
        around.nested = max(around.nested, bracket.nested)


def mark(number: int, length: int) -> str:
    """The name that stands for a group, as long as the group is."""
    return f'"{chr(PRIVATE + number)}"'.center(length)


def ask(text: str, part: str, start: int) -> Any:
    """The tree of a part of the text that begins at `start`."""
    try:
        return cql2.parse_text(part).to_json()
    except cql2.ParseError as error:
        found = PLACE.search(str(error))
        if found is None:
            raise FilterError(f"The filter cannot be read: {show(error)}.") from None
        line, column = map(int, found.groups())
        before = sum(len(one) + 1 for one in part.split("\n")[: line - 1])
        raise refuse(text, start + min(before + column - 1, len(part))) from None
    except Exception as error:  # of no class of its own, for numbers a position cannot have
        raise FilterError(f"The filter cannot be read: {show(error)}.") from None


def refuse(text: str, start: int, what: str = "cannot be read") -> FilterError:
    """The refusal of what begins at `start`."""
    rest = text[start:].split("\n")[0][:20]
    if not rest.strip():
        return FilterError(f"The filter ends at character {start + 1} where something is missing.", start + 1)
    return FilterError(f"At character {start + 1} of the filter, “{show(rest)}” {what}.", start + 1)


def fill(tree: Any, groups: list[Any]) -> Any:
    """The tree with the groups in the place of their names."""
    whole = [tree]
    todo: list[Any] = [whole]
    while todo:
        one = todo.pop()
        for key, value in list(one.items() if isinstance(one, dict) else enumerate(one)):
            name = value.get("property") if isinstance(value, dict) else None
            if isinstance(name, str) and MARKS.fullmatch(name):
                one[key] = groups[ord(name) - PRIVATE]
            elif isinstance(value, (dict, list)):
                todo.append(value)
    return whole[0]
