"""A tile that is put together from sheets is the one that the rows themselves give."""

import gzip
import random
from datetime import UTC, datetime
from typing import Any

import pytest
import shapely
from django.utils import timezone

from spatial.tile_matrix import Tile
from tests.drawn import decode, draw, tile_at
from tests.tables import HANGZHOU, HOSTILE_NAMES, make_table, put
from tests.whole import draw_whole, publish
from tiles.asking import Asked
from tiles.making import make
from tiles.sheets import PIECES, find_sheets
from tiles.statement import write
from twin import access, changes
from twin.access import NOBODY, Times, Viewer
from twin.layer import EVERYONE, Layer
from twin.models import Recorded

pytestmark = pytest.mark.usefixtures("twin")
ZOOMS = range(11, 15)
TYPES = {
    "text": "string",
    "whole": "integer",
    "part": "number",
    "yes": "boolean",
    "day": "date",
    "hour": "time",
    "moment": "datetime",
    "thing": "object",
}
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
VALUES = ("字", 2**40, 0.1, False, MOMENT.date(), MOMENT.time(), MOMENT, {"a": [1]})


def told(content: bytes, layer: str) -> dict[int, Any]:
    """The features of a tile by their ids: properties, and geometry in an order of its own."""
    return {
        one["id"]: (one["properties"], shapely.normalize(shapely.geometry.shape(one["geometry"])).wkt)
        for one in decode(content, layer)
    }


def by_rows(layer: Layer, tile: Tile) -> bytes:
    """The tile as the rows of this moment give it."""
    return draw(NOBODY, layer, tile, Times(recorded=timezone.now()))


def tiles_of(kind: type[Recorded], zoom: int) -> set[Tile]:
    """Tiles over some rows of a table."""
    dice = random.Random(zoom)
    middles = [row.tile.centroid for row in kind._default_manager.all()]  # type: ignore[attr-defined]
    return {tile_at(one.x, one.y, zoom) for one in dice.sample(middles, min(6, len(middles)))}


@pytest.mark.parametrize("geometry", ["polygon", "line", "point"])
def test_the_same_features_are_drawn_as_of_the_rows(geometry: str) -> None:
    kind, layer = publish(geometry)
    for zoom in ZOOMS:
        for tile in tiles_of(kind, zoom):
            drawn, expected = (
                told(one, layer.id) for one in (draw(NOBODY, layer, tile), by_rows(layer, tile))
            )
            assert drawn == expected
            assert drawn


def test_columns_of_every_type_and_name_are_told_alike() -> None:
    columns = {**TYPES, **dict.fromkeys(HOSTILE_NAMES, "string")}
    filled = (*VALUES, *(f"{name}值" for name in HOSTILE_NAMES))
    rows = [
        ("full", HANGZHOU, filled),
        ("empty", shapely.Point(HANGZHOU.x + 1e-4, HANGZHOU.y), (None,) * len(columns)),
    ]
    put(make_table("every", columns, rows))
    kind, layer = draw_whole("every")
    assert set(access.sheet_keys(layer)) == set(columns)
    [tile] = tiles_of(kind, 12)
    drawn = told(draw(NOBODY, layer, tile), layer.id)
    assert drawn == told(by_rows(layer, tile), layer.id)
    assert sorted(len(properties) for properties, _ in drawn.values()) == [0, len(columns)]


def test_sheets_answer_the_publics_question_of_what_is_now_alone() -> None:
    _, layer = publish("polygon", 5)
    plain = Asked(NOBODY, (layer,))
    assert all(find_sheets(plain, layer, zoom) for zoom in ZOOMS)
    assert not find_sheets(plain, layer, 10)
    assert not find_sheets(plain, layer, 15)
    assert not find_sheets(Asked(Viewer(EVERYONE), (layer,)), layer, 13)
    assert not find_sheets(Asked(NOBODY, (layer,), Times(recorded=timezone.now())), layer, 13)
    assert not find_sheets(Asked(NOBODY, (layer,), fields=frozenset({"use"})), layer, 13)
    assert f"{PIECES}::bigint" in write(plain, Tile(13, 0, 0))


def test_a_change_shows_in_the_next_tile_at_every_zoom() -> None:
    kind, layer = publish("polygon", 60)
    row: Any = kind._default_manager.first()
    middle = row.tile.centroid
    around = [tile_at(middle.x, middle.y, zoom) for zoom in ZOOMS]
    assert all(row.thing_id in told(draw(NOBODY, layer, tile), layer.id) for tile in around)
    with changes.writing() as changed:
        changed.add(kind)
        kind._default_manager.filter(pk=row.pk).update(c3=77)
    for tile in around:
        assert told(draw(NOBODY, layer, tile), layer.id)[row.thing_id][0]["floors"] == 77
    with changes.writing() as changed:
        changed.add(kind)
        kind._default_manager.filter(pk=row.pk).delete()
    for tile in around:
        assert told(draw(NOBODY, layer, tile), layer.id) == told(by_rows(layer, tile), layer.id)


def test_what_plain_sql_changes_is_followed() -> None:
    kind, layer = publish("polygon", 60)
    row: Any = kind._default_manager.first()
    middle = row.tile.centroid
    tile = tile_at(middle.x, middle.y, 12)
    kind._default_manager.filter(pk=row.pk).update(c2="barn")
    assert changes.catch_up()
    assert told(draw(NOBODY, layer, tile), layer.id)[row.thing_id][0]["use"] == "barn"


def test_with_another_layer_beside_it_each_is_whole() -> None:
    kind, layer = publish("polygon", 60)
    _, trees = publish("point", 60, "trees")
    tile = next(iter(tiles_of(kind, 12)))
    content = draw_both(layer, trees, tile)
    assert told(content, layer.id) == told(draw(NOBODY, layer, tile), layer.id)
    assert told(content, trees.id) == told(draw(NOBODY, trees, tile), trees.id)


def draw_both(one: Layer, other: Layer, tile: Tile) -> bytes:
    """A tile of two layers."""
    return gzip.decompress(make(Asked(NOBODY, (one, other)), tile).content)


def test_where_nothing_lies_the_tile_is_empty() -> None:
    _, layer = publish("polygon", 5)
    assert draw(NOBODY, layer, Tile(12, 5, 5)) == b""
    assert access.sheet_keys(layer) == ["name", "use", "floors", "height", "old"]
