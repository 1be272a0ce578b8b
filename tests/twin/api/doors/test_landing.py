"""The landing page leads programs to everything the doors declare and gives people the map."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.factories import fill_layer
from twin.door import doors
from twin.layer import layers

pytestmark = pytest.mark.django_db


def test_the_landing_page_leads_to_what_clients_need(client: Client) -> None:
    told = client.get("/").json()
    rels = {one["rel"] for one in told["links"]}
    assert {"self", "alternate", "service-desc", "service-doc", "conformance", "data"} <= rels
    declared = {link.rel for door in doors for link in door.links if not link.staff}
    assert declared <= rels
    for one in told["links"]:
        answer = client.get(one["href"])
        assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, one["type"].split(";")[0])


def test_the_landing_page_tells_where_the_city_lies(client: Client) -> None:
    assert "extent" not in client.get("/").json()
    fill_layer(layers["buildings"], [0])
    fill_layer(layers["roads"], [9])
    west, _, east, _ = client.get("/").json()["extent"]["spatial"]["bbox"][0]
    assert west == pytest.approx(120.15, abs=1e-5)
    assert east > 120.24


def test_conformance_adds_up_the_doors(client: Client) -> None:
    classes = client.get("/conformance").json()["conformsTo"]
    core = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
    assert {f"{core}/core", f"{core}/geojson", f"{core}/oas30"} <= set(classes)
    assert set(classes) == {uri for door in doors for uri in door.conforms}


def test_the_map_is_told_what_it_has_to_know(client: Client) -> None:
    html = client.get("/?f=html&lang=en").content.decode()
    found = re.search(r'<script id="page" type="application/json">(.*?)</script>', html)
    assert found is not None
    page = json.loads(found[1])
    assert (page["language"], page["languages"], page["user"]) == ("en", ["zh", "en"], None)
    assert {"title": "Collections of features", "href": "/collections"} in page["links"]
    for address in (page["style"], f"{page['search']}?q=x", page["login"], page["logout"]):
        assert client.get(address).status_code == 200


def test_the_maps_page_may_load_its_own_and_the_named_base_map_alone(client: Client, settings: Any) -> None:
    policy = client.get("/?f=html")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    settings.TWIN_BASEMAP = "https://t0.example/{z}/{x}/{y}.png"
    assert "connect-src *;" in client.get("/?f=html")["Content-Security-Policy"]


def test_a_language_chosen_on_the_map_holds_on_the_other_pages(client: Client) -> None:
    assert "登录" in client.get("/login/").content.decode()
    client.get("/?f=html&lang=en")
    assert "Sign in" in client.get("/login/").content.decode()


def test_the_apis_page_lists_every_operation(client: Client) -> None:
    html = client.get("/api?f=html").content.decode()
    assert all(path in html for path in client.get("/api").json()["paths"])
