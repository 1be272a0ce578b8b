"""Dates and date-times are read as RFC 3339 writes them."""

from datetime import UTC, date, datetime, time

import pytest

from twin.filter.instants import read_date, read_instant, read_time


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2024-05-31T08:00:00Z", datetime(2024, 5, 31, 8, tzinfo=UTC)),
        ("2024-05-31t08:00:00.5z", datetime(2024, 5, 31, 8, 0, 0, 500_000, tzinfo=UTC)),
        ("2024-05-31T08:00:00.123456789Z", datetime(2024, 5, 31, 8, 0, 0, 123_456, tzinfo=UTC)),
        ("2024-05-31T08:00:00+08:00", datetime(2024, 5, 31, tzinfo=UTC)),
        ("2024-05-31T08:00:00 08:00", datetime(2024, 5, 31, tzinfo=UTC)),
        ("2024-05-31T08:00:00-08:00", datetime(2024, 5, 31, 16, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_with_its_offset(text: str, instant: datetime) -> None:
    assert read_instant(text) == instant


@pytest.mark.parametrize(
    "text", ["2024-05-31T08:00:00", "2024-05-31", "2024-05-31T24:01:00Z", "٢٠٢٤-05-31T08:00:00Z"]
)
def test_an_instant_needs_a_clock_and_an_offset(text: str) -> None:
    with pytest.raises(ValueError):
        read_instant(text)


def test_a_date_is_a_day_there_is() -> None:
    assert read_date("2024-02-29") == date(2024, 2, 29)
    for text in ("2023-02-29", "20240229", "2024-W05-1", "2024-02-29T00:00:00Z"):
        with pytest.raises(ValueError):
            read_date(text)


def test_a_time_of_day_is_read_to_the_microsecond() -> None:
    assert read_time("08:00:00.25") == time(8, 0, 0, 250_000)
    for text in ("8:00:00", "25:00:00", "08:00", "08:00:00Z", "０８:00:00"):
        with pytest.raises(ValueError):
            read_time(text)
