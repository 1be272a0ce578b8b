"""Tiles of OGC API: any set, any choice of layers, the row before the column, problems told as such."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.http import Http404
from django.test import Client

from spatial.tile_matrix import Tile
from tests.cities import city, write
from tests.drawn import decode, tile_over
from tiles.ogc_tiles import read_tile
from twin.ingest import Order, load
from twin.models import Building

SETS = ("WebMercatorQuad", "WorldCRS84Quad", "CGCS2000Quad", f"EPSG{settings.TWIN_CRS}Quad")


@pytest.mark.parametrize(
    ("z", "row", "column"),
    [
        ("-1", "0", "0"),
        ("0", "0", "1"),
        ("0", "1", "0"),
        ("99", "0", "0"),
        ("9" * 40, "0", "0"),
        ("1", "x", "0"),
        ("1", "٣", "0"),
        ("1", "1.0", "0"),
        ("1", "0", ""),
        ("1", "0\n", "0"),
    ],
)
def test_what_is_no_tile_is_not_there(z: str, row: str, column: str) -> None:
    with pytest.raises(Http404):
        read_tile("WebMercatorQuad", z, row, column)


def test_the_row_stands_before_the_column() -> None:
    assert read_tile("WebMercatorQuad", "3", "1", "6") == Tile(3, 6, 1)
    with pytest.raises(Http404, match="WebMercatorQuad"):
        read_tile("Flat", "3", "1", "6")


@pytest.mark.usefixtures("twin", "tile_cache")
def test_a_tile_of_a_collection_is_that_of_the_map(client: Client, tmp_path: Path) -> None:
    load(write(tmp_path / "two.city.json", city({"a": 9, "b": 12})), Order())
    tile = tile_over(Building.objects.all()[0], 16)
    place = f"WebMercatorQuad/{tile.z}/{tile.y}/{tile.x}"
    ours = client.get(f"/tiles/buildings/{tile.z}/{tile.x}/{tile.y}.mvt")
    own = client.get(f"/collections/buildings/tiles/{place}?f=mvt")
    assert own.status_code == 200
    assert own["Content-Type"] == "application/vnd.mapbox-vector-tile"
    assert own.content == ours.content
    narrowed = client.get(f"/collections/buildings/tiles/{place}?height=12&properties=height")
    assert [one["properties"] for one in decode(narrowed.content)] == [{"height": 12.0}]
    for whole in (f"/tiles/{place}", f"/tiles/{place}?collections=roads,buildings"):
        every = client.get(whole, headers={"accept-encoding": "gzip"})
        assert every.status_code == 200, "The names of all layers are longer than a file's name may be."
        assert len(decode(gzip.decompress(every.content))) == 2
    assert client.get(f"/tiles/{place}?collections=roads").status_code == 204


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/collections/buildings/tiles/WebMercatorQuad/0/0/0", 204),
        ("/collections/buildings/tiles/WorldCRS84Quad/0/0/1", 204),
        ("/collections/buildings/tiles/WebMercatorQuad/0/0/1", 404),
        ("/collections/buildings/tiles/Flat/0/0/0", 404),
        ("/collections/castles/tiles/WebMercatorQuad/0/0/0", 404),
        ("/collections/buildings/tiles/WebMercatorQuad/0/0/0?f=png", 400),
        ("/collections/buildings/tiles/WebMercatorQuad/0/0/0?height=tall", 400),
        ("/collections/buildings/tiles/WebMercatorQuad/0/0/0?properties=owner", 400),
        ("/tiles/WebMercatorQuad/0/0/0?collections=castles", 404),
        ("/tiles/WebMercatorQuad/0/0/0?collections=,", 400),
        ("/tiles/WebMercatorQuad/x/0/0", 404),
    ],
)
def test_what_cannot_be_answered_is_a_problem(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    if status >= 400:
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
@pytest.mark.parametrize("grid", SETS)
def test_every_set_has_tiles_of_the_whole_city(client: Client, grid: str) -> None:
    assert client.get(f"/tiles/{grid}/0/0/0").status_code in (200, 204)
