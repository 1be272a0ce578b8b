"""The feed tells each viewer what changed for them: in order, once, and nothing of what is closed."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection

from tests.factories import make_version
from twin.access import NOBODY, Viewer
from twin.access.feed import BEGINNING, Position, read_changes, settled_of
from twin.layer import EVERYONE, layers
from twin.models import Bridge, Building, Openness

pytestmark = pytest.mark.django_db
ADMIN = Viewer(EVERYONE)
SEVERAL = [layers["buildings"], layers["bridges"]]
FIRST, SECOND, THIRD = (datetime(year, 1, 1, tzinfo=UTC) for year in (2021, 2022, 2023))


def walk(viewer: Viewer, since: Position = BEGINNING, limit: int = 1000) -> list[tuple[Any, ...]]:
    """All changes behind `since`: year, layer, code and what it was."""
    found = []
    names = {row.thing_id: row.code for kind in (Building, Bridge) for row in kind.objects.all()}
    while True:
        page = read_changes(viewer, SEVERAL, since, limit, settled_of(SEVERAL))
        assert len(page.changes) <= limit
        assert not page.more or page.changes
        found += [
            (one.at.moment.year, one.at.layer, names[one.at.thing], str(one.turn)) for one in page.changes
        ]
        since = page.resume
        if not page.more:
            return found


@pytest.fixture
def history() -> None:
    """Two buildings and a bridge: one building is changed and then closed to the public, the other ends."""
    make_version(Building, "a", recorded=(FIRST, SECOND))
    make_version(Building, "a", recorded=(SECOND, THIRD))
    make_version(Building, "a", recorded=(THIRD, None), openness=Openness.CLOSED)
    make_version(Building, "b", recorded=(FIRST, SECOND))
    make_version(Bridge, "c", recorded=(FIRST, None))


ALL = [
    (2021, "bridges", "c", "created"),
    (2021, "buildings", "a", "created"),
    (2021, "buildings", "b", "created"),
    (2022, "buildings", "a", "updated"),
    (2022, "buildings", "b", "ended"),
]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6])
def test_pages_of_any_size_tell_the_same(history: None, limit: int) -> None:
    assert walk(NOBODY, limit=limit) == [*ALL, (2023, "buildings", "a", "ended")]
    assert walk(ADMIN, limit=limit) == [*ALL, (2023, "buildings", "a", "updated")]


def test_what_was_recorded_at_a_moment_is_not_told_behind_it(history: None) -> None:
    assert walk(NOBODY, Position(FIRST)) == [*ALL[3:], (2023, "buildings", "a", "ended")]
    assert walk(NOBODY, Position(THIRD)) == []


def test_states_of_one_moment_are_one_change(history: None) -> None:
    days = [datetime(year, 1, 1, tzinfo=UTC).date() for year in (2000, 2010, 2020)]
    for first, last in pairwise(days):
        make_version(Building, "d", valid=(first, last), recorded=(THIRD, None))
    assert walk(NOBODY, Position(SECOND)) == [
        (2023, "buildings", "a", "ended"),
        (2023, "buildings", "d", "created"),
    ]
    assert walk(NOBODY, Position(SECOND), limit=1) == walk(NOBODY, Position(SECOND))


def test_a_closed_thing_is_in_no_ones_feed_but_theirs() -> None:
    make_version(Building, "a", recorded=(FIRST, SECOND), openness=Openness.CLOSED)
    assert walk(NOBODY) == []
    assert [turn for *_, turn in walk(ADMIN)] == ["created", "ended"]


def test_what_comes_back_is_created_anew() -> None:
    make_version(Building, "a", recorded=(FIRST, SECOND))
    make_version(Building, "a", recorded=(THIRD, None))
    assert [turn for *_, turn in walk(NOBODY)] == ["created", "ended", "created"]


def test_what_is_not_settled_is_not_told(history: None) -> None:
    held = read_changes(NOBODY, SEVERAL, BEGINNING, 10, SECOND - timedelta(microseconds=1))
    assert [one.at.moment for one in held.changes] == [FIRST] * 3
    assert not held.more
    assert len(walk(NOBODY, held.resume)) == 3
    unknown = read_changes(NOBODY, SEVERAL, Position(FIRST), 10, None)
    assert (unknown.changes, unknown.resume) == ((), Position(FIRST))


def test_nothing_new_costs_one_small_question(history: None, django_assert_num_queries: Any) -> None:
    settled = settled_of(SEVERAL)
    with django_assert_num_queries(1):
        assert read_changes(NOBODY, SEVERAL, Position(THIRD), 10, settled).changes == ()


def test_what_is_new_is_found_by_the_indexes_of_moments() -> None:
    make_version(Building, "a", recorded=(FIRST, None))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO twin_building "
            "(thing_id, code, valid, recorded, load_id, openness, digest, attributes) "
            "SELECT number, number::text, valid, recorded, load_id, 0, digest, '{}' "
            "FROM twin_building, generate_series(1000000, 1040000) AS number"
        )
        cursor.execute("ANALYZE twin_building")
        cursor.execute(
            "EXPLAIN SELECT thing_id FROM twin_building WHERE lower(recorded) > %s "
            "ORDER BY lower(recorded), thing_id LIMIT 10",
            [SECOND],
        )
        plan = " ".join(line for [line] in cursor.fetchall())
    assert "building_begun" in plan
