"""The page of an object tells what the viewer may know of it, where it comes from, and when it has ended."""

import json

import pytest
from django.contrib.gis.geos import LineString, Point
from django.test import Client

from tests.factories import fill_layer, make_version
from tests.housing import build_estate, sign_up
from tests.reports import end_building, issue, put_building
from twin.layer import layers
from twin.models import Openness, Place, Road

pytestmark = pytest.mark.django_db


def test_a_program_is_told_all_that_the_page_tells(client: Client) -> None:
    made = put_building(height=18.0)
    issue(made.thing, "unit-code", "330106 001")
    answer = client.get(f"/objects/{made.thing_id}?lang=en")
    told = answer.json()
    assert (told["title"], told["kind_title"], told["stands"]) == ("翠苑一幢", "Buildings", True)
    assert told["uri"] == "http://testserver/id/made/building/B1"
    assert told["properties"]["height"] == 18.0
    assert next(one for one in told["fields"] if one["name"] == "height")["shown"] == "18 m"
    [code] = told["codes"]
    assert code["href"] == "http://testserver/id/unit-code/330106%20001"
    assert client.get(code["href"].removeprefix("http://testserver")).status_code == 303
    assert told["bbox"] == pytest.approx([120.15, 30.25, 120.151, 30.251], abs=1e-6)
    assert (told["source"]["file"], told["source"]["sha256"]) == ("made.json", "0" * 64)
    rels = {link["rel"] for link in told["links"]}
    assert {"self", "alternate", "cite-as", "item", "card", "report"} <= rels
    item = next(link["href"] for link in told["links"] if link["rel"] == "item")
    assert client.get(item.removeprefix("http://testserver")).json()["id"] == made.thing_id


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", ["数据来源", "报告错误"]), ("en", ["Where it comes from", "Report an error"])],
)
def test_people_are_told_in_their_language(client: Client, language: str, words: list[str]) -> None:
    made = put_building(name='"><script>x</script>')
    page = client.get(f"/objects/{made.thing_id}?f=html&lang={language}").content.decode()
    assert all(word in page for word in words)
    assert "<script>" not in page
    assert 'aria-label="' in page and "<svg" in page
    assert f"/card/{made.thing_id}?f=html" in page


def test_what_has_ended_says_since_when(client: Client) -> None:
    old = end_building()
    told = client.get(f"/objects/{old.thing_id}").json()
    assert (told["stands"], told["ended"]) == (False, "2020-05-04T11:02:00+08:00")
    assert [one["item"] for one in told["collections"]] == [None]
    page = client.get(f"/objects/{old.thing_id}?f=html&lang=en").content.decode()
    assert "No longer recorded" in page and "2020-05-04 11:02" in page


@pytest.mark.parametrize("layer", list(layers), ids=lambda layer: layer.id)
def test_an_object_of_any_layer_has_a_page(client: Client, layer: object) -> None:
    client.force_login(sign_up("boss", "admin"))
    [row] = fill_layer(layer, [1])  # type: ignore[arg-type]
    for form in ("json", "html"):
        assert client.get(f"/objects/{row.thing_id}?f={form}").status_code == 200


@pytest.mark.parametrize("shape", [Point(120.15, 30.25), LineString((120.15, 30.25), (120.152, 30.251))])
def test_points_and_lines_are_drawn_too(client: Client, shape: Point | LineString) -> None:
    shape.srid = 4326
    kind = Place if shape.geom_type == "Point" else Road
    row = make_version(kind, "a", shape)
    assert "c2410c" in client.get(f"/objects/{row.thing_id}?f=html").content.decode()


def test_what_is_for_staff_is_told_to_staff_alone(client: Client) -> None:
    estate = build_estate(1)
    home = f"/objects/{estate.dwellings[0].thing_id}"
    closed = f"/objects/{put_building('shut', openness=Openness.LIMITED).thing_id}"
    assert "price" not in json.dumps(client.get(home).json())
    assert client.get(closed).status_code == 404
    client.force_login(sign_up("li", "planner"))
    assert client.get(home).json()["properties"]["price"] == 31_000.0
    assert client.get(closed)["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("number", ["0", "9" * 40, "123456"])
def test_what_is_not_there_is_not_found_and_says_what_to_do(client: Client, number: str) -> None:
    answer = client.get(f"/objects/{number}")
    assert (answer.status_code, "/search" in answer.json()["detail"]) == (404, True)
