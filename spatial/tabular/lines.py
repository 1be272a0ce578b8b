"""Rows of a text table one by one, each with the line it begins in, none longer than a set size."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from spatial.errors import RefusedError
from spatial.records import Issue, Severity

LONGEST_ROW = 4 * 1024 * 1024
LONGEST_FIELD = 131_072
"""What Python's csv holds a field to; an unclosed quotation mark meets it."""


class Line(NamedTuple):
    """A row as its file has it: its line, or its row in a sheet, from 1, and its cells."""

    number: int
    cells: Sequence[Any]


class _Lines:
    """The lines of a text, counted since the row that they belong to began."""

    def __init__(self, stream: TextIO, name: str) -> None:
        self.stream, self.name = stream, name
        self.number, self.size = 0, 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.stream.readline(LONGEST_ROW + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.size += len(line)
        if self.size > LONGEST_ROW:
            raise RefusedError(
                f"{self.name}: the row in line {self.number} is longer than {LONGEST_ROW:,} characters; see "
                "that this is a table, and that its quotation marks are closed."
            )
        return line


def read_lines(path: Path, encoding: str, separator: str) -> Iterator[Line | Issue]:
    """Every row that is not blank; one whose quotation marks are wrong is an Issue. Raises RefusedError."""
    with path.open(encoding=encoding, newline="") as stream:
        lines = _Lines(stream, path.name)
        reader = csv.reader(lines, delimiter=separator, strict=True)
        while True:
            begun, lines.size = lines.number + 1, 0
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield _tell_wrong(path.name, begun, str(error))
                continue
            if cells:
                yield Line(begun, cells)


def _tell_wrong(name: str, number: int, reason: str) -> Issue:
    if "field limit" in reason:
        raise RefusedError(
            f"{name}: a field of the row in line {number} is longer than {LONGEST_FIELD:,} characters; is a "
            "quotation mark never closed?"
        )
    what = "is never closed" if "unexpected end" in reason else "closes before its field ends; double it"
    return Issue(
        severity=Severity.ERROR,
        code="QUOTE_WRONG",
        message=f"A quotation mark of this row {what}; mend the row.",
        object=f"line {number}",
        position=f"line {number}",
    )
