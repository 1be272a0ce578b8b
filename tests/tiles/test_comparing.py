"""Who compares tiles with rows sees each way in which they can differ."""

from collections.abc import Callable

import mapbox_vector_tile
import numpy as np
import pytest
import shapely

from tests.expected_tiles import HALF, Square
from tests.tiles.comparing import Rows, Shown, count_invalid, decode, differences

SQUARE = Square(14, 13660, 6745)
UNIT = SQUARE.side / 4096
WEST, NORTH = SQUARE.x * SQUARE.side - HALF, HALF - SQUARE.y * SQUARE.side
HOUSE = shapely.box(100, 100, 140, 140).difference(shapely.box(110, 110, 120, 120))
ROAD = shapely.LineString([(-100, 300), (2000, 900), (4300, 950)])
TREE = shapely.Point(10, 4100)
WORDS = {"name": "Haus", "height": 9.0, "storeys": 3}


def on_the_map(one: shapely.Geometry) -> shapely.Geometry:
    """A shape of the tile in EPSG:3857."""
    return shapely.transform(one, lambda at: at * np.array([UNIT, -UNIT]) + np.array([WEST, NORTH]))


ROWS = Rows({id: Shown(WORDS, on_the_map(one)) for id, one in enumerate((HOUSE, ROAD, TREE), 1)})
REACH = shapely.box(-64, -64, 4160, 4160)
Change = Callable[[dict[int, Shown]], object]
CHANGES: dict[str, Change] = {
    "is missing": lambda tile: tile.pop(1),
    "is not in the table there": lambda tile: tile.update({9: tile[2]}),
    "lies off": lambda tile: tile.update({1: Shown(WORDS, shapely.affinity.translate(HOUSE, 3, 0))}),
    "2 lies off": lambda tile: tile.update({2: Shown(WORDS, shapely.LineString([(-64, 310), (2000, 900)]))}),
    "3 lies off": lambda tile: tile.update({3: Shown(WORDS, shapely.Point(13, 4100))}),
    "1 lies off": lambda tile: tile.update({1: Shown(WORDS, shapely.box(100, 100, 140, 140))}),
    "is told as": lambda tile: tile.update({2: Shown({**WORDS, "height": 9}, tile[2].shape)}),
    "3 is told as": lambda tile: tile.update({3: Shown({**WORDS, "storeys": True}, TREE)}),
}


def drawn() -> dict[int, Shown]:
    """The tile as it should be."""
    shapes = {1: HOUSE, 2: ROAD.intersection(REACH), 3: TREE}
    return {id: Shown(WORDS, one) for id, one in shapes.items()}


def test_a_tile_as_it_should_be_differs_in_nothing() -> None:
    assert differences(drawn(), ROWS, SQUARE) == []


@pytest.mark.parametrize("told", CHANGES)
def test_what_differs_is_told(told: str) -> None:
    tile = drawn()
    CHANGES[told](tile)
    [said] = differences(tile, ROWS, SQUARE)
    assert told in said


def test_no_more_may_be_missing_than_the_tile_says() -> None:
    tile = drawn()
    del tile[1], tile[2]
    assert differences(tile, ROWS, SQUARE, left_out=2) == []
    assert len(differences(tile, ROWS, SQUARE, left_out=1)) == 2


def test_a_tile_is_decoded_as_it_was_encoded() -> None:
    features = [{"id": 7, "geometry": HOUSE.wkt, "properties": WORDS}]
    content = mapbox_vector_tile.encode(
        {"name": "buildings", "features": features}, default_options={"y_coord_down": True}
    )
    [(id, shown)] = decode(content, "buildings").items()
    assert (id, shown.words) == (7, WORDS)
    assert shown.shape.equals(HOUSE)
    assert decode(b"", "buildings") == {}
    assert count_invalid([HOUSE, shapely.from_wkt("POLYGON((0 0, 9 9, 9 0, 0 9, 0 0))")]) == 1
