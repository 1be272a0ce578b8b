"""What is written into a statement comes out of it as it was, whatever it holds."""

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from psycopg import Cursor

from tests.factories import fill_layer
from tiles import text
from twin.layer import layers
from twin.models import Place

pytestmark = pytest.mark.django_db
HOSTILE = (
    "100 %",
    "%s",
    "%(w)s",
    "%%",
    "it's",
    'q"x',
    "\\' OR 1=1 --",
    "\\x41",
    "a\nb\r\x01",
    "\u202e𠀀é",
    "",
)


def ask(sql: str) -> list[tuple[object, ...]]:
    """What a statement gives that is given values of its own, as a tile's is."""
    with Cursor(connection.connection) as cursor:
        cursor.execute(sql, {"w": 1.5, "s": 2, "e": 3, "n": 4})
        assert cursor.description
        return [tuple(row) for row in cursor.fetchall()]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_text_comes_out_as_it_was(hostile: str) -> None:
    connection.ensure_connection()
    assert ask(f"SELECT {text.write_text(hostile)}, %(w)s::float8") == [(hostile, 1.5)]


def test_a_name_is_one_name() -> None:
    connection.ensure_connection()
    for hostile in filter(None, HOSTILE):
        told = ask(
            f"SELECT told.{text.write_identifier(hostile)} FROM (SELECT 7 AS "
            f"{text.write_identifier(hostile)}) AS told"
        )
        assert told == [(7,)]


def test_a_querysets_values_stand_in_it() -> None:
    fill_layer(layers["places"], range(2))
    for name in HOSTILE:
        Place.objects.filter(code="code 1").update(name=name)
        rows = Place.objects.filter(name=name).order_by("-name").values("code")
        assert ask(text.write_query(rows)) == [("code 1",)]


def test_a_queryset_that_can_have_no_rows_is_no_sql() -> None:
    with pytest.raises(EmptyResultSet):
        text.write_query(Place.objects.filter(name__in=[]))


def test_a_box_is_written_as_the_database_writes_it() -> None:
    told = text.write_polygon((1.5, 2.0, 3.0, 4.0), 3857)
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ST_MakeEnvelope(1.5, 2, 3, 4, 3857)::text", [told.upper()])
        assert cursor.fetchone() == (True,)
