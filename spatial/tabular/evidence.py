"""What the values of a column tell of its type, taken in lot by lot, so that no file is held whole.

A column of text is of another type only where every value of it is: "0571", with its leading zero, an
identity number of 18 digits and a code of 28 characters stay text. Spaces around a value are left out.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from spatial.tabular.headings import is_blank
from spatial.tabular.masking import mask
from spatial.vector.cells import Odd, say

DIGITS = 15
"""As many as a spreadsheet keeps of a number."""
STRAYS = 0.1
LOST = (
    f"A spreadsheet has rounded its numbers to {DIGITS} digits, and the others are lost; export the column "
    "as text from the source."
)

_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,14})")
_NUMBER = re.compile(r"-?(?:(?:0|[1-9]\d{0,14})(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_BOOLEAN = re.compile(r"true|false", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})")
_MOMENT = re.compile(
    r"(\d{4}[-/]\d{1,2}[-/]\d{1,2})[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)"
)
_SHORTENED = re.compile(r"^\d(?:\.\d{1,5})?[eE]\+(?:1[1-9]|2\d)$", re.MULTILINE)
_LONG = re.compile(r"^\d{17,20}$", re.MULTILINE)


def read_date(text: str) -> date | None:
    """A date such as 2024-05-01 or 2024/5/1."""
    found = _DATE.fullmatch(text)
    try:
        return date(int(found[1]), int(found[3]), int(found[4])) if found else None
    except ValueError:
        return None


def read_moment(text: str) -> datetime | None:
    """A date and time such as 2024-05-01T08:00:00Z or 2024/5/1 8:00."""
    found = _MOMENT.fullmatch(text)
    day = read_date(found[1]) if found else None
    try:
        return datetime.fromisoformat(f"{day.isoformat()}T{found[2]}") if found and day else None
    except ValueError:
        return None


def read_number(text: str) -> float | None:
    """A number that is finite."""
    found = float(text) if _NUMBER.fullmatch(text) else None
    return None if found is None or abs(found) == float("inf") else found


READERS: dict[str, Callable[[str], Any]] = {
    "integer": lambda text: int(text) if _INTEGER.fullmatch(text) else None,
    "number": read_number,
    "boolean": lambda text: text.lower() == "true" if _BOOLEAN.fullmatch(text) else None,
    "date": read_date,
    "datetime": read_moment,
}


@dataclass(slots=True)
class TextEvidence:
    """Of a column of a text file: the types that all its values so far can be."""

    types: list[str] = field(default_factory=lambda: list(READERS))
    filled: int = 0
    shortened: str = ""
    stray: str = ""
    long: int = 0
    rounded: int = 0

    def take(self, cells: Sequence[str]) -> None:
        """Take in some values; blank ones tell nothing."""
        different = set(cells)
        blank = {cell for cell in different if not cell.strip()}
        texts = {cell.strip() for cell in different - blank}
        if not texts:
            return
        self.filled += len(cells) - sum(cells.count(cell) for cell in blank)
        numeric = "number" in self.types
        self.types = _narrow(self.types, texts)
        if numeric and "number" not in self.types:
            self._look_for_stray([cell.strip() for cell in cells if cell not in blank])
        joined = "\n".join(texts)
        if not self.shortened and (shortened := _SHORTENED.search(joined)):
            self.shortened = shortened[0]
        if not self.types:
            long = _LONG.findall(joined)
            self.long += len(long)
            self.rounded += sum(set(text[DIGITS:]) == {"0"} for text in long)

    def _look_for_stray(self, texts: Sequence[str]) -> None:
        """Note the first value that is no number where nearly all are, up to the lot that first has one."""
        strays = [text for text in texts if read_number(text) is None]
        few = len(strays) <= STRAYS * self.filled
        if few and not any(text.isdecimal() for text in strays):
            self.stray = strays[0]

    @property
    def type(self) -> str:
        """The narrowest type that holds all values."""
        return self.types[0] if self.types and self.filled and not self.shortened else "string"

    def convert(self, cells: Sequence[str]) -> list[Any]:
        """Values as the column's type keeps them; an Odd for one that came after the evidence."""
        read = READERS.get(self.type)
        values = {cell: _read_as(cell.strip(), read, self.type) for cell in set(cells)}
        return [values[cell] for cell in cells]

    def tell(self, kind: str | None = None) -> tuple[str, str] | None:
        """What a spreadsheet has lost of the values: the finding's code and sentence.

        `kind` is that of the mask under which a value may be told.
        """
        if self.shortened:
            return (
                "NUMBER_SHORTENED",
                f"A spreadsheet has written “{self.shortened}” and the like in place of longer numbers, "
                "whose digits are lost; export the column as text from the source.",
            )
        if self.long and self.rounded == self.long:
            return "DIGITS_LOST", LOST
        if self.stray:
            stray = say(mask(self.stray, kind))
            return (
                "NOT_ALL_NUMBERS",
                f"Nearly all values are numbers, but {stray} is none, so the column stays text; correct or "
                "empty it.",
            )
        return None


def _narrow(types: list[str], texts: set[str]) -> list[str]:
    """Those of the types that all texts can be; what is an integer is a number too."""
    kept: list[str] = []
    for one in types:
        read = READERS[one]
        if (one == "number" and "integer" in kept) or all(read(text) is not None for text in texts):
            kept.append(one)
    return kept


def _read_as(text: str, read: Callable[[str], Any] | None, type: str) -> Any:
    if not text or read is None:
        return text or None
    found = read(text)
    return Odd(f"{say(text)} is no {type}") if found is None else found


KINDS: dict[type, str] = {bool: "boolean", int: "number", float: "number", date: "date", datetime: "datetime"}


@dataclass(slots=True)
class CellEvidence:
    """Of a column of a workbook, whose cells have types of their own."""

    kinds: set[str] = field(default_factory=set)
    whole: bool = True
    filled: int = 0
    longest: float = 0.0

    def take(self, cells: Sequence[Any]) -> None:
        """Take in some values; blank ones tell nothing."""
        there = [cell for cell in cells if not is_blank(cell)]
        self.filled += len(there)
        self.kinds |= {KINDS.get(type(cell), "string") for cell in there}
        numbers = [cell for cell in there if type(cell) in (int, float)]
        self.whole = self.whole and all(float(one).is_integer() for one in numbers)
        self.longest = max([self.longest, *map(abs, numbers)])

    @property
    def type(self) -> str:
        """The one type of all cells, else text, as it is for numbers longer than a spreadsheet keeps."""
        if self.kinds == {"number"}:
            return ("string" if self.is_long else "integer") if self.whole else "number"
        if self.kinds == {"date", "datetime"}:
            return "datetime"
        return next(iter(self.kinds)) if len(self.kinds) == 1 else "string"

    @property
    def is_long(self) -> bool:
        """Whether there are whole numbers of more digits than a spreadsheet keeps."""
        return self.whole and self.longest >= 10**DIGITS

    def convert(self, cells: Sequence[Any]) -> list[Any]:
        """Values as the column's type keeps them."""
        bring = BRINGERS.get(self.type)
        return [None if is_blank(cell) else bring(cell) if bring else cell for cell in cells]

    def tell(self, kind: str | None = None) -> tuple[str, str] | None:
        """What is odd about the cells: the finding's code and sentence, which tells no value."""
        if self.is_long:
            return "DIGITS_LOST", LOST
        if len(self.kinds) > 1 and self.type == "string":
            listed = ", ".join(sorted(self.kinds))
            return "MIXED_TYPES", f"It holds values of several types ({listed}); all are kept as text."
        return None


def write(cell: Any) -> str:
    """A cell as text; a whole number is written without a point, with the digits that the workbook has."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(Decimal(repr(cell))))
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell).strip()


def _bring_to_moment(cell: date) -> datetime:
    return cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)


BRINGERS: dict[str, Callable[[Any], Any]] = {
    "string": write,
    "integer": int,
    "number": float,
    "datetime": _bring_to_moment,
}
