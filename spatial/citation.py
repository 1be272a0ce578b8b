"""Where a rule or a code comes from, and how sure that is: for every table of a standard kept as data."""

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """Seen in the text or a verbatim copy; told by one who saw it; remembered, seen in no print."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The standard and clause a value stands in; `seen` is the copy it was read from."""

    source: str
    clause: str
    confidence: Confidence
    seen: str = ""
