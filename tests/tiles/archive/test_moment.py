"""All who join a moment see the same rows, whatever is written meanwhile."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from spatial.errors import RefusedError
from tests.factories import make_version
from tests.journeys.conftest import address_of
from tiles.archive.moment import hold, join
from twin.models import Road

pytestmark = pytest.mark.usefixtures("twin")


@pytest.fixture
def elsewhere() -> Iterator["psycopg.Connection[tuple[str]]"]:
    """Another session in the tests' database."""
    with psycopg.connect(address_of(str(connection.settings_dict["NAME"]))) as other:
        yield other


def test_who_joins_sees_what_the_holder_sees(elsewhere: "psycopg.Connection[tuple[str]]") -> None:
    elsewhere.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    held = elsewhere.execute("SELECT pg_export_snapshot()").fetchone()
    make_version(Road, "later")
    assert held is not None
    with join(held[0]):
        assert Road.objects.count() == 0
    assert Road.objects.count() == 1


def test_a_moment_is_held_while_others_write(elsewhere: "psycopg.Connection[tuple[str]]") -> None:
    make_version(Road, "one", name="early")
    with hold() as name:
        elsewhere.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        elsewhere.execute(f"SET TRANSACTION SNAPSHOT '{name}'")
        elsewhere.rollback()
        elsewhere.execute("UPDATE twin_road SET name = 'late'")
        elsewhere.commit()
        assert Road.objects.get().name == "early"
    assert Road.objects.get().name == "late"


def test_a_moment_that_is_over_is_refused_by_a_sentence() -> None:
    with hold() as name:
        pass
    with (
        pytest.raises(RefusedError, match=r"cannot see the moment of the archive \(.+\): its machine"),
        join(name),
    ):
        pass
