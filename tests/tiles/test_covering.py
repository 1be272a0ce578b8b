"""The tiles that are named are those that hold something: none is missing, and empty land is not visited."""

import math
from collections.abc import Iterator

import pytest
from django.contrib.gis.geos import LineString

from spatial.tile_matrix import WEB_MERCATOR, Tile
from tests.factories import make_version
from tiles.asking import Asked
from tiles.covering import count_rows
from tiles.making import make
from twin.access import NOBODY, Viewer
from twin.filter.boxes import project
from twin.layer import EVERYONE, layers
from twin.models import Openness, Road
from twin.overview import renew

pytestmark = pytest.mark.django_db
ROADS = Asked(NOBODY, (layers["roads"],))


def draw_line(code: str, *corners: tuple[float, float], **values: object) -> None:
    """A road through corners in degrees."""
    make_version(Road, code, LineString(*corners, srid=4326), klass="motorway", **values)
    renew(Road, None)


def around(cells: Iterator[tuple[int, int]] | set[tuple[int, int]], zoom: int) -> set[tuple[int, int]]:
    """The cells and their neighbours."""
    last = 2**zoom - 1
    return {
        (min(max(x + east, 0), last), min(max(y + south, 0), last))
        for x, y in cells
        for east in (-1, 0, 1)
        for south in (-1, 0, 1)
    }


@pytest.mark.parametrize("zoom", [9, 11, 14, 16])
def test_every_tile_that_holds_something_is_named_and_those_far_from_a_line_are_not(zoom: int) -> None:
    draw_line("diagonal", (120.0, 30.0), (120.2, 30.15))
    draw_line("corner", (120.3, 30.1), (120.3, 30.11), (120.31, 30.11))
    named = set(count_rows(ROADS, WEB_MERCATOR, zoom))
    holding = {(x, y) for x, y in around(named, zoom) if make(ROADS, Tile(zoom, x, y)).content}
    assert holding and holding <= named
    assert len(named) <= 2 * len(holding) + 2


def test_what_lies_in_the_buffer_of_a_tile_names_it() -> None:
    edge = WEB_MERCATOR.left + WEB_MERCATOR.span / 2**14 * 13651
    inside = WEB_MERCATOR.span / 2**14 / 4096 * 40
    shape = LineString((edge + inside, 3_500_000), (edge + inside, 3_500_010), srid=3857)
    make_version(Road, "near", shape, klass="motorway")
    assert {x for x, _ in count_rows(ROADS, WEB_MERCATOR, 14)} == {13650, 13651}


def test_areas_choose_the_tiles_that_share_ground_with_them() -> None:
    draw_line("long", (120.0, 30.0), (121.0, 30.0))
    west, south = project(120.4, 29.9)
    east, north = project(120.6, 30.1)
    everywhere = set(count_rows(ROADS, WEB_MERCATOR, 12))
    chosen = set(count_rows(ROADS, WEB_MERCATOR, 12, [(west, south, east, north)]))
    side = 360 / 2**12
    wanted = range(math.floor(300.4 / side), math.floor(300.6 / side) + 1)
    assert chosen == {(x, y) for x, y in everywhere if x in wanted}
    [only] = {cell for cell in chosen if cell[0] == wanted[1]}
    bounds = Tile(12, *only).bounds()
    assert set(count_rows(ROADS, WEB_MERCATOR, 12, [bounds])) == {only}


def test_rows_are_counted_where_the_viewer_may_see_them() -> None:
    draw_line("open", (120.0, 30.0), (120.0001, 30.0001))
    draw_line("closed", (125.0, 30.0), (125.0001, 30.0001), openness=Openness.CLOSED)
    assert count_rows(ROADS, WEB_MERCATOR, 10).total() == 1
    assert count_rows(Asked(Viewer(EVERYONE), ROADS.layers), WEB_MERCATOR, 10).total() == 2


def test_outside_its_zooms_a_layer_names_no_tiles() -> None:
    draw_line("short", (120.0, 30.0), (120.1, 30.0))
    lowest = ROADS.layers[0].zooms[0]
    assert count_rows(ROADS, WEB_MERCATOR, lowest)
    assert not count_rows(ROADS, WEB_MERCATOR, lowest - 1)
