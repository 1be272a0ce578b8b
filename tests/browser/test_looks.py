"""The map wears the look of the reader's system or choice, and stays as new as the twin."""

import re
from collections.abc import Iterator

import mapbox_vector_tile
import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from shapely.geometry import box

from tests.browser.reading import changed, open_map, picture, settle
from tests.conftest import FIXTURES

VIEW = "?lang=en#map=16/30.107/120.234/0/0&view=2d"
MERGED = {
    "name": "buildings",
    "features": [{"geometry": box(0, 0, 4096, 4096).wkt, "properties": {"count": 1234}, "id": 2**52 + 5}],
}


@pytest.fixture
def night(browser: Browser) -> Iterator[Page]:
    """A page of a reader whose system is dark."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    yield context.new_page()
    context.close()


def look(page: Page) -> str | None:
    """The look the page wears."""
    return page.get_attribute("html", "data-look")


def test_a_dark_system_opens_the_map_by_night_until_the_reader_chooses(night: Page, map_url: str) -> None:
    open_map(night, map_url + VIEW)
    assert look(night) == "dark"
    assert "look=" not in night.url
    night.get_by_role("button", name="Print").click()
    expect(night.locator("html")).to_have_attribute("data-look", "print")
    expect(night).to_have_url(re.compile("look=print"))
    night.emulate_media(color_scheme="light")
    assert look(night) == "print"


def test_a_look_is_put_on_without_asking_for_a_tile_again(page: Page, map_url: str) -> None:
    open_map(page, map_url + VIEW)
    day = picture(page)
    swatch = page.locator("#layers .swatch[data-of=buildings]").first
    colour = swatch.evaluate("one => getComputedStyle(one).backgroundColor")
    tiles: list[str] = []
    page.on("request", lambda one: tiles.append(one.url) if ".mvt" in one.url else None)
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-look", "dark")
    settle(page)
    page.wait_for_timeout(500)
    assert changed(day, picture(page)) > 0.5
    assert swatch.evaluate("one => getComputedStyle(one).backgroundColor") != colour
    assert tiles == []


def test_what_is_merged_is_told_by_its_count_and_not_asked_for(page: Page, map_url: str) -> None:
    content = mapbox_vector_tile.encode([MERGED])
    page.route(
        "**/tiles/buildings/**.mvt*",
        lambda route: route.fulfill(body=content, content_type="application/vnd.mapbox-vector-tile"),
    )
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/items/" in one.url else None)
    open_map(page, map_url + VIEW + "&on=buildings")
    page.locator("#map").click()
    panel = page.locator("#inspector")
    expect(panel.locator("h2")).to_have_text("1,234 objects here")
    assert asked == [] and "obj=" not in page.url
    panel.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile("#map=18/"))
    expect(panel).to_be_hidden()


def test_a_change_is_drawn_without_loading_the_page_again(page: Page, map_url: str) -> None:
    with page.expect_response(lambda one: one.url.endswith("/tiles/versions.json")):
        open_map(page, map_url + VIEW + "&on=buildings")
    before = page.request.get(f"{map_url}tiles/versions.json").json()
    call_command("load", str(FIXTURES / "cityjson" / "quarter.city.json"), verbosity=0)
    after = page.request.get(f"{map_url}tiles/versions.json").json()
    assert after["buildings"] > before["buildings"]
    with page.expect_response(lambda one: f".mvt?v={after['buildings']}" in one.url):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
