"""How far the cells of a workbook's sheets reach, counted in their XML before any program holds them whole.

Who reads a sheet makes room for every cell between its first and its last; two cells can name the corners of
a sheet of 17 thousand million.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from spatial.errors import RefusedError

PIECE = 1024 * 1024
LONGEST_TAG = 1024 * 1024
WIDE = (b"\xff\xfe", b"\xfe\xff")

_TAG = re.compile(
    rb"<(?:\w+:)?(row|c|table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*)>", re.ASCII
)
_PLACE = re.compile(rb"(?<![\w:])r\s*=\s*[\"']([A-Z]{0,3})(\d{1,7})[\"']")
_ERROR = re.compile(rb"(?<![\w:])t\s*=\s*[\"']e[\"']")
_TITLE = re.compile(rb"table:name\s*=\s*[\"']([^\"']*)[\"']")
_VALUE = re.compile(rb"(?:office|calcext):value-type\s*=")
_TIMES = re.compile(rb"table:number-(?:rows|columns)-repeated\s*=\s*[\"'](\d{1,9})[\"']")


@dataclass(slots=True)
class Reach:
    """The last row and column with a value, and the cells that hold an error such as #N/A."""

    rows: int = 0
    columns: int = 0
    errors: int = 0
    first_error: str = ""

    @property
    def cells(self) -> int:
        """How many cells there is to be room for."""
        return self.rows * self.columns

    def stretch(self, row: int, column: int) -> None:
        """Note that there is a value at a place."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)


def measure_sheet(stream: IO[bytes]) -> Reach:
    """The reach of a worksheet (ECMA-376-1 §18.3.1.4); cells without a value count for nothing."""
    reach = Reach()
    row = column = 0
    for name, said in _list_tags(stream):
        place = _PLACE.search(said)
        if name == b"row":
            row, column = int(place[2]) if place else row + 1, 0
        elif name == b"c":
            column = _count(place[1]) if place else column + 1
            row = int(place[2]) if place else row
            if not said.endswith(b"/"):
                reach.stretch(row, column)
            if _ERROR.search(said):
                reach.errors += 1
                reach.first_error = reach.first_error or f"column {column}, row {row}"
    return reach


def measure_document(stream: IO[bytes]) -> dict[str, Reach]:
    """The reach of each sheet of an OpenDocument spreadsheet (ISO 26300-1 §9.1)."""
    found: dict[str, Reach] = {}
    reach = Reach()
    below = column = 0
    for name, said in _list_tags(stream):
        times = int(repeated[1]) if (repeated := _TIMES.search(said)) else 1
        if name == b"table":
            title = _TITLE.search(said)
            reach = found.setdefault(title[1].decode(errors="replace") if title else "", Reach())
            below = column = 0
        elif name == b"table-row":
            below, column = below + times, 0
        elif name.endswith(b"cell"):
            column += times
            if _VALUE.search(said):
                reach.stretch(below, column)
    return found


def _list_tags(stream: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """The tags of rows and cells with what stands in them, in a text that is not held whole."""
    rest = b""
    while piece := stream.read(PIECE):
        if not rest and piece.startswith(WIDE):
            raise RefusedError("The workbook's XML is not UTF-8; save it again.")
        text = rest + piece
        end = 0
        for tag in _TAG.finditer(text):
            end = tag.end()
            yield tag[1], tag[2]
        begun = text.rfind(b"<", end)
        rest = text[begun:] if begun >= 0 else b""
        if len(rest) > LONGEST_TAG:
            raise RefusedError("The workbook's XML is broken; save it again.")


def _count(letters: bytes) -> int:
    """The number of a column by its letters: A is 1, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
