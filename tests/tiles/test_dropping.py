"""Of what is kept goes what shows a change, at each zoom and in each set of layers, and no more."""

import random
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from spatial.mvt import EXTENT
from spatial.tile_matrix import WORLD, Bounds, Tile
from tests.tables import HANGZHOU, make_table, put
from tiles import cache, dropping
from tiles.making import Made
from tiles.margins import BUFFER, ROUNDED
from twin import marks
from twin.marks import Place
from twin.models import Published

pytestmark = [pytest.mark.usefixtures("tile_cache"), pytest.mark.django_db]
EDGE = WORLD / 2
HOUSE: Bounds = (13376000.0, 3536000.0, 13376020.0, 3536015.0)


def keep(layers: str, tiles: Iterable[Tile], content: bytes = b"x", left_out: int = 0) -> None:
    """Have tiles of these layers kept."""
    (cache.root() / cache.LOCKS).mkdir(parents=True, exist_ok=True)
    for tile in tiles:
        assert cache.put(layers, tile, Made(content, 1, left_out, "", 0))


def kept(layers: str = "buildings") -> set[tuple[int, int, int]]:
    """The tiles of these layers that are kept."""
    files = (cache.root() / layers).glob("*/*/*.mvt.*")
    return {(int(f.parts[-3]), int(f.parts[-2]), int(f.name.partition(".")[0])) for f in files}


def every(zooms: Iterable[int]) -> list[Tile]:
    """All tiles of the world."""
    return [Tile(z, x, y) for z in zooms for x in range(2**z) for y in range(2**z)]


def shows(tile: Tile, box: Bounds, more: float = 0.0) -> bool:
    """Whether a tile shows a box that is wider by so many metres."""
    west, south, east, north = tile.bounds(BUFFER / EXTENT)
    return (
        west <= box[2] + more and box[0] - more <= east and south <= box[3] + more and box[1] - more <= north
    )


def over(box: Bounds, z: int) -> Tile:
    """The tile over a box's south-west."""
    side = WORLD / 2**z
    return Tile(z, int((box[0] + EDGE) / side), int((EDGE - box[1]) / side))


def some_boxes(number: int) -> list[Bounds]:
    """Boxes of all sizes anywhere, some over the edges of the world, some of no size."""
    draw = random.Random(7)
    boxes = []
    for _ in range(number):
        x, y = (draw.uniform(-1.05, 1.05) * EDGE for _ in range(2))
        width, height = (draw.choice([0.0, 10.0 ** draw.uniform(0, 7)]) for _ in range(2))
        boxes.append((x, y, x + width, y + height))
    side = WORLD / 2**6
    corners = [(a * side, b * side, a * side, b * side) for a, b in ((0, 0), (3, -5), (-32, 32), (32, -32))]
    return [*boxes, *corners, (-EDGE, -EDGE, EDGE, EDGE)]


def test_the_tiles_covered_are_those_that_show_the_box() -> None:
    tiles = every(range(7))
    for box in some_boxes(60):
        covers = [dropping.cover(z, box) for z in range(7)]
        for tile in tiles:
            columns, rows = covers[tile.z]
            covered = tile.x in columns and tile.y in rows
            assert covered or not shows(tile, box), (box, tile)
            assert not covered or shows(tile, box, 2 * ROUNDED), (box, tile)


def test_what_the_database_finds_for_a_tile_goes_with_it_at_the_deepest_zooms() -> None:
    draw = random.Random(3)
    asked = []
    for z in (14, 17, 20, 22):
        for _ in range(60):
            tile = Tile(z, draw.randrange(2**z - 8) + 4, draw.randrange(2**z - 8) + 4)
            west, south, east, north = tile.bounds(BUFFER / EXTENT)
            x = draw.choice([west, east]) + draw.uniform(-3, 3)
            y = draw.choice([south, north]) + draw.uniform(-3, 3)
            box = (x, y, x + draw.uniform(0, 2), y + draw.uniform(0, 2))
            asked += [(box, Tile(z, tile.x + a, tile.y + b)) for a in (-1, 0, 1) for b in (-1, 0, 1)]
    sides = [[*box, *tile.bounds(BUFFER / EXTENT)] for box, tile in asked]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ST_MakeEnvelope(a, b, c, d, 3857) && ST_MakeEnvelope(e, f, g, h, 3857) FROM unnest("
            + ", ".join(["%s::float8[]"] * 8)
            + ") AS told (a, b, c, d, e, f, g, h)",
            [list(side) for side in zip(*sides, strict=True)],
        )
        found = [row[0] for row in cursor.fetchall()]
    assert 100 < sum(found) < len(found)
    for (box, tile), is_found in zip(asked, found, strict=True):
        columns, rows = dropping.cover(tile.z, box)
        assert not is_found or (tile.x in columns and tile.y in rows), (box, tile)


def test_a_change_drops_what_shows_it_in_every_set_and_no_neighbour() -> None:
    tiles = [*every(range(4)), *(over(HOUSE, z) for z in range(4, 23)), Tile(18, 0, 0)]
    for layers in ("buildings", "roads,buildings", "roads"):
        keep(layers, tiles)
    dropping.drop([Place("twin_building", HOUSE)])
    stays = {(tile.z, tile.x, tile.y) for tile in tiles if not shows(tile, HOUSE)}
    assert kept("buildings") == kept("roads,buildings") == stays
    assert len(kept("roads")) == len(set(tiles))


def test_a_wide_change_drops_what_is_there_without_looking_for_what_is_not() -> None:
    tiles = [over(HOUSE, 20), over(HOUSE, 14), Tile(20, 0, 0)]
    keep("buildings", tiles)
    keep("buildings", [over(HOUSE, 21)], left_out=4)
    dropping.drop([Place("twin_building", (HOUSE[0] - 9e4, HOUSE[1] - 9e4, HOUSE[2] + 9e4, HOUSE[3] + 9e4))])
    assert kept() == {(20, 0, 0)}


def test_a_change_of_some_zooms_leaves_the_others() -> None:
    keep("buildings", [over(HOUSE, z) for z in range(16)])
    dropping.drop([Place("twin_building", HOUSE, range(0, 6)), Place("twin_building", HOUSE, range(9, 10))])
    assert {z for z, _, _ in kept()} == {6, 7, 8, *range(10, 16)}


def test_a_table_changed_everywhere_and_everything_drop_all() -> None:
    for layers in ("buildings", "roads"):
        keep(layers, every([2]))
    dropping.drop([Place("twin_road", HOUSE), Place("twin_building", None)])
    assert kept("buildings") == set()
    assert len(kept("roads")) == 15
    dropping.drop([marks.EVERYTHING])
    assert kept("roads") == set()
    assert dropping.folders() == []


@pytest.mark.usefixtures("twin")
def test_tiles_of_a_layer_that_is_gone_go_at_the_next_change() -> None:
    put(make_table("trees", {"n": "integer"}, [("1", HANGZHOU, (1,))]))
    for layers in ("trees", "buildings,trees", "buildings"):
        keep(layers, every([1]))
    dropping.drop([Place("twin_road", HOUSE)])
    assert len(kept("trees")) == 4
    Published.objects.update(removed="2026-01-01T00:00:00Z")
    dropping.drop([Place("twin_road", HOUSE)])
    assert kept("trees") == kept("buildings,trees") == set()
    assert len(kept("buildings")) == 4


def test_nothing_kept_is_nothing_to_drop(tile_cache: Path) -> None:
    dropping.drop([Place("twin_building", HOUSE)])
    assert not tile_cache.exists()


def test_many_may_drop_at_once() -> None:
    faults: list[BaseException] = []
    wide = (HOUSE[0] - 9e5, HOUSE[1] - 9e5, HOUSE[2] + 9e5, HOUSE[3] + 9e5)

    def drop(places: list[Place]) -> None:
        try:
            for folder in dropping.folders():
                dropping.drop_from(folder, places)
        except BaseException as fault:
            faults.append(fault)

    for _ in range(8):
        keep("buildings", [Tile(10, x, y) for x in range(820, 860) for y in range(415, 425)])
        threads = [
            threading.Thread(target=drop, args=([Place("twin_building", box)],)) for box in (wide, None, wide)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert kept() == set()
    assert faults == []


def test_the_oldest_make_room_first(settings: Any) -> None:
    keep("buildings", [Tile(9, 1, 1), Tile(9, 1, 2), Tile(9, 1, 3)], b"x" * 100)
    keep("roads", [Tile(9, 1, 4)], b"x" * 100, left_out=1)
    assert dropping.make_room() == 0
    settings.TWIN_TILE_CACHE = 300
    assert dropping.make_room() == 200
    assert kept() == {(9, 1, 3)}
    assert kept("roads") == {(9, 1, 4)}


def test_what_other_code_or_another_start_of_the_database_kept_is_removed(
    tile_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropping.settle()
    keep("buildings", every([1]))
    dropping.settle()
    assert len(kept()) == 4
    for change in ("digest_code", "name_server"):
        monkeypatch.setattr(dropping, change, lambda change=change: f"another {change}")
        dropping.settle()
        assert kept() == set()
        keep("buildings", every([1]))
        dropping.settle()
        assert len(kept()) == 4


def test_what_the_killed_have_left_is_removed_at_the_next_start(tile_cache: Path) -> None:
    dropping.settle()
    gone = tile_cache / f"{dropping.GONE}7" / "3" / "1"
    gone.mkdir(parents=True)
    (gone / "1.mvt.gz").write_bytes(b"x")
    (tile_cache / cache.FRESH).mkdir()
    (tile_cache / cache.FRESH / "17").write_bytes(b"x")
    dropping.settle()
    assert {path.name for path in tile_cache.iterdir()} <= {cache.LOCKS, cache.CLOCK, dropping.STAMP}


def test_the_database_is_named_by_its_start() -> None:
    assert dropping.name_server() == dropping.name_server()
    assert dropping.digest_code() == dropping.digest_code()
