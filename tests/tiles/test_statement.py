"""One statement draws any layers in any grid: under their own names, where they lie, once for a zoom."""

import gzip
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from django.conf import settings
from django.db import connection
from shapely.geometry import shape

from spatial.crs import move
from spatial.tile_matrix import WEB_MERCATOR, Grid, Tile
from spatial.tile_matrix_sets import grids
from tests.cities import city, write
from tests.drawn import decode, tile_over
from tests.tables import HANGZHOU, HOSTILE_NAMES, make_table, put
from tiles import statement
from tiles.asking import Asked
from tiles.making import make
from twin.access import NOBODY, layer, srid
from twin.ingest import Order, load
from twin.layer import Layer, layers
from twin.models import Building

pytestmark = pytest.mark.usefixtures("twin")
BUILDINGS = layers["buildings"]
HOSTILE_VALUES = ("100 %", "%s %(w)s", 'it\'s "quoted" \\ \\x41', "a\nb\t\x01", "\u202eback\ufeff 𠀀 é")
REACH = 2.0


def draw(layers: tuple[Layer, ...], tile: Tile, **told: Any) -> dict[str, list[dict[str, Any]]]:
    """The features of a tile by layer, y downwards."""
    content = make(Asked(NOBODY, layers, **told), tile).content
    if not content:
        return {}
    read = mapbox_vector_tile.decode(gzip.decompress(content), default_options={"y_coord_down": True})
    return {id: list(one["features"]) for id, one in read.items()}


def tile_at(grid: Grid, x: float, y: float, z: int) -> Tile:
    """The tile over a place in the grid's own system."""
    span = grid.span / 2**z
    return Tile(z, int((x - grid.left) / span), int((grid.top - y) / span), grid)


def lay(drawn: dict[str, Any], tile: Tile) -> Any:
    """A feature in the units of its tile's grid."""
    west, _, _, north = tile.bounds()
    unit = tile.span / statement.EXTENT
    return shapely.transform(shape(drawn["geometry"]), lambda at: at * [unit, -unit] + [west, north])


def publish(name: str, geometry: Any, **columns: Any) -> Layer:
    """A published layer of one row, and of an empty one so far away that it is kept in degrees."""
    types = {str: "string", int: "integer", dict: "object"}
    described = {one: types[type(value)] for one, value in columns.items()}
    distant = shapely.box(1, 1, 2, 2) if geometry.geom_type == "Polygon" else shapely.Point(1, 1)
    rows = [("1", geometry, tuple(columns.values())), ("2", distant, (None,) * len(columns))]
    put(make_table(name, described, rows))
    assert srid(layer(NOBODY, name)) == 4326
    return layer(NOBODY, name)


def test_hostile_names_and_values_come_out_as_they_went_in() -> None:
    values = [HOSTILE_VALUES[at % len(HOSTILE_VALUES)] for at in range(len(HOSTILE_NAMES))]
    odd = {"@id": "way/7", "@geometry": "g", "@others": "o", "feature": "f", "建" * 22: "long", "tile": "t"}
    columns = dict(zip(HOSTILE_NAMES, values, strict=True)) | odd
    hostile = publish("hostile", HANGZHOU, **columns)
    tile = tile_at(WEB_MERCATOR, *move(np.array([[HANGZHOU.x, HANGZHOU.y]]), 4326, 3857)[0], 14)
    [feature] = draw((hostile,), tile)["hostile"]
    assert feature["properties"] == columns
    for name, value in columns.items():
        assert draw((hostile,), tile, conditions=((name, value),))["hostile"] == [feature]
        assert draw((hostile,), tile, conditions=((name, value + "x"),)).get("hostile", []) == []


def test_names_too_many_and_too_long_for_sql_are_told_all_the_same() -> None:
    columns = {f"{'长' * 25}{at}": at for at in range(120)}
    long = publish("long", HANGZHOU, **columns)
    tile = tile_at(WEB_MERCATOR, *move(np.array([[HANGZHOU.x, HANGZHOU.y]]), 4326, 3857)[0], 14)
    [feature] = draw((long,), tile)["long"]
    assert feature["properties"] == columns


def test_an_object_is_told_as_its_text_and_what_is_not_known_not_at_all() -> None:
    made = publish("made", HANGZHOU, plan={"a": [1, "%s"]}, **{"x" * 70: {"b": None}})
    tile = tile_at(WEB_MERCATOR, *move(np.array([[HANGZHOU.x, HANGZHOU.y]]), 4326, 3857)[0], 14)
    [feature] = draw((made,), tile)["made"]
    assert feature["properties"] == {"plan": '{"a": [1, "%s"]}', "x" * 70: '{"b": null}'}


def test_every_grid_draws_a_building_where_it_lies(tmp_path: Path) -> None:
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    built = Building.objects.get()
    flat = shapely.from_wkb(bytes(built.footprint.wkb))
    away = publish("away", shapely.box(120.2, 30.2, 120.2003, 30.2002), n=1)
    for grid in grids(settings.TWIN_CRS).values():
        for one, footprint, kept_in in (
            (BUILDINGS, flat, settings.TWIN_CRS),
            (away, shapely.box(120.2, 30.2, 120.2003, 30.2002), 4326),
        ):
            to = grid.srid if grid.srid != 4490 or kept_in != 4326 else kept_in
            place = shapely.transform(footprint, lambda at: move(at, kept_in, to))  # noqa: B023
            tile = tile_at(grid, place.centroid.x, place.centroid.y, 17 - grid.shift)
            [feature] = draw((one,), tile)[one.id]
            drawn = lay(feature, tile)
            assert drawn.hausdorff_distance(place) < REACH * tile.span / statement.EXTENT, (grid.id, one.id)
            assert drawn.is_valid


def test_near_the_poles_and_the_antimeridian_degrees_show_what_mercator_cannot() -> None:
    world = grids(settings.TWIN_CRS)["WorldCRS84Quad"]
    for name, box in {
        "polar": (100.0, 88.0, 140.0, 89.5),
        "southern": (-60.0, -90.0, -20.0, -86.0),
        "eastern": (179.0, 10.0, 180.0, 11.0),
        "western": (-180.0, 10.0, -179.0, 11.0),
    }.items():
        one = publish(name, shapely.box(*box), n=1)
        for z in (1, 3, 15):
            tile = tile_at(world, min(box[0] + 0.001, 179.9999), max(box[1] + 0.001, -89.9999), z)
            [feature] = [feature for feature in draw((one,), tile)[name] if feature["properties"]]
            shown = shapely.box(*tile.bounds(statement.BUFFER / statement.EXTENT)).intersection(
                shapely.box(*box)
            )
            assert lay(feature, tile).hausdorff_distance(shown) < REACH * tile.span / statement.EXTENT


def test_a_layer_of_the_whole_world_is_drawn_in_the_citys_own_grid() -> None:
    world = publish("world", shapely.box(-180, -90, 180, 90), n=1)
    far = publish("far", shapely.box(-75, -40, -70, -35), n=1)
    for grid in grids(settings.TWIN_CRS).values():
        x, y = move(np.array([[HANGZHOU.x, HANGZHOU.y]]), 4326, grid.srid)[0]
        for zoom in (0, 10):
            tile = tile_at(grid, x, y, zoom)
            drawn = draw((world, far), tile)
            assert len(drawn.get("world", [])) >= 1, (grid.id, zoom)
            assert lay(drawn["world"][0], tile).area > 0.2 * tile.span**2, (grid.id, zoom)


def test_layers_drawn_together_are_those_drawn_alone(tmp_path: Path) -> None:
    load(write(tmp_path / "two.city.json", city({"a": 9, "b": 12})), Order())
    tile = tile_over(Building.objects.all()[0], 16)
    alone = gzip.decompress(make(Asked(NOBODY, (BUILDINGS,)), tile).content)
    together = make(Asked(NOBODY, (layers["roads"], BUILDINGS, layers["places"])), tile)
    assert gzip.decompress(together.content) == alone
    assert (together.kept, together.left_out) == (2, 0)


def test_a_statement_is_compiled_once_for_a_zoom_and_a_question() -> None:
    statement.compile.cache_clear()
    for x in range(5):
        statement.write(Asked(NOBODY, (BUILDINGS,)), Tile(15, x, 0))
    assert statement.compile.cache_info().misses == 1
    for told in ({"fields": frozenset({"height"})}, {"conditions": (("height", 3),)}):
        statement.write(Asked(NOBODY, (BUILDINGS,), **told), Tile(15, 0, 0))
    statement.write(Asked(NOBODY, (BUILDINGS,)), Tile(16, 0, 0))
    statement.write(Asked(NOBODY, (BUILDINGS,)), Tile(15, 0, 0), limited=True)
    assert statement.compile.cache_info().misses == 5


def test_a_limited_statement_draws_the_most_important(tmp_path: Path) -> None:
    load(write(tmp_path / "three.city.json", city({"a": 9, "b": 12, "c": 15})), Order())
    small, *_ = built = list(Building.objects.order_by("id"))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE twin_building SET tile = ST_Scale(tile, 1.0001, 1.0001) WHERE id <> %s", [small.id]
        )
        tile = tile_over(built[1], 14)
        asked = Asked(NOBODY, (BUILDINGS,))
        limited = statement.write(asked, tile, limited=True)
        cursor.execute(limited, {**statement.place(tile), "n0": 2})
        [(_, _, content, rows)] = cursor.fetchall()
    assert rows == 2
    assert len(decode(bytes(content))) == 2
