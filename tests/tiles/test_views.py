"""The tile door answers tiles with tags to keep them by, and says what went wrong."""

from pathlib import Path

import pytest
from django.test import Client
from isal import igzip

from tests.cities import city, write
from tests.drawn import tile_over
from twin.ingest import Order, load
from twin.models import Building

pytestmark = pytest.mark.usefixtures("twin")


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The address of a tile with a building in it."""
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    tile = tile_over(Building.objects.get(), 16)
    return f"/tiles/buildings/{tile.z}/{tile.x}/{tile.y}.mvt"


def test_a_tile_is_not_sent_twice_to_who_has_it(client: Client, address: str) -> None:
    first = client.get(address)
    assert first.status_code == 200
    assert first["Content-Type"] == "application/vnd.mapbox-vector-tile"
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Building.objects.update(height=10)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_tile_is_compressed_for_who_takes_that(client: Client, address: str) -> None:
    plain, packed = client.get(address), client.get(address, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert igzip.decompress(packed.content) == plain.content


def test_a_signed_in_viewers_tile_may_be_kept_by_nobody_else(
    client: Client, address: str, admin_client: Client
) -> None:
    assert "public" in client.get(address)["Cache-Control"]
    private = admin_client.get(address)
    assert "private" in private["Cache-Control"]
    assert not private.has_header("Access-Control-Allow-Origin")
    assert {"Cookie", "Authorization"} <= set(private["Vary"].split(", "))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/tiles/buildings/3/1/1.mvt", 204),
        ("/tiles/buildings/3/9/1.mvt", 404),
        ("/tiles/buildings/99/1/1.mvt", 404),
        ("/tiles/buildings/99999999999999999999/1/1.mvt", 404),
        ("/tiles/buildings/-1/1/1.mvt", 404),
        ("/tiles/nothing/3/1/1.mvt", 404),
        ("/tiles/nothing.json", 404),
    ],
)
def test_what_is_not_there_is_not_an_error_of_the_server(client: Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_the_tilesets_titles_follow_the_language(client: Client) -> None:
    assert client.get("/tiles/buildings.json?lang=en").json()["name"] == "Buildings"
    assert client.get("/tiles/buildings.json?lang=zh").json()["name"] == "建筑"
