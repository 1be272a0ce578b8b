"""Dates, date-times and intervals are read as RFC 3339 and OGC 17-069r4 write them, in the city's days."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from twin.access.moments import read_beginning, read_knowledge, read_period


def test_an_instant_falls_on_the_citys_day() -> None:
    assert read_period("2024-05-31T20:00:00Z") == (date(2024, 6, 1), date(2024, 6, 1))


def test_either_end_may_be_open() -> None:
    day = date(2024, 5, 31)
    assert read_period("../2024-05-31") == read_period("/2024-05-31") == (None, day)
    assert read_period("2024-05-31/..") == read_period("2024-05-31/") == (day, None)
    assert read_period("../..") == (None, None)


def test_what_was_known_on_a_day_is_what_was_known_at_its_end() -> None:
    known = read_knowledge("2024-05-31")
    assert timezone.localdate(known) == date(2024, 5, 31)
    assert timezone.localdate(known + timedelta(microseconds=1)) == date(2024, 6, 1)


def test_a_day_begins_at_the_citys_midnight() -> None:
    midnight = datetime(2024, 5, 30, 16, tzinfo=UTC)  # Shanghai
    assert read_beginning("2024-05-31") == midnight
    assert read_beginning("2024-05-31T08:00:00+08:00") == midnight + timedelta(hours=8)
