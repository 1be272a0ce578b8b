"""The default question is literally the one the partial indexes answer."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.cities import city, write
from twin.access import NOW, Times
from twin.ingest import Order, load
from twin.models import Building

pytestmark = pytest.mark.usefixtures("twin")


def bring(tmp_path: Path, height: int) -> datetime:
    """Load the building with this height; gives a moment after it."""
    path = write(tmp_path / "one.city.json", city({"a": height}))
    load(path, Order())
    return timezone.now()


def heights(times: Times) -> list[float | None]:
    """What is told at these times."""
    return list(Building.objects.filter(times.condition()).order_by("id").values_list("height", flat=True))


def test_now_says_upper_inf_so_that_the_partial_indexes_serve() -> None:
    sql = str(Building.objects.filter(NOW.condition()).query)
    assert 'UPPER_INF("twin_building"."recorded")' in sql
    assert "= True" not in sql


def test_as_of_shows_what_the_twin_knew_then(tmp_path: Path) -> None:
    first = bring(tmp_path, 9)
    second = bring(tmp_path, 12)
    assert heights(Times(recorded=first)) == [9.0]
    assert heights(Times(recorded=second)) == [12.0] == heights(NOW)
    assert heights(Times(recorded=datetime(2000, 1, 1, tzinfo=UTC))) == []


def test_valid_time_is_what_was_so_in_the_world(tmp_path: Path) -> None:
    bring(tmp_path, 9)
    Building.objects.update(valid=DateRange(date(2001, 1, 1), date(2010, 1, 1)))
    assert heights(NOW) == []
    assert heights(Times(valid=(date(2005, 6, 1), date(2005, 6, 1)))) == [9.0]
    assert heights(Times(valid=(None, date(2000, 12, 31)))) == []
    assert heights(Times(valid=(date(2009, 12, 31), None))) == [9.0]
    assert heights(Times(valid=(date(2010, 1, 1), None))) == [], "the upper bound is not part of the range"
    assert heights(Times(valid=(None, None))) == [9.0]


def test_what_is_valid_from_tomorrow_is_not_told_today(tmp_path: Path) -> None:
    bring(tmp_path, 9)
    Building.objects.update(valid=DateRange(timezone.localdate() + timedelta(days=1), None))
    assert heights(NOW) == []
