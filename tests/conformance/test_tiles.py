"""OGC API - Tiles 1.0 (20-057 Annex A) with its tile matrix sets (17-083r4), asked of every layer.

A class is a part of the standard, and each test one of its abstract tests in our words.
"""

from itertools import product
from typing import Any

import jsonschema
import mapbox_vector_tile
import morecantile
import pytest
from django.http import HttpResponse
from django.test import Client

from tests.factories import LATITUDE, LONGITUDE, fill_layer
from twin.layer import ANONYMOUS, Layer, layers

pytestmark = pytest.mark.django_db
ALL = sorted(layer.id for layer in layers if ANONYMOUS in layer.audience and layer.geometry)
HOST = "http://testserver"
REL = "http://www.opengis.net/def/rel/ogc/1.0"
MVT = "application/vnd.mapbox-vector-tile"
REGISTER = "http://www.opengis.net/def/tilematrixset/OGC/1.0"
SETS = ["WebMercatorQuad", "WorldCRS84Quad", "CGCS2000Quad", "EPSG4549Quad"]

MIDDLE = LONGITUDE + 5e-4, LATITUDE + 5e-4

POINT = {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "number"}}
WHOLE = {"type": "integer", "minimum": 0}
LINK = {
    "type": "object",
    "required": ["href", "rel"],
    "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title")},
}
LINKS = {"type": "array", "minItems": 1, "items": LINK}
BOX = {
    "type": "object",
    "required": ["lowerLeft", "upperRight"],
    "properties": {"lowerLeft": POINT, "upperRight": POINT, "crs": {"type": "string"}},
}
LIMITS = {
    "type": "object",
    "required": ["tileMatrix", "minTileRow", "maxTileRow", "minTileCol", "maxTileCol"],
    "properties": {
        "tileMatrix": {"type": "string"},
        **dict.fromkeys(("minTileRow", "maxTileRow", "minTileCol", "maxTileCol"), WHOLE),
    },
    "additionalProperties": False,
}
PROPERTIES = {
    "type": "object",
    "required": ["type", "properties"],
    "properties": {
        "type": {"const": "object"},
        "properties": {
            "additionalProperties": {
                "required": ["type"],
                "properties": {
                    "type": {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]},
                    "enum": {"type": "array", "minItems": 1, "uniqueItems": True},
                },
            }
        },
    },
}
GEODATA = {
    "type": "object",
    "required": ["id", "dataType"],
    "properties": {
        "dataType": {"const": "vector"},
        "geometryDimension": {"enum": [0, 1, 2, 3]},
        "minTileMatrix": {"type": "string"},
        "maxTileMatrix": {"type": "string"},
        "boundingBox": BOX,
        "propertiesSchema": PROPERTIES,
        "links": LINKS,
    },
}
TILESET = {
    "type": "object",
    "required": ["dataType", "crs", "links"],
    "properties": {
        "dataType": {"const": "vector"},
        "crs": {"type": "string"},
        "version": {"type": "string"},
        "tileMatrixSetURI": {"type": "string"},
        "tileMatrixSetLimits": {"type": "array", "minItems": 1, "items": LIMITS},
        "layers": {"type": "array", "minItems": 1, "items": GEODATA},
        "boundingBox": BOX,
        "centerPoint": {"required": ["coordinates", "tileMatrix"], "properties": {"coordinates": POINT}},
        "links": LINKS,
    },
}


@pytest.fixture(params=ALL)
def layer(request: pytest.FixtureRequest) -> Layer:
    """Each layer in turn, with a row."""
    found = layers[request.param]
    fill_layer(found, [0])
    return found


def read(client: Client, address: str) -> dict[str, Any]:
    """The JSON at an address."""
    told = client.get(address)
    assert told.status_code == 200, (address, told.content)
    assert told["Content-Type"] == "application/json"
    return dict(told.json())


def link(told: dict[str, Any], rel: str) -> str:
    """Where the first link of that relation leads, below the server's root."""
    return next(str(one["href"]).removeprefix(HOST) for one in told["links"] if one["rel"] == rel)


def read_set(client: Client, tileset: dict[str, Any]) -> morecantile.TileMatrixSet:
    """The set a tileset's tiling scheme leads to, as an independent reader understands it."""
    return morecantile.TileMatrixSet.model_validate(read(client, link(tileset, f"{REL}/tiling-scheme")))


def find_item(tileset: dict[str, Any]) -> str:
    """The template of the address of its tiles."""
    [item] = [one for one in tileset["links"] if one["rel"] == "item"]
    assert item["templated"] is True
    assert item["type"] == MVT
    return str(item["href"]).removeprefix(HOST)


def fill_in(template: str, z: int, row: int, column: int) -> str:
    """The address of a tile."""
    whole = template
    for name, value in {"tileMatrix": z, "tileRow": row, "tileCol": column}.items():
        assert f"{{{name}}}" in template
        whole = whole.replace(f"{{{name}}}", str(value))
    return whole


def fetch(client: Client, layer: Layer, tileset: dict[str, Any]) -> HttpResponse:
    """The deepest tile over the layer's first row."""
    z = max(int(one["tileMatrix"]) for one in tileset["tileMatrixSetLimits"])
    place = (LONGITUDE, LATITUDE) if layer.geometry[0] == "point" else MIDDLE
    tile = read_set(client, tileset).tile(*place, z)
    return client.get(fill_in(find_item(tileset), z, tile.y, tile.x))


class TestCore:
    """/conf/core and /conf/mvt: a tile is had by its matrix, row and column."""

    def test_a_tile_with_content_shows_what_lies_there(self, client: Client, layer: Layer) -> None:
        for id in SETS:
            tileset = read(client, f"/collections/{layer.id}/tiles/{id}")
            told = fetch(client, layer, tileset)
            assert (told.status_code, told["Content-Type"]) == (200, MVT)
            [(name, drawn)] = mapbox_vector_tile.decode(told.content).items()
            assert (name, len(drawn["features"])) == (layer.id, 1)
            fields = tileset["layers"][0]["propertiesSchema"]["properties"]
            assert set(drawn["features"][0]["properties"]) == set(fields)

    def test_a_tile_out_of_range_is_refused(self, client: Client, layer: Layer) -> None:
        for id in SETS:
            tileset = read(client, f"/collections/{layer.id}/tiles/{id}")
            item, matrix = find_item(tileset), read_set(client, tileset).matrix(9)
            beyond = [(9, matrix.matrixHeight, 0), (9, 0, matrix.matrixWidth), (99, 0, 0)]
            for place in (*beyond, (9, 2**31 - 1, 2**31 - 1)):
                told = client.get(fill_in(item, *place))
                assert (told.status_code, told["Content-Type"]) == (404, "application/problem+json")

    def test_a_tile_without_data_has_no_content(self, client: Client, layer: Layer) -> None:
        for id in SETS:
            tileset = read(client, f"/collections/{layer.id}/tiles/{id}")
            told = client.get(fill_in(find_item(tileset), 14, 0, 0))
            assert (told.status_code, told.content) == (204, b"")


class TestTileset:
    """/conf/tileset: a tileset tells its set, its limits and where its tiles are."""

    def test_its_description_keeps_to_the_model(self, client: Client, layer: Layer) -> None:
        for id in SETS:
            tileset = read(client, f"/collections/{layer.id}/tiles/{id}?f=json")
            jsonschema.Draft202012Validator(TILESET).validate(tileset)
            registered = id in SETS[:2]
            assert tileset.get("tileMatrixSetURI") == (f"{REGISTER}/{id}" if registered else None)
            assert [one["id"] for one in tileset["layers"]] == [layer.id]
            told = read(client, link(tileset, f"{REL}/tiling-scheme"))
            assert (told["id"], told["crs"]) == (id, tileset["crs"])

    def test_its_limits_are_the_tiles_of_its_extent(self, client: Client, layer: Layer) -> None:
        for id in SETS:
            tileset = read(client, f"/collections/{layer.id}/tiles/{id}")
            tiles, box = read_set(client, tileset), tileset["boundingBox"]
            (west, south), (east, north) = box["lowerLeft"], box["upperRight"]
            assert box["crs"].endswith("CRS84")
            for one in tileset["tileMatrixSetLimits"]:
                middle = tiles.tile((west + east) / 2, (south + north) / 2, int(one["tileMatrix"]))
                rows, columns = (range(one[f"minTile{of}"], one[f"maxTile{of}"] + 1) for of in ("Row", "Col"))
                assert middle.y in rows and middle.x in columns
                assert len(rows) <= 3 and len(columns) <= 3


class TestTilesetsList:
    """/conf/tilesets-list, /conf/geodata-tilesets and /conf/dataset-tilesets: tilesets are found by links."""

    def test_a_collection_leads_to_its_tilesets(self, client: Client, layer: Layer) -> None:
        told = read(client, f"/collections/{layer.id}")
        address = link(told, f"{REL}/tilesets-vector")
        assert address == f"/collections/{layer.id}/tiles"
        self.check(client, address)

    def test_the_landing_page_leads_to_those_of_the_dataset(self, client: Client) -> None:
        fill_layer(layers["places"], [0])
        told = read(client, "/?f=json")
        assert link(told, f"{REL}/tilesets-vector") == "/tiles"
        assert link(told, f"{REL}/tiling-schemes") == "/tileMatrixSets"
        self.check(client, "/tiles")

    def check(self, client: Client, address: str) -> None:
        """Each tileset of the list is named after its set and leads to its whole description."""
        listed = read(client, address)["tilesets"]
        assert [link(one, "self") for one in listed] == [f"{address}/{id}" for id in SETS]
        for one in listed:
            jsonschema.Draft202012Validator(TILESET).validate(one)
            whole = read(client, link(one, "self"))
            assert {name: whole[name] for name in one if name != "links"} == {
                name: value for name, value in one.items() if name != "links"
            }
            assert link(one, f"{REL}/tiling-scheme") == link(whole, f"{REL}/tiling-scheme")


class TestCollectionsSelection:
    """/conf/collections-selection: a tileset and a tile of the dataset are had of some collections alone."""

    def test_lists_of_collections_are_taken(self, client: Client) -> None:
        for id, chosen in product(SETS, (ALL[:1], ALL[1:3], ALL[:5])):
            tileset = read(client, f"/tiles/{id}?collections={','.join(chosen)}")
            assert [one["id"] for one in tileset["layers"]] == chosen
            assert f"collections={'%2C'.join(chosen)}" in find_item(tileset)

    @pytest.mark.parametrize("id", SETS)
    def test_a_tile_holds_those_collections_alone(self, client: Client, id: str) -> None:
        for one in ("places", "buildings", "roads"):
            fill_layer(layers[one], [0])
        tileset = read(client, f"/tiles/{id}?collections=places,buildings")
        tile = read_set(client, tileset).tile(LONGITUDE, LATITUDE, 15)
        told = client.get(fill_in(find_item(tileset), 15, tile.y, tile.x))
        assert set(mapbox_vector_tile.decode(told.content)) == {"places", "buildings"}


class TestOpenApi:
    """/conf/oas30: the operations are found by the ends of their ids."""

    def test_every_operation_has_the_id_of_the_standard(self, client: Client) -> None:
        paths = client.get("/api?f=json").json()["paths"]
        told = {path: item.get("get", {}).get("operationId", "") for path, item in paths.items()}
        one, tile = "{tileMatrixSetId}", "{tileMatrix}/{tileRow}/{tileCol}"
        for kind, path in {"dataset": "/tiles", "collection": "/collections/{collectionId}/tiles"}.items():
            assert told[path].endswith(f".{kind}.vector.getTileSetsList")
            assert told[f"{path}/{one}"].endswith(f".{kind}.vector.getTileSet")
            assert told[f"{path}/{one}/{tile}"].endswith(f".{kind}.vector.getTile")
        assert told["/tileMatrixSets"].endswith("getTileMatrixSetsList")
        assert told[f"/tileMatrixSets/{one}"].endswith("getTileMatrixSet")

    def test_what_is_shown_here_is_declared(self, client: Client) -> None:
        declared = read(client, "/conformance")["conformsTo"]
        names = ["core", "tileset", "tilesets-list", "dataset-tilesets", "geodata-tilesets", "mvt", "oas30"]
        for name in (*names, "collections-selection"):
            assert f"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/{name}" in declared
        assert "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset" in declared
