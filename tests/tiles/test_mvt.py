"""A tile holds what its viewer may see of the table, where it lies, and nothing else."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
import shapely
from shapely.geometry import shape

from spatial.text import Text
from tests.cities import city, write
from tiles.mvt import EXTENT, WORLD, NoSuchTileError, Tile, draw
from twin.access import NOBODY, Times, Viewer, columns
from twin.ingest import Order, load
from twin.layer import EVERYONE, Class, layers
from twin.models import Building, Openness

pytestmark = pytest.mark.usefixtures("twin")
BUILDINGS = layers["buildings"]


def tile_over(row: Building, z: int) -> Tile:
    """The tile in which a row's middle lies."""
    middle = row.tile.centroid
    side = WORLD / 2**z
    return Tile(z, math.floor((middle.x + WORLD / 2) / side), math.floor((WORLD / 2 - middle.y) / side))


def decode(content: bytes) -> list[dict[str, Any]]:
    """The features of the one layer of a tile, y growing downwards as in the file."""
    told = mapbox_vector_tile.decode(content, default_options={"y_coord_down": True})
    return list(told.get("buildings", {}).get("features", []))


@pytest.fixture
def built(tmp_path: Path) -> Building:
    """Two buildings; gives the first."""
    path = write(tmp_path / "two.city.json", city({"a": 9, "b": 12}, function="school"))
    load(path, Order())
    return Building.objects.get(code="a")


def test_a_tile_holds_the_declared_fields_of_the_row_under_the_things_id(built: Building) -> None:
    features = {one["id"]: one for one in decode(draw(NOBODY, BUILDINGS, tile_over(built, 17)))}
    told = features[built.thing_id]["properties"]
    assert told["height"] == 9.0
    assert told["function"] == "school"
    assert set(told) <= {field.name for field in columns(NOBODY, BUILDINGS) if field.in_tile}


def test_a_feature_lies_where_its_row_lies(built: Building) -> None:
    tile = tile_over(built, 18)
    [feature] = [one for one in decode(draw(NOBODY, BUILDINGS, tile)) if one["id"] == built.thing_id]
    side = WORLD / 2**18
    west, north = tile.x * side - WORLD / 2, WORLD / 2 - tile.y * side
    drawn = shapely.transform(
        shape(feature["geometry"]), lambda at: at * [side / EXTENT, -side / EXTENT] + [west, north]
    )
    table = shapely.from_wkb(bytes(built.tile.wkb))
    assert drawn.hausdorff_distance(table) < 2 * side / EXTENT
    assert shape(feature["geometry"]).is_valid


def test_a_closed_building_is_absent_from_the_publics_tile(built: Building) -> None:
    Building.objects.filter(code="a").update(openness=Openness.CLOSED)
    tile = tile_over(built, 17)
    assert {one["properties"]["height"] for one in decode(draw(NOBODY, BUILDINGS, tile))} == {12.0}
    assert len(decode(draw(Viewer(EVERYONE), BUILDINGS, tile))) == 2


def test_what_ended_is_drawn_only_as_of_then(built: Building) -> None:
    moment = built.recorded.lower
    tile = tile_over(built, 17)
    Building.objects.filter(code="a").update(recorded=(moment, moment.replace(year=moment.year + 1)))
    assert len(decode(draw(NOBODY, BUILDINGS, tile))) == 1
    assert len(decode(draw(NOBODY, BUILDINGS, tile, Times(recorded=moment)))) == 2


def test_a_class_is_drawn_from_its_own_zoom(built: Building) -> None:
    late = Class(values=("tower",), title=Text("塔", "Tower"), colour="#000000", zoom=17)
    layer = replace(BUILDINGS, paint=replace(BUILDINGS.paint, by="class", classes=(late,)))
    Building.objects.filter(code="a").update(klass="tower")
    assert [one["properties"].get("class") for one in decode(draw(NOBODY, layer, tile_over(built, 16)))] == [
        None
    ]
    assert len(decode(draw(NOBODY, layer, tile_over(built, 17)))) == 2
    unclassified = replace(layer.paint.rest, zoom=18)
    layer = replace(layer, paint=replace(layer.paint, rest=unclassified))
    told = decode(draw(NOBODY, layer, tile_over(built, 17)))
    assert [one["properties"].get("class") for one in told] == ["tower"]


def test_outside_its_zooms_and_away_from_its_rows_a_layer_gives_nothing(built: Building) -> None:
    assert draw(NOBODY, BUILDINGS, tile_over(built, BUILDINGS.zooms[0] - 1)) == b""
    assert draw(NOBODY, BUILDINGS, Tile(14, 0, 0)) == b""


def test_from_afar_areas_under_a_pixel_are_left_out(built: Building) -> None:
    assert len(decode(draw(NOBODY, BUILDINGS, tile_over(built, 14)))) == 2
    assert decode(draw(NOBODY, BUILDINGS, tile_over(built, 12))) == []


@pytest.mark.parametrize("place", [(23, 0, 0), (-1, 0, 0), (3, 8, 0), (3, 0, 8), (3, -1, 0), (10**9, 1, 1)])
def test_a_tile_outside_the_matrix_is_named_as_such(place: tuple[int, int, int]) -> None:
    with pytest.raises(NoSuchTileError):
        Tile(*place)
