"""Tilesets are listed and described for programs and for people, of what each viewer may see."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from spatial.tile_matrix_documents import describe_set
from spatial.tile_matrix_sets import grids
from tests.factories import fill_layer
from twin.layer import layers

pytestmark = pytest.mark.django_db
SETS = list(grids(4549))
PLACES = "/collections/places/tiles"


def link(told: dict[str, Any], rel: str) -> list[str]:
    """Where the links of that relation lead."""
    return [one["href"].removeprefix("http://testserver") for one in told["links"] if one["rel"] == rel]


@pytest.mark.parametrize("id", SETS)
def test_a_set_is_served_as_its_document(client: Client, id: str) -> None:
    listed = client.get("/tileMatrixSets").json()["tileMatrixSets"]
    assert [one["id"] for one in listed] == SETS
    [address] = link(listed[SETS.index(id)], "self")
    assert client.get(address).json() == describe_set(grids(4549)[id])


@pytest.mark.parametrize("form", ["html", "json"])
@pytest.mark.parametrize(
    "address",
    ["/tileMatrixSets", "/tileMatrixSets/EPSG4549Quad", "/tiles", PLACES, f"{PLACES}/CGCS2000Quad"],
)
def test_each_has_a_form_for_programs_and_one_for_people(client: Client, address: str, form: str) -> None:
    fill_layer(layers["places"], [1])
    told = client.get(f"{address}?f={form}&lang=en")
    assert told.status_code == 200
    assert form in told["Content-Type"]
    if form == "html":
        assert "<h1>" in told.content.decode()
        assert client.get(address, headers={"accept": "text/html"})["Content-Type"].startswith("text/html")


def test_the_page_of_a_tileset_names_its_fields_and_its_tiles(client: Client) -> None:
    fill_layer(layers["places"], [1])
    page = client.get(f"{PLACES}/WebMercatorQuad?f=html&lang=zh").content.decode()
    assert "{tileMatrix}/{tileRow}/{tileCol}" in page
    assert layers["places"].title.zh in page
    assert '<a href="/collections/places/tiles?f=html">' in page


def test_a_choice_of_collections_is_kept_in_every_link(client: Client) -> None:
    told = client.get("/tiles/WebMercatorQuad?collections=places,buildings").json()
    assert [layer["id"] for layer in told["layers"]] == ["places", "buildings"]
    kept = [*link(told, "self"), *link(told, "alternate"), *link(told, "item")]
    assert len(kept) == 4
    assert all("collections=places%2Cbuildings" in one or "places,buildings" in one for one in kept)
    listed = client.get("/tiles?collections=places").json()
    assert all("collections=places" in link(one, "self")[0] for one in listed["tilesets"])


def test_tilejson_is_another_form_of_the_web_mercator_tileset_alone(client: Client) -> None:
    told = client.get("/tiles/WebMercatorQuad?collections=places,buildings&f=tilejson&lang=en").json()
    assert told == client.get("/tiles/places,buildings.json?lang=en").json()
    assert [one["id"] for one in told["vector_layers"]] == ["places", "buildings"]
    assert client.get("/tiles/WorldCRS84Quad?f=tilejson").status_code == 404
    assert "f=tilejson" not in str(client.get("/tiles/WorldCRS84Quad").json()["links"])


def test_a_closed_layer_has_no_tileset_and_is_in_none(
    client: Client, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = replace(layers["places"], audience=frozenset({"admin"}))
    monkeypatch.setitem(layers.entries, "places", closed)
    for address in (PLACES, f"{PLACES}/WebMercatorQuad", "/tiles/WebMercatorQuad?collections=places"):
        assert client.get(address).status_code == 404
        assert admin_client.get(address).status_code == 200
    assert "places" not in [one["id"] for one in client.get("/tiles/WebMercatorQuad").json()["layers"]]


def test_what_is_never_drawn_has_no_tilesets(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(layers.entries, "places", replace(layers["places"], geometry=()))
    refused = client.get(PLACES)
    assert (refused.status_code, refused["Content-Type"]) == (404, "application/problem+json")
    assert "places" in refused.json()["detail"]
    rels = {one["rel"].rpartition("/")[2] for one in client.get("/collections/places").json()["links"]}
    assert "tilesets-vector" not in rels
    assert client.get("/tiles?collections=places,buildings").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/tileMatrixSets/Nowhere", 404),
        ("/tiles/Nowhere", 404),
        ("/collections/nothing/tiles", 404),
        ("/collections/nothing/tiles/WebMercatorQuad", 404),
        ("/tiles?collections=nothing", 404),
        ("/tiles?collections=,", 400),
        ("/tiles?collections=", 400),
        (f"{PLACES}?collections=places", 400),
        (f"{PLACES}?f=png", 400),
        (f"{PLACES}/WebMercatorQuad?colour=red", 400),
        ("/tileMatrixSets?f=tilejson", 400),
    ],
)
def test_what_cannot_be_told_is_refused_by_a_problem(client: Client, address: str, status: int) -> None:
    refused = client.get(address)
    assert (refused.status_code, refused["Content-Type"]) == (status, "application/problem+json")
    assert refused.json()["detail"].endswith(".")


def test_few_questions_are_asked_for_a_tileset_of_all_layers(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(5):
        client.get("/tiles/WebMercatorQuad")
