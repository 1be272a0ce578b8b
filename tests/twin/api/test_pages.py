"""The pages of the collections tell what their JSON tells, with nothing loaded from anywhere else."""

import re

import pytest
from django.test import Client

from tests.factories import fill_layer
from twin.api.pages import list_links, write_header
from twin.layer import layers

pytestmark = pytest.mark.django_db


def test_every_collection_is_listed_with_its_words(client: Client) -> None:
    told = client.get("/collections?lang=en").json()["collections"]
    page = client.get("/collections?f=html&lang=en").content.decode()
    for one in told:
        assert f'<a href="/collections/{one["id"]}?f=html">{one["title"]}</a>' in page
    assert "<svg" not in page, "There is nothing to draw of an empty twin."
    fill_layer(layers["places"], [0, 3])
    assert "<svg" in client.get("/collections?f=html").content.decode()


def test_a_collection_tells_its_extent_its_systems_and_where_else_to_go(client: Client) -> None:
    fill_layer(layers["places"], [0, 3])
    told = client.get("/collections/places?lang=en").json()
    page = client.get("/collections/places?f=html&lang=en").content.decode()
    assert all(uri in page for uri in (*told["crs"], told["storageCrs"]))
    assert "120.15, 30.25, 120.18, 30.25" in page
    for one in told["links"]:
        assert one["rel"] in ("self", "alternate") or f'href="{one["href"]}"' in page
    assert "OAPIF:http://testserver/ places" in page


@pytest.mark.parametrize("name", ["schema", "queryables", "sortables"])
def test_a_schema_tells_titles_units_and_the_words_of_codes(client: Client, name: str) -> None:
    told = client.get(f"/collections/buildings/{name}?lang=zh").json()
    page = client.get(f"/collections/buildings/{name}?f=html&lang=zh").content.decode()
    for field, about in told["properties"].items():
        row = re.search(rf'<th scope="row"><code>{field}</code></th>(.*?)</tr>', page, re.S)
        assert row is not None
        assert f"<td>{about['title']}</td>" in row[1]
    assert "<td>米</td>" in page and "<code>apartments</code> 公寓住宅" in page


def test_conformance_is_told_by_document(client: Client) -> None:
    page = client.get("/conformance?f=html").content.decode()
    for uri in client.get("/conformance").json()["conformsTo"]:
        document, _, name = uri.partition("/conf/")
        assert document in page and name in page


def test_a_page_runs_its_own_script_and_loads_nothing(client: Client) -> None:
    answer = client.get("/collections?f=html")
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and "script-src 'sha256-" in policy
    assert "http" not in policy
    assert client.get("/collections?f=html")["Content-Security-Policy"] == policy


def test_links_are_called_by_their_titles_or_relations() -> None:
    schema = {"rel": "http://www.opengis.net/def/rel/ogc/1.0/schema", "href": "a", "type": "t"}
    card = {"rel": "card", "href": "b", "type": "t", "title": "Card"}
    found = list_links([{"rel": "self", "href": "c"}, schema, card], "zh", "next")
    assert [one["words"] for one in found] == ["字段说明", "Card"]
    assert write_header([card]) == '<b>; rel="card"; type="t"'
