"""What changes is noted where it changes, and nothing made without seeing a mark is kept."""

import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction

from tests.cities import city, write
from tests.tables import HANGZHOU, make_table, put
from twin import marks
from twin.ingest import Order, load
from twin.layer import layers
from twin.models import Building, Mark, Published, Swept

pytestmark = pytest.mark.usefixtures("twin")
BUILDINGS, EVERYWHERE = ["twin_building"], (-2e7, -2e7, 2e7, 2e7)


@pytest.fixture
def built(tmp_path: Path) -> Building:
    """A building, and nothing left to be told."""
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    with transaction.atomic():
        marks.take_others()
    return Building.objects.get()


@pytest.fixture
def link(built: Building) -> Iterator[psycopg.Connection]:
    """A connection of a maker of its own."""
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as made:
        made.autocommit = True
        yield made


def look(link: psycopg.Connection) -> str:
    """A snapshot of now."""
    return str(link.execute("SELECT pg_current_snapshot()::text").fetchone()[0])  # type: ignore[index]


def may_keep(link: psycopg.Connection, snapshot: str, bounds: tuple[float, ...] = EVERYWHERE) -> bool:
    """Whether what was seen then may be kept now."""
    with marks.keeping(link, BUILDINGS, bounds, snapshot) as answer:  # type: ignore[arg-type]
        return answer


def test_every_drawn_table_is_watched(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'note_update'")
        watched = {name for (name,) in cursor.fetchall()}
    drawn = {apps.get_model("twin", layer.model)._meta.db_table for layer in layers if layer.geometry}
    assert drawn <= watched


def test_a_published_table_is_watched_from_its_first_row_on(db: None) -> None:
    put(make_table("trees", {"n": "integer"}, [("1", HANGZHOU, (1,))]))
    relation = Published.objects.get().relation
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {relation} SET openness = 0")
        assert [place.relation for place in marks.take()] == [relation.replace('"', "")]


def test_a_change_is_noted_by_the_box_of_what_changed(built: Building) -> None:
    with transaction.atomic():
        Building.objects.update(height=10)
        [place] = marks.take()
        assert (place.relation, place.box) == ("twin_building", pytest.approx(built.tile.extent))
        assert marks.take() == []


def test_what_changes_without_a_row_being_written_is_noted_by_hand(built: Building) -> None:
    box = built.tile.extent
    with transaction.atomic():
        marks.note(Building, [box, None])
        places = marks.take()
    assert {place.relation for place in places} == {"twin_building"}
    assert [place.box for place in places] == [pytest.approx(box), None]


def test_a_truncated_table_has_changed_everywhere(built: Building) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE twin_building")
        assert marks.take() == [marks.Place("twin_building", None)]


def test_what_was_seen_before_a_mark_is_not_kept(built: Building, link: psycopg.Connection) -> None:
    early = look(link)
    assert may_keep(link, early)
    with transaction.atomic():
        Building.objects.update(height=10)
        marks.mark(marks.take())
        assert not may_keep(link, early)
        assert not may_keep(link, look(link)), "The change is yet to commit."
        assert may_keep(link, early, (0.0, 0.0, 1.0, 1.0)), "It is elsewhere."
    assert not may_keep(link, early)
    assert may_keep(link, look(link))


def test_a_change_undone_hinders_nobody_later(built: Building, link: psycopg.Connection) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Building.objects.update(height=10)
        marks.mark(marks.take())
        raise ZeroDivisionError
    assert may_keep(link, look(link))


def test_marks_go_once_all_have_seen_the_change_and_what_is_older_stays_unkept(
    built: Building, link: psycopg.Connection
) -> None:
    early = look(link)
    with transaction.atomic():
        Building.objects.update(height=10)
        marks.mark(marks.take())
        marks.sweep()
        assert Mark.objects.using("ledger").exists(), "It is yet to commit."
    deadline = time.monotonic() + 60
    while Mark.objects.exists() and time.monotonic() < deadline:
        marks.sweep()  # whoever else works in this server may hold marks up
    assert not Mark.objects.exists(), link.execute("SELECT * FROM pg_stat_activity").fetchall()
    assert Swept.objects.count() == 1
    assert not may_keep(link, early)
    assert may_keep(link, look(link))


def test_nobody_marks_while_something_is_being_put_in_its_place(
    built: Building, link: psycopg.Connection
) -> None:
    with marks.keeping(link, BUILDINGS, EVERYWHERE, look(link)) as answer, connection.cursor() as cursor:
        assert answer
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('twin.marks'))")
        assert cursor.fetchone() == (False,)
