"""After a commit no answer shows what was before, whoever is struck down meanwhile."""

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle

import pytest

from spatial.tile_matrix import WORLD
from tests.drawn import tile_at
from tests.few import FULL
from tests.journeys.freshness import FAR, Committed, Reader, Target, Writer, read_all
from tests.journeys.machine import Machine, await_that, kill

FETCHES = 100_000 if FULL else 10_000
READERS, WRITERS, BUILDINGS = 4, 2, 6
APART, DEATHS = 20, 3
"""Edits from one killing to the next, and how often each is killed at least."""

ZOOMS = (14, 15, 16, 17)
SOME = """
    SELECT code, thing_id, height, ST_X(ST_Centroid(tile)), ST_Y(ST_Centroid(tile)) FROM twin_building
    WHERE upper_inf(recorded) AND height IS NOT NULL AND parent_id IS NULL ORDER BY md5(code) LIMIT %d
"""
EDITS, SLOW_FETCHES, SLOW_EDITS = FETCHES // 40, FETCHES // 20, FETCHES // 160
LONGEST = FETCHES // 40
"""Seconds: four times what it takes on two cores."""

SLOW = """
    CREATE FUNCTION twin_may_keep(text[], float8, float8, float8, float8, pg_snapshot)
    RETURNS boolean LANGUAGE plpgsql AS $body$
    DECLARE verdict boolean := twin_may_keep_at_once($1, $2, $3, $4, $5, $6);
    BEGIN
        PERFORM pg_sleep(0.05);
        RETURN verdict;
    END
    $body$
"""
# What a building amounts to from afar, where its cell is of one row: an edit moves no count to another.
AMOUNTS = """
    SELECT building.code, amount.id, amount.level,
        amount.count
            - (SELECT count(*) FROM twin_building AS more WHERE more.code LIKE building.code || '+%'),
        ST_X(ST_Centroid(building.tile)), ST_Y(ST_Centroid(building.tile))
    FROM twin_building AS building JOIN twin_overview AS amount
      ON amount.layer = 'buildings' AND amount.level >= 12
     AND amount.x = floor((ST_X(ST_Centroid(ST_Envelope(building.tile))) + {half})
                          / ({world} / (16 << amount.level)))
     AND amount.y = floor(({half} - ST_Y(ST_Centroid(ST_Envelope(building.tile))))
                          / ({world} / (16 << amount.level)))
    WHERE building.code IN ({codes}) AND NOT EXISTS (
        SELECT FROM twin_overview AS other
        WHERE (other.layer, other.level, other.x, other.y) = (amount.layer, amount.level, amount.x, amount.y)
          AND other.id <> amount.id
    )
"""
MAY_KEEP = "SELECT pg_get_functiondef('twin_may_keep'::regproc)"
LOCK = "PERFORM pg_advisory_xact_lock_shared(hashtext('twin.marks'));"


@pytest.fixture(scope="module")
def city(machine: Machine) -> Machine:
    """A machine whose twin holds a small made-up district."""
    machine.do("generate", "--buildings", "300", "--seed", "1")
    return machine


def aim(machine: Machine) -> tuple[Committed, list[Target]]:
    """Some buildings as they stand, and tiles that show them."""
    rows = machine.ask(SOME % BUILDINGS)
    near = [Target(code, thing, tile_at(x, y, z)) for code, thing, _, x, y in rows for z in ZOOMS]
    heights = {code: height for code, _, height, _, _ in rows}
    codes = ", ".join(f"'{code}'" for code in heights)
    amounts = machine.ask(AMOUNTS.format(half=WORLD / 2, world=WORLD, codes=codes))
    far = [Target(code, id, tile_at(x, y, level), before) for code, id, level, before, x, y in amounts]
    assert far
    return Committed(heights), [*near, *far]


@contextmanager
def writing(machine: Machine, committed: Committed) -> Iterator[list[Writer]]:
    """Writers at work, each at buildings of its own."""
    codes = list(committed.heights)
    writers = [Writer(machine, committed, codes[at::WRITERS]) for at in range(WRITERS)]
    threads = [threading.Thread(target=writer.run, daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        await_that(lambda: committed.edits)
        yield writers
    finally:
        for writer in writers:
            writer.end()
        for thread in threads:
            thread.join()


@contextmanager
def striking(
    machine: Machine, committed: Committed, writers: list[Writer], chance: random.Random
) -> Iterator[dict[str, int]]:
    """Writers, makers and the database are killed now and then, and makers often held for a moment.

    In the end the twin is well again: the database may have been killed last.
    """
    struck, over = dict.fromkeys(("held", "writer", "maker", "database"), 0), threading.Event()
    _, *victims = struck
    turns = cycle(victims)

    def strike() -> None:
        due = APART
        while not over.wait(chance.uniform(0.02, 0.2)):
            victim = next(turns) if committed.edits >= due else "held"
            with suppress(AssertionError, ProcessLookupError, ValueError, IndexError):
                if victim == "held":
                    hold(chance.choice(makers(machine)), chance.uniform(0.002, 0.03))
                elif victim == "writer":
                    process = chance.choice(writers).process
                    assert process
                    process.kill()
                elif victim == "maker":
                    kill([chance.choice(makers(machine))])
                else:
                    kill([machine.postmaster()])
                struck[victim] += 1
            if victim != "held":
                due = committed.edits + APART

    thread = threading.Thread(target=strike, daemon=True)
    thread.start()
    try:
        yield struck
    finally:
        over.set()
        thread.join()
        await_that(machine.is_well)


def makers(machine: Machine) -> list[int]:
    """The processes that make tiles."""
    return machine.pids("granian")


def hold(pid: int, seconds: float) -> None:
    """Stop a process for a moment."""
    os.kill(pid, signal.SIGSTOP)
    try:
        time.sleep(seconds)
    finally:
        os.kill(pid, signal.SIGCONT)


def test_no_answer_is_stale_whoever_is_struck_down(city: Machine) -> None:
    committed, targets = aim(city)
    with writing(city, committed) as writers, striking(city, committed, writers, random.Random(7)) as struck:

        def is_enough() -> bool:
            return committed.edits >= EDITS and min(struck.values()) >= DEATHS

        share = FETCHES // READERS
        readers = [
            Reader(city.port, committed, targets, seed, share, is_enough, LONGEST) for seed in range(READERS)
        ]
        told = read_all(readers)
    sys.stdout.write(f"{dict(told)}, {committed.edits} edits, struck {struck}\n")
    assert [fault for reader in readers for fault in reader.stale] == []
    assert told["of nginx"] >= told["answered"] / 2
    assert all(reader.is_done() for reader in readers), "it took too long"


@pytest.mark.parametrize("locked", [True, False])
def test_where_makers_are_slow_to_keep_nothing_is_stale_but_without_the_lock(
    city: Machine, locked: bool
) -> None:
    [[whole]] = city.ask(MAY_KEEP)
    assert LOCK in whole
    judge = whole if locked else whole.replace(LOCK, "")
    city.execute("ALTER FUNCTION twin_may_keep RENAME TO twin_may_keep_as_ever")
    city.execute(judge.replace("twin_may_keep", "twin_may_keep_at_once"))
    city.execute(SLOW)
    try:
        committed, targets = aim(city)
        near = [one for one in targets if one.tile.z > FAR]

        def is_enough() -> bool:
            return committed.edits >= SLOW_EDITS

        readers = [
            Reader(city.port, committed, near, seed, SLOW_FETCHES, is_enough, LONGEST)
            for seed in range(READERS)
        ]
        with writing(city, committed):
            sys.stdout.write(f"{dict(read_all(readers))}, {committed.edits} edits\n")
    finally:
        city.execute("DROP FUNCTION twin_may_keep, twin_may_keep_at_once")
        city.execute("ALTER FUNCTION twin_may_keep_as_ever RENAME TO twin_may_keep")
        city.do("tiles", "clear")  # what was kept without the lock stays stale, for the next test too
    stale = [fault for reader in readers for fault in reader.stale]
    if locked:
        assert stale == []
        assert all(reader.is_done() for reader in readers), "it took too long"
    else:
        assert stale
