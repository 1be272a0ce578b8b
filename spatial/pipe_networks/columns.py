"""The words of a line read by the columns its section has: figures in metric units, or what is wrong."""

from dataclasses import dataclass
from math import isfinite
from typing import Any

from spatial.pipe_networks.units import Units

TEXT = "text"
DIGITS = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a section: what its value is called, and its quantity; `needed` in every line or not."""

    name: str
    quantity: str = TEXT
    needed: bool = True


def read_values(words: list[str], columns: tuple[Column, ...], units: Units) -> dict[str, Any] | str:
    """The values of a line by their columns' names; a sentence where one is missing or is no number."""
    needed = sum(column.needed for column in columns)
    if len(words) < needed:
        return f"needs {needed + 1} values, this line has {len(words) + 1}; add {columns[len(words)].name}."
    values: dict[str, Any] = {}
    for column, word in zip(columns, words, strict=False):
        value = word if column.quantity == TEXT else read_number(word, units.factor(column.quantity))
        if value is None:
            return f"{column.name}: “{word[:40]}” is no number; correct it."
        values[column.name] = value
    return values


def read_number(word: str, factor: float = 1.0) -> float | None:
    """A figure times `factor`; None for what is no number, or no finite one."""
    try:
        number = float(word)
    except ValueError:
        return None
    return convert(number, factor) if isfinite(number) else None


def convert(number: float, factor: float) -> float:
    """A figure in another unit, without the last digits that only the multiplication put there."""
    return number if factor == 1.0 else float(f"{number * factor:.{DIGITS}g}")
