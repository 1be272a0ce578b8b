"""Tiles are kept whole under tags nginx would give, by one maker each, and never half."""

import multiprocessing
import threading
import time
from pathlib import Path

import pytest
from isal import igzip

from spatial.tile_matrix import Tile
from tiles import cache
from tiles.making import Made
from twin.doorway.problems import BusyError

pytestmark = pytest.mark.usefixtures("tile_cache")
TILE = Tile(14, 13657, 6744)
CONTENT = igzip.compress(b"a tile", 1, mtime=0)
FORK = multiprocessing.get_context("fork")


def made(content: bytes = CONTENT, kept: int = 3, left_out: int = 0) -> Made:
    """A tile as if it had just been made."""
    return Made(content, kept, left_out, "1:1:", 0)


@pytest.fixture(autouse=True)
def folder(tile_cache: Path) -> Path:
    """The folder of all that is kept, begun."""
    tile_cache.mkdir()
    return tile_cache


def leftovers(folder: Path) -> list[Path]:
    """Files that are neither tiles nor the cache's own."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != cache.CLOCK]
    return [path for path in files if not path.name.endswith((cache.WHOLE, cache.CUT))]


def take_moments(number: int) -> list[int]:
    """As many moments, one after the other."""
    return [cache.tick() for _ in range(number)]


def test_what_was_put_is_found_under_the_tag_nginx_gives_its_file(folder: Path) -> None:
    assert cache.find("buildings", TILE) is None
    put = cache.put("buildings", TILE, made())
    file = folder / "buildings/14/13657/6744.mvt.gz"
    assert file.read_bytes() == CONTENT
    state = file.stat()
    found = cache.find("buildings", TILE)
    assert put and found
    assert (found.content, found.tag) == (put.content, put.tag) == (CONTENT, put.tag)
    assert put.tag == f'"{int(state.st_mtime):x}-{state.st_size:x}"'
    assert state.st_mtime == int(state.st_mtime)
    assert leftovers(folder) == []


def test_a_cut_tile_tells_what_was_left_out_and_is_no_file_nginx_serves(folder: Path) -> None:
    content = CONTENT + b"\n1 2\n"
    put = cache.put("buildings", TILE, made(content, 70, 30))
    assert put is not None
    assert (put.content, put.kept, put.left_out) == (content, 70, 30)
    assert cache.find("buildings", TILE) == put
    assert [path.name for path in folder.rglob("*.mvt.*")] == ["6744.mvt.cut"]


def test_the_same_tile_put_again_has_another_tag() -> None:
    tags = {put.tag for _ in range(5) if (put := cache.put("buildings", TILE, made()))}
    assert len(tags) == 5


def test_no_two_processes_are_given_the_same_second() -> None:
    with FORK.Pool(4) as pool:
        parts = pool.map(take_moments, [50] * 8)
    assert all(part == sorted(part) for part in parts)
    moments = [moment for part in parts for moment in part]
    assert len(set(moments)) == len(moments) == 400
    assert cache.tick() > max(moments) >= int(time.time()) + 300


def test_a_clock_nobody_could_finish_to_write_is_begun_by_the_real_one(folder: Path) -> None:
    (folder / cache.CLOCK).touch()
    assert cache.tick() == pytest.approx(time.time(), abs=2)


def test_a_folder_taken_away_while_a_tile_is_put_keeps_nothing_and_harms_nobody(folder: Path) -> None:
    over = threading.Event()

    def remove() -> None:
        while not over.is_set():
            for number in range(50):
                target = folder / f".gone-{time.monotonic_ns()}-{number}"
                if (folder / "buildings").exists():
                    (folder / "buildings").rename(target)

    thread = threading.Thread(target=remove)
    thread.start()
    try:
        outcomes = [cache.put("buildings", Tile(14, x, 0), made()) for x in range(500)]
    finally:
        over.set()
        thread.join()
    assert any(outcomes)
    assert leftovers(folder) == []


def test_a_tile_that_cannot_be_written_is_not_kept(folder: Path) -> None:
    (folder / "buildings").write_text("a file in the way")
    assert cache.put("buildings", TILE, made()) is None
    assert cache.find("buildings", TILE) is None
    assert list((folder / cache.FRESH).iterdir()) == []


def test_only_so_many_sets_of_layers_are_kept_but_each_layer_alone_always(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cache, "MOST_SETS", 2)
    assert cache.put("a,b", TILE, made())
    assert cache.put("b,a", TILE, made())
    assert cache.put("a,b,c", TILE, made()) is None
    assert cache.put("a,b", Tile(3, 1, 1), made()), "This set is kept already."
    assert cache.put("c", TILE, made())


def test_a_set_too_long_for_a_folder_is_not_kept() -> None:
    long = ",".join(["建筑" * 10] * 5)
    assert cache.find(long, TILE) is None
    assert cache.put(long, TILE, made()) is None


def hold(
    name: str, held: "multiprocessing.synchronize.Event", over: "multiprocessing.synchronize.Event"
) -> None:
    """Make a tile for as long as wanted."""
    with cache.alone(name, TILE):
        held.set()
        over.wait(20)


def test_one_process_makes_a_tile_and_who_waits_too_long_is_told_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cache, "PATIENCE", 0.1)
    held, over = FORK.Event(), FORK.Event()
    maker = FORK.Process(target=hold, args=("buildings", held, over))
    maker.start()
    try:
        assert held.wait(20)
        with pytest.raises(BusyError), cache.alone("buildings", TILE):
            raise AssertionError
        with cache.alone("buildings", Tile(14, 1, 1)):
            pass
    finally:
        over.set()
        maker.join()
    with cache.alone("buildings", TILE):
        pass


def test_a_maker_that_was_killed_hinders_nobody() -> None:
    held, over = FORK.Event(), FORK.Event()
    maker = FORK.Process(target=hold, args=("buildings", held, over))
    maker.start()
    assert held.wait(20)
    maker.kill()
    maker.join()
    with cache.alone("buildings", TILE):
        pass


def test_two_threads_of_a_process_make_a_tile_one_after_the_other() -> None:
    inside, most = [], []

    def make() -> None:
        with cache.alone("buildings", TILE):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.01)
            inside.pop()

    threads = [threading.Thread(target=make) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 5
