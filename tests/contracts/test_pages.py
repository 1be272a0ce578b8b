"""What programs get as JSON below /collections people get as a page, whatever the data says."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from tests.factories import fill_layer
from tests.tables import HANGZHOU, make_table, put
from twin.door import doors
from twin.doorway.resource import HTML
from twin.layer import layers

PARTS = {"{tileMatrixSetId}": "WebMercatorQuad", "{collectionId}": "places", "{featureId}": "1"}
WRITTEN = {
    path: item["get"]["responses"].get("200", {}).get("content", {})
    for door in doors
    for path, item in door.paths().items()
    if "get" in item
}
PAGES = sorted(
    path for path in WRITTEN if path.startswith(("/collections", "/conformance")) and HTML in WRITTEN[path]
)
EVIL_COLUMN, EVIL_VALUE = "<b>x\"'", "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


class Tags(HTMLParser):
    """The elements of a page, each with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def address(path: str, collection: str, feature: int) -> str:
    """An address of a path of the document."""
    for part, value in {**PARTS, "{collectionId}": collection, "{featureId}": str(feature)}.items():
        path = path.replace(part, value)
    return path


def test_every_resource_of_the_collections_has_a_page() -> None:
    one = "/collections/{collectionId}"
    assert {
        "/conformance",
        "/collections",
        one,
        *(f"{one}/{name}" for name in ("schema", "queryables", "sortables", "items", "tiles")),
        f"{one}/items/{{featureId}}",
        f"{one}/tiles/{{tileMatrixSetId}}",
    } <= set(PAGES)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_each_answers_people_in_their_language_and_programs_as_before(client: Client, path: str) -> None:
    [row] = fill_layer(layers["places"], [1])
    there = address(path, "places", row.thing_id)
    for language, tag in (("zh", "zh-Hans"), ("en", "en")):
        page = client.get(f"{there}?f=html&lang={language}")
        assert (page.status_code, page["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert f'<html lang="{tag}">' in page.content.decode()
    assert client.get(there, headers={"accept": "text/html,*/*;q=0.8"})["Content-Type"].startswith(HTML)
    for headers in ({}, {"accept": "*/*"}, {"accept": "application/geo+json"}):
        assert "json" in client.get(there, headers=headers)["Content-Type"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("form", ["json", "html"])
def test_head_gives_the_headers_of_get_and_nothing_else(client: Client, path: str, form: str) -> None:
    [row] = fill_layer(layers["places"], [1])
    there = f"{address(path, 'places', row.thing_id)}?f={form}"
    got, told = client.get(there), client.head(there)
    assert (told.status_code, told.content) == (200, b"")
    # The moment in a page of features may be told with fewer digits.
    left_out = {"Content-Length"} if "timeStamp" in got.content.decode() else set()
    assert {k: v for k, v in told.items() if k not in left_out} == {
        k: v for k, v in got.items() if k not in left_out
    }


@pytest.mark.django_db
@pytest.mark.parametrize("path", [path for path in PAGES if "tile" not in path])
def test_page_and_json_lead_to_each_other(client: Client, path: str) -> None:
    [row] = fill_layer(layers["places"], [1])
    there = address(path, "places", row.thing_id)
    [told] = [
        attributes
        for tag, attributes in Tags(client.get(f"{there}?f=html").content.decode()).found
        if tag == "link" and attributes.get("rel") == "alternate"
    ]
    json = client.get(f"{there}{told['href']}")
    assert json["Content-Type"] == told["type"]
    if "links" not in json.json():
        assert 'rel="alternate"' in json["Link"]
        return
    [page] = [
        one["href"] for one in json.json()["links"] if one["rel"] == "alternate" and one["type"] == HTML
    ]
    assert client.get(page)["Content-Type"].startswith(HTML)


@pytest.fixture
def evil(twin: None, client: Client) -> dict[str, Any]:
    """A feature of a published layer whose columns and values are markup."""
    columns = {EVIL_COLUMN: "string", "{{ x }}": "string", "name": "string"}
    put(make_table("harm", columns, [("1", HANGZHOU, (EVIL_VALUE, "{% now %}", EVIL_VALUE))]))
    [feature] = client.get("/collections/harm/items").json()["features"]
    found: dict[str, Any] = feature
    return found


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_the_data_is_markup(client: Client, evil: dict[str, Any], path: str) -> None:
    asked = {"f": "html", "lang": "en", **({"name": EVIL_VALUE} if path.endswith("/items") else {})}
    page = client.get(address(path, "harm", evil["id"]), asked)
    assert page.status_code == 200, page.content
    text = page.content.decode()
    tags = Tags(text).found
    assert not {"b", "img"} & {tag for tag, _ in tags}
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert len(re.findall("<script", text)) == sum(tag == "script" for tag, _ in tags) <= 1
    assert "alert(1)</script>" not in text
    if path.endswith(("items", "{featureId}")):
        assert "&lt;/script&gt;&lt;script&gt;alert(1)" in text
