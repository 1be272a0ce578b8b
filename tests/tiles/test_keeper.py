"""What is changed by plain SQL is seen to soon, by whichever process looks, and never twice."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, connections

from spatial.tile_matrix import Tile
from tests.cities import city, write
from tests.drawn import tile_over
from tiles import cache, dropping, keeper
from tiles.making import Made
from twin import changes
from twin.ingest import Order, load
from twin.models import Building, Change, Revision

pytestmark = pytest.mark.usefixtures("twin", "tile_cache")
AWAY = Tile(16, 0, 0)


@pytest.fixture
def tile(tmp_path: Path) -> Tile:
    """A kept tile over a building; another is kept far away."""
    changes.catch_up()  # of tests before
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    assert not Change.objects.exists(), "The twin sees to its own changes."
    dropping.settle()
    made = tile_over(Building.objects.get(), 16)
    keep(made)
    return made


@pytest.fixture
def stranger(tile: Tile) -> Iterator[psycopg.Connection[Any]]:
    """A connection that knows nothing of the twin."""
    told = connection.get_connection_params()
    known = {name: told[name] for name in ("host", "port", "user", "dbname") if name in told}
    with psycopg.connect(**known, autocommit=True) as link:
        yield link


def keep(tile: Tile) -> None:
    """Have a tile kept, and one far away."""
    for one in (tile, AWAY):
        assert cache.put("buildings", one, Made(b"x", 1, 0, "", 0))


def is_kept(tile: Tile) -> bool:
    """Whether a tile is kept; the one far away always is."""
    return cache.find("buildings", tile) is not None


def wait(until: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether it comes true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if until():
            return True
        time.sleep(0.02)
    return False


def test_any_plain_statement_drops_the_tiles_it_shows_in(
    tile: Tile, stranger: psycopg.Connection[Any]
) -> None:
    columns = [one.column for one in Building._meta.concrete_fields if one.column not in ("id", "clearance")]
    listed = ", ".join(columns)
    moved = listed.replace("recorded", "tstzrange('2001-01-01', '2001-01-02')", 1)
    for sql in (
        "UPDATE twin_building SET height = 7",
        f"INSERT INTO twin_building ({listed}) SELECT {moved} FROM twin_building",
        "DELETE FROM twin_building WHERE NOT upper_inf(recorded)",
        "TRUNCATE twin_building CASCADE",
    ):
        keep(tile)
        stranger.execute(sql)  # type: ignore[call-overload]
        assert is_kept(tile), "Nobody has looked."
        changes.catch_up()
        assert not is_kept(tile), sql
        assert is_kept(AWAY) is not sql.startswith("TRUNCATE")
        assert not Change.objects.exists()


def test_a_change_undone_drops_nothing(tile: Tile, stranger: psycopg.Connection[Any]) -> None:
    with pytest.raises(ZeroDivisionError), stranger.transaction():
        stranger.execute("UPDATE twin_building SET height = 7")
        raise ZeroDivisionError
    changes.catch_up()
    assert is_kept(tile)


def test_two_who_catch_up_at_once_do_it_once_between_them(
    tile: Tile, stranger: psycopg.Connection[Any]
) -> None:
    before = Revision.objects.get(kind="building").number
    faults: list[BaseException] = []

    def catch_up() -> None:
        try:
            changes.catch_up()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    for height in range(4):
        stranger.execute("UPDATE twin_building SET height = %s", [height])
        threads = [threading.Thread(target=catch_up) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert faults == []
    assert not Change.objects.exists()
    assert not is_kept(tile)
    assert Revision.objects.get(kind="building").number == before + 4


def test_the_keeper_hears_of_plain_sql_and_survives_the_loss_of_its_connection(
    tile: Tile, stranger: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    over, watch = threading.Event(), keeper.is_waiting

    class Over(BaseException):
        """The end of the test."""

    def is_waiting(link: psycopg.Connection[Any]) -> bool:
        if over.is_set():
            raise Over
        return watch(link)

    def keep_until_over() -> None:
        try:
            keeper.keep()
        except Over:
            connections.close_all()

    monkeypatch.setattr(keeper, "is_waiting", is_waiting)
    monkeypatch.setattr(keeper, "PAUSE", 0.05)
    thread = threading.Thread(target=keep_until_over)
    thread.start()
    try:
        stranger.execute("UPDATE twin_building SET height = 7")
        assert wait(lambda: not is_kept(tile))
        listener = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = %s AND datname = current_database()"
        )
        assert wait(lambda: not Change.objects.exists())
        assert stranger.execute(listener, ["tile keeper"]).fetchall() == [(True,)]
        keep(tile)
        stranger.execute("UPDATE twin_building SET height = 8")
        assert wait(lambda: not is_kept(tile))
    finally:
        over.set()
        thread.join(20)
    assert not thread.is_alive()


def test_one_of_many_tidies(tile: Tile, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.TWIN_TILE_CACHE = 1
    keeper.tidy()
    assert not is_kept(tile)
    asked: list[int] = []
    monkeypatch.setattr(dropping, "make_room", lambda: (keeper.tidy(), asked.append(1)))
    keeper.tidy()
    assert asked == [1], "Who is at it is not disturbed."
