"""Where the names of a table's columns stand, above the rows and below any title, and what they are."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, time
from typing import Any

SAMPLE = 50
ABOVE = 20
FEWEST = 2
FILLED = 0.5

_VALUE = re.compile(r"[-+]?\d[\d\s.,:/年月日-]*(?:[eE][-+]?\d+)?%?|true|false", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_SPACE = re.compile(r"\s+")


def is_blank(cell: Any) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def find_header(rows: Sequence[Sequence[Any]]) -> tuple[int, bool] | None:
    """Which of the first rows is the first of the table proper, and whether it is one of names.

    None where none has two columns.
    A title above the table fills few of its columns. A row of which half or more are values is no header;
    years may be names, as those of a statistic's columns are.
    """
    filled = [[cell for cell in row if not is_blank(cell)] for row in rows]
    widest = max(map(len, filled), default=0)
    for place, cells in enumerate(filled[:ABOVE]):
        if len(cells) >= max(FEWEST, FILLED * widest):
            values = sum(_is_value(cell) for cell in cells)
            return place, values < len(cells) / 2
    return None


def name_columns(cells: Sequence[Any], width: int) -> tuple[list[str], list[str]]:
    """A name for each of `width` columns, none twice, and sentences on what had to be named anew."""
    given = [_SPACE.sub(" ", str(cell)).strip() if not is_blank(cell) else "" for cell in cells]
    given = [*given, *[""] * (width - len(given))][:width]
    taken = {name for name in given if name}
    told: list[str] = []
    names: list[str] = []
    seen: Counter[str] = Counter()
    for number, name in enumerate(given, 1):
        seen[name] += bool(name)
        fresh = name if name and seen[name] == 1 else _invent(name or "column", number, taken)
        if name and fresh != name:
            told.append(f"The header names “{name[:40]}” twice; that of column {number} is called “{fresh}”.")
        taken.add(fresh)
        names.append(fresh)
    return names, told


def _invent(stem: str, number: int, taken: set[str]) -> str:
    """A name that no other column has."""
    name = f"{stem} {number}"
    while name in taken:
        name += "'"
    return name


def _is_value(cell: Any) -> bool:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool | date | time):
        return True
    text = str(cell).strip()
    return _VALUE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None
