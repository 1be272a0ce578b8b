"""Rows are written in one transaction, at whose commit the version of their kind rises."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from spatial.errors import RefusedError
from tests.cities import SOUTH, WEST, city, write
from twin import changes, marks
from twin.ingest import Order, load
from twin.models import Building, Frame, Overview, Revision, Road

pytestmark = pytest.mark.usefixtures("twin")


@pytest.fixture
def built(tmp_path: Path) -> None:
    """A twin of two buildings."""
    load(write(tmp_path / "two.city.json", city({"a": 9, "b": 12})), Order())


def number(kind: str) -> int:
    """The revision of a kind."""
    found = Revision.objects.filter(kind=kind).first()
    return found.number if found else 0


def test_a_change_raises_its_kind_alone_and_tells_what_is_there(built: None) -> None:
    revision = Revision.objects.get(kind="building")
    assert (revision.number, revision.rows) == (1, 2)
    west, south, east, north = revision.extent
    assert 120.1 < west < east < 120.2 and 30.2 < south < north < 30.3, (WEST, SOUTH)
    assert number("road") == 0


def test_a_change_that_fails_raises_nothing(built: None) -> None:
    with pytest.raises(RuntimeError), changes.writing() as changed:
        changed.add(Road)
        Building.objects.update(name="lost")
        raise RuntimeError
    assert number("road") == 0
    assert not Building.objects.filter(name="lost").exists()


def test_nothing_is_written_into_a_twin_of_another_frame(built: None, settings: Any) -> None:
    settings.TWIN_CRS = 4550
    with pytest.raises(RefusedError, match="--crs 4549"), changes.writing():
        raise AssertionError


def test_what_begins_today_is_told_as_a_change(built: None) -> None:
    today = timezone.localdate()
    Building.objects.filter(code="a").update(valid=DateRange(today, None))
    Frame.objects.update(day=today - timedelta(days=1))
    assert changes.turn_day() == [Building]
    assert number("building") == 2
    assert changes.turn_day() == []


def test_what_ended_while_the_server_was_off_is_told_at_start_up(built: None) -> None:
    today = timezone.localdate()
    Building.objects.filter(code="a").update(valid=DateRange(None, today - timedelta(days=3)))
    Frame.objects.update(day=today - timedelta(days=10))
    assert changes.turn_day() == [Building]


def test_a_day_without_bounds_changes_nothing(built: None) -> None:
    Frame.objects.update(day=date(2020, 1, 1))
    assert changes.turn_day() == []
    assert number("building") == 1
    assert Frame.objects.get().day == timezone.localdate()


def test_what_ends_today_is_gone_from_afar_too(built: None) -> None:
    today = timezone.localdate()
    assert {row.count for row in Overview.objects.filter(level=8)} == {2}
    Building.objects.filter(code="a").update(valid=DateRange(None, today))
    changes.catch_up()
    Building.objects.filter(code="b").update(valid=DateRange(None, today + timedelta(days=1)))
    changes.catch_up()
    Frame.objects.update(day=today - timedelta(days=1))
    changes.turn_day()
    assert {row.count for row in Overview.objects.filter(level=8)} == {1}


def test_what_is_shown_anew_is_dropped_everywhere(built: None, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[marks.Place] = []
    monkeypatch.setattr(changes, "droppers", [told.extend])
    Overview.objects.all().delete()
    changes.show_anew(Building)
    assert marks.Place("twin_building", None) in told
    assert Overview.objects.exists()
    assert number("building") == 2


def test_an_edit_renews_what_is_seen_from_afar_in_its_transaction(built: None) -> None:
    with pytest.raises(RuntimeError), changes.writing() as changed:
        changed.add(Building)
        Building.objects.filter(code="a").delete()
        raise RuntimeError
    assert {row.count for row in Overview.objects.filter(level=8)} == {2}
    with changes.writing() as changed:
        changed.add(Building)
        Building.objects.filter(code="a").delete()
    assert {row.count for row in Overview.objects.filter(level=8)} == {1}


def test_few_rows_are_told_by_their_boxes_and_many_as_anywhere(
    built: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    extents = {row.tile.extent for row in Building.objects.all()}
    assert set(changes.boxes_of(Building.objects.all())) == extents
    monkeypatch.setattr(changes, "MANY", 1)
    assert changes.boxes_of(Building.objects.all()) == [None]
