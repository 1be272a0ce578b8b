"""Tiles at their OGC addresses are the tiles of the map, the row asked for before the column."""

from datetime import date

import mapbox_vector_tile
import morecantile
import pytest
from django.test import Client
from pyproj import Transformer
from shapely.geometry import shape

from tests.factories import LATITUDE, LONGITUDE, fill_layer
from twin.layer import layers

pytestmark = pytest.mark.django_db
X, Y, Z = morecantile.tms.get("WebMercatorQuad").tile(LONGITUDE + 1e-4, LATITUDE + 1e-4, 16)
PLACES = "/collections/places/tiles/WebMercatorQuad"


@pytest.fixture(autouse=True)
def rows() -> None:
    """A place and a building in one tile."""
    fill_layer(layers["places"], [0])
    fill_layer(layers["buildings"], [0])


def test_the_row_is_asked_for_before_the_column(client: Client) -> None:
    told = client.get(f"{PLACES}/{Z}/{Y}/{X}")
    assert (told.status_code, told["Content-Type"]) == (200, "application/vnd.mapbox-vector-tile")
    assert told.content == client.get(f"/tiles/places/{Z}/{X}/{Y}.mvt").content
    assert client.get(f"{PLACES}/{Z}/{X}/{Y}").status_code == 204


@pytest.mark.parametrize("id", ["WebMercatorQuad", "WorldCRS84Quad", "CGCS2000Quad", "EPSG4549Quad"])
def test_a_building_stands_where_it_stands_in_every_set(client: Client, id: str) -> None:
    told = morecantile.TileMatrixSet.model_validate(client.get(f"/tileMatrixSets/{id}").json())
    tile = told.tile(LONGITUDE, LATITUDE, 15)
    content = client.get(f"/collections/buildings/tiles/{id}/15/{tile.y}/{tile.x}").content
    [feature] = mapbox_vector_tile.decode(content)["buildings"]["features"]
    x, y, *_ = shape(feature["geometry"]).bounds
    west, south, east, north = told.xy_bounds(tile)
    place = west + x / 4096 * (east - west), south + y / 4096 * (north - south)
    way = Transformer.from_crs(str(told.crs.root), "OGC:CRS84", always_xy=True)
    assert way.transform(*place) == pytest.approx((LONGITUDE, LATITUDE), abs=3e-5)


def test_a_tile_of_the_dataset_holds_the_collections_chosen(client: Client) -> None:
    here = f"/tiles/WebMercatorQuad/{Z}/{Y}/{X}"
    both = mapbox_vector_tile.decode(client.get(f"{here}?collections=places,buildings").content)
    assert set(both) == {"places", "buildings"}
    assert set(mapbox_vector_tile.decode(client.get(f"{here}?collections=places&f=mvt").content)) == {
        "places"
    }
    assert {"places", "buildings"} <= set(mapbox_vector_tile.decode(client.get(here).content))


def test_a_tile_shows_what_was_so_and_was_known_then(client: Client) -> None:
    fill_layer(layers["places"], [0], code="past", valid=(date(1990, 1, 1), date(1991, 1, 1)))
    here = f"{PLACES}/{Z}/{Y}/{X}"

    def count(query: str) -> int:
        answer = client.get(f"{here}?{query}")
        return len(mapbox_vector_tile.decode(answer.content)["places"]["features"]) if answer.content else 0

    assert count("datetime=1990-06-01") == 2
    assert count("datetime=2020-06-01") == 1
    assert count("as-of=1999-01-01") == 0


def test_a_tile_is_not_sent_twice_to_who_has_it(client: Client) -> None:
    first = client.get(f"{PLACES}/{Z}/{Y}/{X}")
    again = client.get(f"{PLACES}/{Z}/{Y}/{X}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{PLACES}/16/0/0", 204),
        (f"{PLACES}/3/1/1", 204),
        (f"{PLACES}/16/{2**16}/0", 404),
        (f"{PLACES}/16/0/{2**31 - 1}", 404),
        (f"{PLACES}/23/0/0", 404),
        (f"{PLACES}/-1/0/0", 404),
        (f"{PLACES}/1.5/0/0", 404),
        (f"{PLACES}/x/0/0", 404),
        (f"{PLACES}/{'9' * 400}/0/0", 404),
        (f"{PLACES}/１/0/0", 404),
        ("/collections/places/tiles/Nowhere/1/0/0", 404),
        ("/collections/nothing/tiles/WebMercatorQuad/1/0/0", 404),
        ("/tiles/WebMercatorQuad/1/0/0?collections=nothing", 404),
        (f"{PLACES}/16/0/0?f=png", 400),
        (f"{PLACES}/16/0/0?colour=red", 400),
        (f"{PLACES}/16/0/0?datetime=yesterday", 400),
        (f"{PLACES}/16/0/0?collections=places", 400),
    ],
)
def test_what_is_no_tile_is_refused_and_what_is_empty_is_not(
    client: Client, address: str, status: int
) -> None:
    told = client.get(address)
    assert told.status_code == status
    if status != 204:
        assert told["Content-Type"] == "application/problem+json"
        assert told.json()["detail"].endswith(".")


@pytest.mark.usefixtures("tile_cache")
def test_a_tile_of_all_layers_is_drawn_though_their_names_are_too_long_for_a_file(client: Client) -> None:
    told = client.get(f"/tiles/WebMercatorQuad/{Z}/{Y}/{X}")
    assert {"places", "buildings"} <= set(mapbox_vector_tile.decode(told.content))


def test_a_tile_holds_what_meets_the_filter(client: Client) -> None:
    collection, places = f"{PLACES}/{Z}/{Y}/{X}", f"/tiles/places/{Z}/{X}/{Y}.mvt"
    west = f"s_within(geometry, BBOX({LONGITUDE - 1}, {LATITUDE - 1}, {LONGITUDE + 1}, {LATITUDE + 1}))"
    for address in (collection, places):
        for filter, status in {west: 200, f"NOT {west}": 204, f"{west} AND name LIKE '100%é'": 204}.items():
            assert client.get(address, {"filter": filter}).status_code == status, (address, filter)
        document = '{"op": "isNull", "args": [{"property": "name"}]}'
        assert client.get(address, {"filter": document, "filter-lang": "cql2-json"}).status_code == 204
        for filter, position in {"name = ": 8, "owner = 'x'": None, "\ufeff\u202e": None}.items():
            refused = client.get(address, {"filter": filter})
            assert refused.status_code == 400
            told = refused.json()
            assert told["parameter"] == "filter"
            assert position in (None, told.get("position"))
