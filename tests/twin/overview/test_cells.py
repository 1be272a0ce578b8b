"""A change touches the cells it lies in, and those that hold them at each coarser level."""

import random

import pytest

from spatial.tile_matrix import Tile
from twin.overview.cells import FIRST, MANY, SIDE, Range, everything, rise, separate, side_of, touched

RANDOM = random.Random(7)


def spread(count: int) -> list[Range]:
    """So many single cells, far apart."""
    places = RANDOM.sample(range(0, 2**16, 4), 2 * count)
    return [Range(x, y, x, y) for x, y in zip(places[:count], places[count:], strict=True)]


def holds(ranges: list[Range], one: Range) -> bool:
    """Whether one of the ranges holds all of this one."""
    return any(other.with_(one) == other for other in ranges)


def test_the_cells_of_a_tile_are_those_its_ground_touches() -> None:
    tile = Tile(13, 6700, 3300)
    west, south, east, north = tile.bounds()
    inside = (west + 1, south + 1, east - 1, north - 1)
    first = (tile.x * SIDE, tile.y * SIDE)
    assert touched([inside], 13) == [Range(*first, first[0] + SIDE - 1, first[1] + SIDE - 1)]


def test_the_ground_of_cells_is_what_touches_them() -> None:
    for one in spread(20):
        west, south, east, north = one.bounds(13)
        assert east - west == pytest.approx(side_of(13))
        assert touched([(west + 1, south + 1, east - 1, north - 1)], 13) == [one]


def test_ranges_with_a_cell_in_common_become_one() -> None:
    assert separate([Range(0, 0, 2, 2), Range(9, 9, 9, 9), Range(2, 2, 4, 3)]) == [
        Range(0, 0, 4, 3),
        Range(9, 9, 9, 9),
    ]


def test_many_places_are_told_by_few_ranges_that_hold_them_all() -> None:
    places = spread(10 * MANY)
    boxes = [tuple(side + 1 for side in one.bounds(13)[:2]) * 2 for one in places]
    found = touched(boxes, 13)  # type: ignore[arg-type]
    assert len(found) <= MANY
    assert all(holds(found, one) for one in touched([boxes[0]], 13))  # type: ignore[list-item]
    assert not any(one.joins(other) for one in found for other in found if one is not other)


def test_what_lies_beyond_the_world_touches_its_last_cells() -> None:
    last = (SIDE << 5) - 1
    assert touched([(3e7, -3e7, 4e7, -2.5e7)], 5) == [Range(last, last, last, last)]
    assert touched([(-3e7, -3e7, 3e7, 3e7)], 5) == [everything(5)]


def test_a_coarser_cell_holds_the_four_below_it() -> None:
    for one in spread(20):
        [above] = rise([one])
        assert holds([above.below()], one)
        assert above.below().above() == above


def test_ids_are_above_those_of_things_and_apart_by_level_and_column() -> None:
    start, end = everything(13).ids(13)
    assert Range(0, 0, 0, 0).ids(0)[0] >= FIRST
    assert end <= 2**53
    assert everything(12).ids(12)[1] <= start
    assert Range(5, 0, 5, 0).ids(13)[1] == Range(6, 0, 6, 0).ids(13)[0]
