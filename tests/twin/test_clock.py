"""No change comes late: what a reader was told is settled, whoever writes meanwhile, in whatever order."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection, connections, transaction

from tests.factories import make_load
from tests.login import login
from twin.access import NOBODY
from twin.access.feed import BEGINNING, Position, read_changes, settled_of
from twin.clock import find_settled, take_moment
from twin.layer import layers
from twin.models import Building, Thing

pytestmark = pytest.mark.django_db(transaction=True)
BUILDINGS = layers["buildings"]
TABLE = ["twin_building"]
WRITERS, EDITS = 6, 25
OPEN = """
    INSERT INTO twin_building (thing_id, code, klass, valid, recorded, load_id, openness, digest, attributes)
    VALUES (%s, %s, NULL, '(,)', tstzrange(%s, NULL), %s, 0, '\\x00', '{}')
"""
CLOSE = """
    UPDATE twin_building SET recorded = tstzrange(lower(recorded), %s)
    WHERE thing_id = %s AND upper_inf(recorded)
"""


def link() -> "psycopg.Connection[Any]":
    """A connection beside the twin's own."""
    return psycopg.connect(**login(), autocommit=True)


@contextmanager
def stranger(*statements: str) -> Iterator["psycopg.Connection[Any]"]:
    """Somebody who has begun a transaction by plain SQL and does not end it."""
    with link() as other:
        other.execute("BEGIN")
        for statement in statements:
            other.execute(statement)
        yield other
        other.execute("ROLLBACK")


def test_where_nobody_writes_all_is_settled_up_to_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [before] = cursor.fetchone()
    settled = find_settled(TABLE)
    assert settled is not None and settled > before


def test_who_takes_a_moment_holds_back_what_is_settled_until_it_ends() -> None:
    ready, done = threading.Event(), threading.Event()
    taken = []

    def write() -> None:
        with transaction.atomic():
            taken.append(take_moment())
            ready.set()
            done.wait(10)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert ready.wait(10)
    time.sleep(1.1)
    held = find_settled(TABLE)
    done.set()
    writer.join()
    assert held is not None and held < taken[0]
    free = find_settled(TABLE)
    assert free is not None and free > taken[0]


def test_who_writes_by_plain_sql_holds_it_back_from_the_beginning_of_its_transaction() -> None:
    with stranger("SELECT pg_sleep(0.2)", "DELETE FROM twin_building WHERE false") as other:
        [began] = other.execute("SELECT now()").fetchone() or ()
        held = find_settled(TABLE)
        assert held is not None and held < began
        time.sleep(1)
        elsewhere = find_settled(["twin_bridge"])
        assert elsewhere is not None and elsewhere > began


def test_who_only_reads_or_writes_elsewhere_holds_nothing_back_for_longer_than_a_second() -> None:
    with stranger("SELECT count(*) FROM twin_building", "CREATE TEMP TABLE aside (a int)") as other:
        [began] = other.execute("SELECT now()").fetchone() or ()
        at_once = find_settled(TABLE)
        assert at_once is not None and at_once < began
        time.sleep(1.1)
        free = find_settled(TABLE)
        assert free is not None and free > began


def edit(number: int, things: list[int], load: int) -> None:
    """A writer that takes its moments early or late, commits in any order, gives up or is cut off."""
    chance = random.Random(number)
    for _ in range(EDITS):
        victim = None
        try:
            with transaction.atomic():
                time.sleep(chance.random() * 0.01)
                moment = take_moment()
                time.sleep(chance.random() * 0.03)
                thing = chance.choice(things)
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [thing])
                    cursor.execute(CLOSE, [moment, thing])
                    if chance.random() < 0.8:
                        cursor.execute(OPEN, [thing, str(thing), moment, load])
                    time.sleep(chance.random() * 0.03)
                    if chance.random() < 0.1:
                        raise InterruptedError
                    if chance.random() < 0.1:
                        cursor.execute("SELECT pg_backend_pid()")
                        [victim] = cursor.fetchone()
                        with link() as killer:
                            killer.execute("SELECT pg_terminate_backend(%s)", [victim])
        except InterruptedError:
            continue
        except Exception:
            if victim is None and connection.is_usable():
                continue
            connection.close()
    connection.close()


def edit_plainly(things: list[int], load: int) -> None:
    """A writer by single statements, whose moment is when each begins."""
    with link() as other:
        for thing in things:
            other.execute(CLOSE.replace("%s)", "now())", 1), [thing])
            other.execute(OPEN.replace("tstzrange(%s", "tstzrange(now()"), [thing, str(thing), load])
            time.sleep(0.02)


def follow(limit: int, stop: threading.Event, told: list[Position]) -> None:
    """A reader that asks for what comes after what it has been told, until there is no more after the end."""
    since = BEGINNING
    while True:
        last = stop.is_set()
        page = read_changes(NOBODY, [BUILDINGS], since, limit, settled_of([BUILDINGS]))
        told += [change.at for change in page.changes]
        since = page.resume
        if last and not page.more:
            break
    connection.close()


def test_every_change_is_told_once_in_order_and_never_late() -> None:
    load = make_load()
    dataset = load.source.dataset
    made = [Thing.objects.create(dataset=dataset, kind="building", code=str(code)) for code in range(40)]
    things = [thing.pk for thing in made]
    stop, told = threading.Event(), {limit: list[Position]() for limit in (1, 7, 1000)}
    readers = [threading.Thread(target=follow, args=(limit, stop, found)) for limit, found in told.items()]
    writers = [threading.Thread(target=edit, args=(seed, things[:30], load.pk)) for seed in range(WRITERS)]
    writers.append(threading.Thread(target=edit_plainly, args=(things[30:], load.pk)))
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in readers:
        thread.join()
    happened = set()
    for thing, recorded in Building.objects.values_list("thing_id", "recorded"):
        if not recorded.isempty:
            happened |= {(moment, thing) for moment in (recorded.lower, recorded.upper) if moment is not None}
    assert len(happened) > WRITERS * EDITS / 2
    for found in told.values():
        assert found == sorted(set(found))
        assert {(at.moment, at.thing) for at in found} == happened
    connections.close_all()
