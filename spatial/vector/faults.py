"""What is wrong with the rows of a batch, by the row's place in it."""

from typing import NamedTuple

from spatial.records import Severity


class Fault(NamedTuple):
    """What is wrong with one row, at a position of it."""

    severity: Severity
    code: str
    message: str
    position: str = ""


Faults = dict[int, list[Fault]]


def blame(faults: Faults, row: int, code: str, message: str, position: str = "geometry") -> None:
    """Note an error of a row."""
    faults.setdefault(row, []).append(Fault(Severity.ERROR, code, message, position))
