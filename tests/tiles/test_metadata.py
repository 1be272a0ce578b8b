"""A tileset tells its layers, fields, limits and place as the viewer may know them."""

from dataclasses import replace

import pytest

from spatial.tile_matrix import WEB_MERCATOR, Grid, Tile
from spatial.tile_matrix_sets import WORLD_CRS84, grids
from tests.factories import LATITUDE, LONGITUDE, fill_layer
from tiles.metadata import Origin, describe, matrices, outline
from twin.access import NOBODY
from twin.layer import Layer, Sensitivity, layers

pytestmark = pytest.mark.django_db
SETS = list(grids(4549).values())


def origin_of(*some: Layer) -> Origin:
    """Those layers as an origin."""
    return Origin(path="", title="the city", about="all of it", layers=some)


@pytest.mark.parametrize("grid", SETS, ids=lambda grid: grid.id)
def test_the_limits_hold_the_tile_of_a_feature(grid: Grid) -> None:
    fill_layer(layers["places"], [0])
    told = describe(NOBODY, origin_of(layers["places"]), grid, "", "en")
    assert told["boundingBox"]["lowerLeft"] == pytest.approx([LONGITUDE, LATITUDE], abs=1e-5)
    drawn = matrices(layers["places"], grid)
    assert [one["tileMatrix"] for one in told["tileMatrixSetLimits"]] == [str(z) for z in drawn]
    for one in told["tileMatrixSetLimits"]:
        assert one["minTileRow"] == one["maxTileRow"] and one["minTileCol"] == one["maxTileCol"]
    deepest = told["tileMatrixSetLimits"][-1]
    tile = Tile(int(deepest["tileMatrix"]), deepest["minTileCol"], deepest["minTileRow"], grid)
    if grid.srid in (4326, 4490):
        west, south, east, north = tile.bounds()
        assert west <= LONGITUDE <= east and south <= LATITUDE <= north
    assert int(told["centerPoint"]["tileMatrix"]) in drawn


def test_an_empty_layer_has_a_tileset_without_a_place() -> None:
    told = describe(NOBODY, origin_of(layers["places"]), WEB_MERCATOR, "", "en")
    assert not {"boundingBox", "centerPoint", "tileMatrixSetLimits"} & set(told)
    assert told["version"] == "1.0.0"


def test_matrices_are_those_of_the_layers_scale() -> None:
    layer = replace(layers["places"], zooms=(12, 22))
    assert matrices(layer, WEB_MERCATOR) == range(12, 18)
    assert matrices(layer, WORLD_CRS84) == range(11, 17)
    assert matrices(replace(layer, zooms=(0, 2)), grids(4549)["EPSG4549Quad"]) == range(1)


def test_only_fields_that_tiles_carry_and_the_viewer_may_know_are_told() -> None:
    layer = layers["buildings"]
    hidden = replace(layer.fields[0], in_tile=True, sensitivity=Sensitivity.PERSONAL, name="hidden")
    guarded = replace(layer, fields=(hidden, *layer.fields))
    [told] = describe(NOBODY, origin_of(guarded), WEB_MERCATOR, "", "en")["layers"]
    fields = told["propertiesSchema"]["properties"]
    assert list(fields) == [field.name for field in layer.fields if field.in_tile]
    assert fields["height"] == {"type": "number", "title": "Height", "uom": "m"}
    assert "measured" in fields["height_source"]["enum"]


def test_a_layer_of_one_kind_of_geometry_tells_its_dimension() -> None:
    mixed = replace(layers["places"], geometry=("point", "polygon"))
    told = describe(NOBODY, origin_of(layers["places"], mixed), WEB_MERCATOR, "http://c", "en")["layers"]
    assert told[0]["geometryDimension"] == 0
    assert "geometryDimension" not in told[1]
    assert told[0]["links"][0]["href"] == "http://c/collections/places"


def test_only_a_registered_set_is_named_by_its_address() -> None:
    told = [outline(origin_of(layers["places"]), grid) for grid in SETS]
    assert ["tileMatrixSetURI" in one for one in told] == [True, True, False, False]
    assert [one["crs"].rpartition("/")[2] for one in told] == ["3857", "CRS84", "4490", "4549"]
