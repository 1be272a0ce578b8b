"""Instants and days as people write them, for filters and for the two times of a question."""

import re
from datetime import date, datetime, time

TIME = re.compile(r"\d\d:\d\d:\d\d(\.\d{1,6})?", re.ASCII)
DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# A plus sign that was not percent-encoded arrives as a space.
INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(\.\d{1,9})?([Zz]|[+ -]\d\d:\d\d)", re.ASCII)
EARLIEST, LATEST = date(1, 1, 2), date(9999, 12, 30)  # A day's room, because clocks of the world differ.


def read_instant(text: str) -> datetime:
    """An RFC 3339 date-time (§5.6), to the microsecond; raises ValueError for what is none."""
    found = INSTANT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    day, clock, fraction, offset = found.groups()
    shift = "+00:00" if offset in "Zz" else offset.replace(" ", "+")
    microseconds = f"{(fraction or '.')[1:7]:0<6}"
    instant = datetime.fromisoformat(f"{day}T{clock}.{microseconds}{shift}")
    if not EARLIEST < instant.date() < LATEST:
        raise ValueError(text)
    return instant


def read_time(text: str) -> time:
    """A time of day, to the microsecond; raises ValueError for what is none."""
    if not TIME.fullmatch(text):
        raise ValueError(text)
    return time.fromisoformat(text)


def read_date(text: str) -> date:
    """An RFC 3339 full-date; raises ValueError for what is none."""
    if not DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
