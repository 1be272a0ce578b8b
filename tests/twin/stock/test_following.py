"""What changes registers or ties queues one count of the stock, which sees all of it."""

from pathlib import Path

import pytest
from django.db import connection, transaction

from tests.cities import city, write
from tests.stock import dwelling, house, stand
from twin import changes
from twin.ingest import Order, load, unload
from twin.linkage import decide
from twin.models import Building, Dwelling, Person, Stock, Tie
from twin.stock.following import follow, renew


def waiting() -> list[str]:
    """The tasks that wait for a worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


def test_whoever_changes_rows_tells_the_stock_once() -> None:
    assert changes.followers == [follow]


@pytest.mark.usefixtures("twin")
def test_loads_queue_one_count_for_the_worker(tmp_path: Path) -> None:
    first = load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    assert waiting() == []
    house("h", Building.objects.get().thing, year=1990)
    second = load(write(tmp_path / "one.city.json", city({"a": 12})), Order())
    assert waiting() == [renew.name]
    unload(second.load)
    load(write(tmp_path / "other.city.json", city({"z": 12})), Order())
    assert waiting() == [renew.name]
    renew()
    assert Stock.objects.get().load_id == first.load


@pytest.mark.usefixtures("twin")
def test_a_load_that_changes_nothing_queues_nothing(tmp_path: Path) -> None:
    file = write(tmp_path / "one.city.json", city({"a": 9}))
    load(file, Order())
    house("h", Building.objects.get().thing, year=1990)
    load(file, Order())
    load(write(tmp_path / "one.city.json", city({"a": 12})), Order(rehearse=True))
    assert waiting() == []


@pytest.mark.django_db
def test_a_decision_over_a_tie_queues_a_count_and_what_is_not_counted_none() -> None:
    home = house("h", stand("b"))
    dwelling("d", home)
    follow({Person})
    assert waiting() == []
    decide(Tie.objects.get(thing=home).pk, False, "li")
    assert waiting() == [renew.name]
    renew()
    assert not Stock.objects.exists()


@pytest.mark.usefixtures("twin")
def test_a_count_that_waits_is_not_begun_before_the_change_it_would_miss() -> None:
    dwelling("d", house("h", stand("b")))
    follow({Dwelling})
    other = connection.copy()
    fetch = "SELECT (procrastinate_fetch_job_v2(NULL, NULL)).id IS NOT NULL"
    with transaction.atomic():
        changes.queue(renew)
        with other.cursor() as worker:
            worker.execute(fetch)
            assert worker.fetchall() == [(False,)]
    with other.cursor() as worker:
        worker.execute(fetch)
        assert worker.fetchall() == [(True,)]
    other.close()
    follow({Dwelling})
    assert waiting() == [renew.name]
