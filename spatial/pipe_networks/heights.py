"""Elevations that nobody filled in: zeros that cannot be meant, found so that unknown stays unknown."""

from collections.abc import Mapping

from spatial.records import Issue, Severity

APART = 10.0
"""Metres that all other elevations must lie from 0 before a single 0 is held to be a blank."""


def find_blanks(elevations: Mapping[str, float]) -> tuple[frozenset[str], list[Issue]]:
    """The objects whose elevation of 0 stands for none, and the findings that say so."""
    zeros = [code for code, height in elevations.items() if height == 0]
    others = [height for height in elevations.values() if height != 0]
    if zeros and not others:
        message = "All elevations are 0, so nobody filled them in; they were taken as unknown."
        return frozenset(zeros), [_tell(message, "")]
    low, high = min(others, default=0.0), max(others, default=0.0)
    if -APART < low < APART or -APART < high < APART or low < 0 < high:
        return frozenset(), []
    message = (
        f"Its elevation is 0, while all others lie from {low:.6g} to {high:.6g} m; it was taken as unknown."
    )
    return frozenset(zeros), [_tell(message, code) for code in zeros]


def _tell(message: str, object: str) -> Issue:
    return Issue(severity=Severity.WARNING, code="ELEVATION_NOT_FILLED", message=message, object=object)
