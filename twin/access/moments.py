"""The two times as people write them: dates, RFC 3339 date-times, intervals of two."""

from datetime import date, datetime, time

from django.utils import timezone

from twin.filter.instants import DATE, EARLIEST, LATEST, read_instant


def read_day(text: str) -> date:
    """The city's day of a date or date-time."""
    if DATE.fullmatch(text):
        return date.fromisoformat(text)
    return timezone.localdate(read_instant(text))


def read_period(text: str) -> tuple[date | None, date | None]:
    """First and last day of an instant or interval, None for an open end (OGC 17-069r4 §7.15.4)."""
    first, slash, last = text.partition("/")
    if not slash:
        day = read_day(text)
        return day, day
    period = (
        None if first in ("", "..") else read_day(first),
        None if last in ("", "..") else read_day(last),
    )
    if period[0] and period[1] and period[0] > period[1]:
        raise ValueError(text)
    return period


def read_knowledge(text: str) -> datetime:
    """An instant; a date means the end of that day in the city."""
    if not DATE.fullmatch(text):
        return read_instant(text)
    day = date.fromisoformat(text)
    if not EARLIEST < day < LATEST:
        raise ValueError(text)
    return timezone.make_aware(datetime.combine(day, time.max))


def read_beginning(text: str) -> datetime:
    """An instant; a date means the beginning of that day in the city."""
    if not DATE.fullmatch(text):
        return read_instant(text)
    return timezone.make_aware(datetime.combine(read_day(text), time.min))
