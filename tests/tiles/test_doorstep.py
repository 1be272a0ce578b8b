"""The public's tile is the same whether or not it is looked at who asks."""

from pathlib import Path

import pytest
from django.test import Client

from tests.cities import city, write
from tests.drawn import tile_over
from twin import metrics
from twin.ingest import Order, load
from twin.models import Building

pytestmark = pytest.mark.usefixtures("twin")
ROUTE = "tiles/<str:layers>/<int:z>/<int:x>/<int:y>.mvt"


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The address of a tile with a building in it."""
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    tile = tile_over(Building.objects.get(), 16)
    return f"/tiles/buildings/{tile.z}/{tile.x}/{tile.y}.mvt"


@pytest.mark.parametrize("asked", [{}, {"accept-encoding": "gzip"}, {"if-none-match": "*"}])
def test_with_a_cookie_the_answer_and_its_headers_are_the_same(
    client: Client, address: str, asked: dict[str, str]
) -> None:
    plain = client.get(address, headers=asked)
    client.cookies["theme"] = "dark"
    whole = client.get(address, headers=asked)
    assert plain.status_code == whole.status_code
    assert plain.content == whole.content
    kept = dict(whole.headers)
    kept.pop("Content-Language", None)
    assert dict(plain.headers) == kept


@pytest.mark.parametrize("path", [
    "/tiles/buildings/3/1/1.mvt",
    "/tiles/buildings/3/9/1.mvt",
    "/tiles/buildings/99/1/1.mvt",
    "/tiles/nothing/3/1/1.mvt",
    "/tiles/buildings/3/1/1.mvt?datetime=never",
    "/tiles/buildings/3/1/1.mvt?filter=height%20%3E",
])  # fmt: skip
def test_a_refusal_is_the_same(client: Client, path: str) -> None:
    plain = client.get(path)
    client.cookies["theme"] = "dark"
    whole = client.get(path)
    assert (plain.status_code, plain.content) == (whole.status_code, whole.content)
    assert plain.status_code < 500


def test_another_method_is_refused_as_elsewhere(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_who_shows_a_token_or_a_session_is_looked_at(
    client: Client, admin_client: Client, address: str
) -> None:
    assert client.get(address, headers={"authorization": "Bearer twin_wrong"}).status_code == 401
    assert "private" in admin_client.get(address)["Cache-Control"]


def test_an_unknown_host_is_refused(client: Client, address: str, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["twin.example"]  # type: ignore[attr-defined]
    assert client.get(address, headers={"host": "other.example"}).status_code == 400


def test_it_is_counted_under_the_route_of_tiles(client: Client, address: str) -> None:
    def counted() -> float:
        return metrics.REQUESTS.labels("GET", ROUTE, "2xx")._value.get()  # type: ignore[no-any-return]

    before = counted()
    client.get(address)
    assert counted() == before + 1
