"""Rows are written in one transaction, at whose commit the version of their kind rises."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from spatial.errors import RefusedError
from tests.cities import SOUTH, WEST, city, write
from twin import changes, marks
from twin.ingest import Order, load
from twin.models import Building, Frame, Mark, Overview, Revision, Road

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


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[marks.Place]:
    """The places that droppers are told, marked before."""
    heard: list[marks.Place] = []

    def hear(places: Any) -> None:
        assert connection.in_atomic_block
        assert Mark.objects.using("ledger").count() >= len(places), "What is dropped is marked before."
        heard.extend(places)

    monkeypatch.setattr(changes, "droppers", [hear])
    return heard


def test_who_keeps_what_is_made_of_rows_is_told_where_they_change(
    built: None, told: list[marks.Place]
) -> None:
    with changes.writing() as changed:
        changed.add(Building)
        Building.objects.filter(code="a").update(height=10)
    here = Building.objects.get(code="a").tile.extent
    assert [place.box for place in told if place.zooms is None] == [pytest.approx(here)]
    assert {place.relation for place in told} == {"twin_building"}


def test_a_change_of_nothing_is_told_nobody(built: None, told: list[marks.Place]) -> None:
    with changes.writing() as changed:
        changed.add(Building)
    changes.tell_droppers([])
    assert told == []


def test_a_change_by_others_is_seen_to_as_the_twins_own(built: None, told: list[marks.Place]) -> None:
    before = {one.id: bytes(one.tile.wkb) for one in Overview.objects.all()}
    assert before
    with connection.cursor() as cursor:
        cursor.execute("UPDATE twin_building SET openness = 2 WHERE code = 'a'")
    assert told == []
    changes.catch_up()
    assert {place.relation for place in told} == {"twin_building"}
    assert {place.zooms is None for place in told} == {True, False}, "Overviews have changed too."
    assert {one.id: bytes(one.tile.wkb) for one in Overview.objects.all()} != before
    assert (number("building"), number("road")) == (2, 0)
    assert Revision.objects.get(kind="building").rows == 1
    told.clear()
    changes.catch_up()
    assert (told, number("building")) == ([], 2)


def test_what_rows_amount_to_is_told_by_the_zooms_that_show_it(built: None) -> None:
    with transaction.atomic():
        Building.objects.filter(code="a").update(openness=2)
        places = list(changes.generalise({Building, Road}, marks.take()))
    zooms = [place.zooms for place in places if place.zooms is not None]
    assert len(zooms) == len(places) > 0
    assert {zoom for some in zooms for zoom in some} == set(range(14))
