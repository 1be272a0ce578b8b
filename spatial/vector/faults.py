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
REPAIRED_RING = "REPAIRED_RING"


def blame(faults: Faults, row: int, code: str, message: str, position: str = "geometry") -> None:
    """Note an error of a row."""
    faults.setdefault(row, []).append(Fault(Severity.ERROR, code, message, position))


def note(faults: Faults, row: int, code: str, message: str, severity: Severity = Severity.INFO) -> None:
    """Note what does not keep a row's geometry out."""
    faults.setdefault(row, []).append(Fault(severity, code, message, "geometry"))


def is_blamed(faults: Faults, row: int) -> bool:
    """Whether an error of the row is noted."""
    return any(fault.severity is Severity.ERROR for fault in faults.get(row, ()))
