"""A tile holds what its viewer may see of the table, where it lies, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

from spatial.mvt import EXTENT
from spatial.text import Text
from spatial.tile_matrix import WORLD, Tile
from tests.cities import city, write
from tests.drawn import decode, draw, tile_over
from twin.access import NOBODY, Times, Viewer, columns
from twin.ingest import Order, load
from twin.layer import EVERYONE, Class, layers
from twin.models import Building, Openness

pytestmark = pytest.mark.usefixtures("twin")
BUILDINGS = layers["buildings"]


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
    assert decode(draw(Viewer(EVERYONE), BUILDINGS, tile_over(built, 12))) == []


def test_from_afar_the_public_sees_what_buildings_amount_to(built: Building) -> None:
    [merged] = decode(draw(NOBODY, BUILDINGS, tile_over(built, 12)))
    assert merged["properties"] == {"count": 2}
    assert merged["id"] >= 2**52
