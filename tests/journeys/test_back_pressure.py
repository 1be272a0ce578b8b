"""A crowd at large tiles is answered or told to come again at once, and never holds up the small ones."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.drawn import tile_at
from tests.journeys.crowds import Answer, ask, crowd, late, uncached
from tests.journeys.machine import Machine, await_that, kill
from tests.journeys.operations import edition

WORKERS = 2
MOST = {"small tiles": 2 * WORKERS, "large tiles": 1 * WORKERS}
HEAVIER = "UPDATE twin_building SET tile = ST_Buffer(tile, 20, 50)"
PLACES = "SELECT ST_X(ST_Centroid(tile)), ST_Y(ST_Centroid(tile)) FROM twin_building ORDER BY code LIMIT 400"
CONNECTED = (
    "SELECT application_name, count(*) FROM pg_stat_activity WHERE application_name LIKE '% tiles' GROUP BY 1"
)


@pytest.fixture(scope="module")
def city(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A twin of many buildings with so many corners that a tile of all takes long."""
    machine.do("load", str(edition(machine, tmp_path_factory.mktemp("city"), 1)))
    machine.execute(HEAVIER)
    await_that(lambda: not machine.ask("SELECT FROM twin_change"))
    return machine


@pytest.fixture(scope="module")
def small(city: Machine) -> list[str]:
    """Addresses of tiles of a few buildings."""
    return sorted({uncached(tile_at(x, y, 17)) for x, y in city.ask(PLACES)})


@pytest.fixture(scope="module")
def large(city: Machine) -> list[str]:
    """Addresses of tiles of all buildings."""
    [(x, y), *_] = city.ask(PLACES)
    return [uncached(tile_at(x, y, zoom)) for zoom in (11, 12, 13)]


def watch(city: Machine, over: Event) -> Counter[str]:
    """The most connections of each pool that were there at once."""
    most: Counter[str] = Counter()
    while not over.wait(0.05):
        most |= Counter(dict(city.ask(CONNECTED)))
    return most


def refusals(city: Machine) -> float:
    """How many the twin says it has refused."""
    return sum(
        sample.value
        for one in text_string_to_metric_families(city.read("/metrics").decode())
        for sample in one.samples
        if sample.name == "twin_refused_total"
    )


def assert_told(refused: list[Answer]) -> None:
    """Each was told what is the matter and when to come again."""
    assert {one.form for one in refused} == {"application/problem+json"}
    assert all(0 < int(one.after) <= 60 for one in refused)


def test_a_crowd_at_large_tiles_does_not_hold_up_small_ones(
    city: Machine, small: list[str], large: list[str]
) -> None:
    idle, before, over = crowd(city.port, small, 4, 4), refusals(city), Event()
    with ThreadPoolExecutor(2) as aside:
        connected = aside.submit(watch, city, over)
        crowded = aside.submit(crowd, city.port, large, 36, 10)
        busy = crowd(city.port, small, 4, 8)
        answers = crowded.result()
        over.set()
    refused = [one for one in answers if one.status == 503]
    assert {one.status for one in answers} == {200, 503}
    assert {one.status for one in [*idle, *busy]} <= {200, 204}
    assert_told(refused)
    assert sorted(one.seconds for one in refused)[int(0.95 * len(refused))] < 1
    assert late(busy) < 12 * late(idle), f"{late(busy):.3f} s, {late(idle):.3f} s where nothing else is asked"
    most = connected.result()
    assert {name: most[name] for name in MOST if most[name] > MOST[name]} == {}
    assert most["large tiles"] > 0
    assert refusals(city) - before == len(refused)


def test_a_crowd_at_small_tiles_is_answered_or_told_to_come_again(city: Machine, small: list[str]) -> None:
    answers = crowd(city.port, small, 120, 5)
    refused = [one for one in answers if one.status == 503]
    assert {one.status for one in answers} <= {200, 204, 503}
    assert len(refused) < len(answers)
    if refused:
        assert_told(refused)


@pytest.fixture
def locked(city: Machine) -> Iterator[None]:
    """Nobody reads a building meanwhile."""
    with city.connect() as link, link.transaction():
        link.execute("LOCK twin_building")
        yield


def test_a_tile_that_takes_the_database_too_long_is_a_problem(
    city: Machine, small: list[str], locked: None
) -> None:
    told = ask(city.port, small[0])
    assert told.status == 503
    assert 25 < told.seconds < 40
    assert_told([told])


def test_connections_that_were_lost_are_replaced_before_anybody_notices(
    city: Machine, small: list[str], large: list[str]
) -> None:
    crowd(city.port, [*small, *large], 8, 2)
    [pid] = city.ask("SELECT min(pid) FROM pg_stat_activity WHERE application_name = 'small tiles'")[0]
    kill([pid])  # whereupon PostgreSQL ends all others too
    answers = [ask(city.port, path) for path in [*small[:8], *large, *small[8:16]]]
    assert Counter(one.status for one in answers) == {200: len(answers)}


@pytest.mark.full
def test_a_database_that_was_killed_is_missed_only_until_it_is_back(city: Machine, small: list[str]) -> None:
    kill([city.postmaster()])
    statuses: list[int] = []

    def is_answered() -> bool:
        statuses.append(ask(city.port, small[0]).status)
        return statuses[-1] == 200

    await_that(is_answered)
    assert set(statuses) <= {200, 503}
    assert {one.status for one in crowd(city.port, small, 4, 2)} <= {200, 204}
