"""Style, glyphs and signs are answered for each look, and nothing else at their addresses."""

import json
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import fill_layer
from tiles.glyphs import STACK
from tiles.looks import LOOKS
from twin.layer import layers

pytestmark = pytest.mark.django_db


@pytest.fixture
def built() -> None:
    """The web map with its sheets of signs and its packages."""
    if not (settings.INSTANCE.data_dir / "web/sprites").exists():
        pytest.skip("The web map is not built; `manage.py test` builds it.")


@pytest.mark.parametrize("look", LOOKS)
def test_the_style_wears_the_look_asked_for(client: Client, look: str) -> None:
    told = client.get("/tiles/style.json", {"theme": look, "lang": "en"}).json()
    assert told["layers"][0]["paint"]["background-color"] == LOOKS[look].ground
    assert told["sprite"] == f"http://testserver/sprites/{look}"
    assert told["glyphs"] == "http://testserver/fonts/{fontstack}/{range}.pbf"
    assert told["metadata"]["twin"]["look"] == look


def test_an_unknown_look_is_refused_by_the_names_there_are(client: Client) -> None:
    answer = client.get("/tiles/style.json", {"theme": "sepia"})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert "“light” or “dark” or “print”" in answer.json()["detail"]


def test_a_legend_has_the_colours_of_its_look(client: Client) -> None:
    fill_layer(layers["roads"], [1])
    [group] = client.get("/tiles/style.json", {"theme": "dark"}).json()["metadata"]["twin"]["groups"]
    assert group["layers"][0]["legend"][0]["color"] != layers["roads"].paint.classes[0].colour


def test_a_range_of_glyphs_may_be_kept_by_anyone(client: Client, built: None) -> None:
    address = f"/fonts/{quote(STACK)}/1024-1279.pbf"
    answer = client.get(address)
    assert answer["Content-Type"] == "application/x-protobuf"
    assert answer["Cache-Control"] == "public, max-age=604800"
    assert "Cookie" not in answer["Vary"]
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "address",
    [
        "/fonts/Arial/0-255.pbf",
        f"/fonts/{quote(STACK)}/1-2.pbf",
        f"/fonts/{quote(STACK)}/%00.pbf",
        f"/fonts/{quote(STACK)}/%E2%80%AE.pbf",
        "/fonts/%F0%9F%98%80/0-255.pbf",
        "/sprites/sepia.json",
        "/sprites/dark@3x.png",
        "/sprites/%2e%2e.png",
        "/sprites/light.png%00",
    ],
)
def test_what_is_not_there_is_a_problem_not_a_failure(client: Client, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("look", LOOKS)
def test_every_sign_a_layer_declares_is_on_the_sheet(client: Client, built: None, look: str) -> None:
    signs = {sign for layer in layers if layer.paint.icons for sign in layer.paint.icons.signs.values()}
    for density in ("", "@2x"):
        sheet = json.loads(client.get(f"/sprites/{look}{density}.json").content)
        assert signs | {"hatch"} <= set(sheet)
        picture = client.get(f"/sprites/{look}{density}.png")
        assert picture.content.startswith(b"\x89PNG")
        width, height = (int.from_bytes(picture.content[at : at + 4]) for at in (16, 20))
        assert all(
            one["x"] + one["width"] <= width and one["y"] + one["height"] <= height for one in sheet.values()
        )


def test_fonts_and_signs_come_with_their_licences(built: None) -> None:
    licences = settings.INSTANCE.data_dir / "web/licences"
    assert "SIL Open Font License" in (licences / "noto-sans-sc.txt").read_text()
    assert "SIL Open Font License" in (licences / "noto-sans.txt").read_text()
    assert "CC0" in (licences / "maki.txt").read_text()
