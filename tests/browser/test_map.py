"""The web map as a person meets it: drawn, searched, clicked, shared, and honest when something is wrong."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect
from shapely.geometry import shape

from tests.browser.reading import ask, camera, changed, open_map, picture, settle, state


@pytest.fixture
def building(page: Page, map_url: str) -> dict[str, Any]:
    """A building of the served twin with its provenance, and a point inside it as `inside`."""
    items = f"{map_url}collections/buildings/items"
    found: dict[str, Any] = ask(page, f"{items}/{ask(page, items, limit='1')['features'][0]['id']}")
    inside = shape(found["geometry"]).representative_point()
    return {**found, "inside": (inside.y, inside.x)}


def aim(map_url: str, building: dict[str, Any], more: str = "") -> str:
    """The address that looks straight down on a building."""
    latitude, longitude = building["inside"]
    return f"{map_url}?lang=en#map=18/{latitude:.6f}/{longitude:.6f}/0/0&view=2d{more}"


def click_middle(page: Page) -> None:
    """Click what lies in the middle of the map."""
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_buildings_are_drawn(page: Page, map_url: str, building: dict[str, Any]) -> None:
    open_map(page, aim(map_url, building))
    assert state(page) == "ready"
    assert int(page.get_attribute("body", "data-drawn") or 0) > 0
    drawn = picture(page)
    page.locator("#layers input[value=buildings]").uncheck()
    page.wait_for_timeout(500)
    assert changed(drawn, picture(page)) > 0.02


def test_buildings_stand_up_in_the_3d_view(page: Page, map_url: str, building: dict[str, Any]) -> None:
    tilted = aim(map_url, building).replace("/0/0&view=2d", "/0/60&view=2d")
    open_map(page, tilted)
    flat = picture(page)
    page.goto("about:blank")
    open_map(page, tilted.replace("view=2d", "view=3d"))
    expect(page.locator("body")).to_have_attribute("data-view", "3d")
    assert changed(flat, picture(page)) > 0.02


def test_the_switch_tilts_the_map_and_lays_it_flat_again(
    page: Page, map_url: str, building: dict[str, Any]
) -> None:
    open_map(page, aim(map_url, building))
    page.get_by_role("button", name="Switch to the 3D view").click()
    expect(page).to_have_url(re.compile(r"/0/50&.*view=3d"))
    page.get_by_role("button", name="Switch to the flat view").click()
    expect(page).to_have_url(re.compile(r"/0/0&.*view=2d"))


def test_an_address_is_found_and_leads_there(page: Page, map_url: str) -> None:
    items = ask(page, f"{map_url}collections/addresses/items", limit="100")["features"]
    house = next(item for item in items if item["properties"]["street"] and item["properties"]["housenumber"])
    named = house["properties"]
    open_map(page, f"{map_url}?lang=en")
    box = page.get_by_role("combobox")
    box.fill(f"{named['street']} {named['housenumber']}")
    expect(page.get_by_role("option").first).to_contain_text(named["street"])
    box.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page.locator("#inspector")).to_contain_text(named["housenumber"])
    expect(page).to_have_url(re.compile("#map=16"))
    settle(page)
    _, latitude, longitude = camera(page)
    there = house["geometry"]["coordinates"]
    assert abs(latitude - there[1]) < 0.003
    assert abs(longitude - there[0]) < 0.003


def test_a_search_without_result_says_so(page: Page, map_url: str) -> None:
    open_map(page, f"{map_url}?lang=en")
    page.get_by_role("combobox").fill("qqqqqqqq")
    expect(page.locator("#results-note")).to_have_text("No place or address matches")
    page.get_by_role("combobox").press("Escape")
    expect(page.locator("#results-box")).to_be_hidden()


def test_a_click_on_a_building_leads_back_to_its_file(
    page: Page, map_url: str, building: dict[str, Any]
) -> None:
    open_map(page, aim(map_url, building, "&on=buildings"))
    click_middle(page)
    panel = page.locator("#inspector")
    source = building["provenance"]["source"]
    expect(panel.locator(".hash")).to_have_text(source["sha256"])
    expect(panel.locator(".file")).to_have_text(source["file"])
    expect(panel.locator(".attributes")).to_contain_text("Height")
    expect(panel.get_by_role("link", name="House ID card")).to_have_attribute(
        "href", f"{map_url}card/{building['id']}"
    )
    assert f"obj=buildings/{building['id']}" in page.url
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()
    assert "obj=" not in page.url


def test_the_language_changes_and_the_view_stays(page: Page, map_url: str, building: dict[str, Any]) -> None:
    address = aim(map_url, building, f"&obj=buildings/{building['id']}")
    open_map(page, address.replace("?lang=en", ""))
    expect(page.locator("#inspector")).to_contain_text("数据来源")
    assert page.get_attribute("html", "lang") == "zh-CN"
    before = camera(page)
    page.locator("#languages a[lang=en]").click()
    expect(page.locator("#inspector")).to_contain_text("Where this comes from")
    settle(page)
    assert page.get_attribute("html", "lang") == "en-GB"
    assert camera(page) == before


def test_the_language_chosen_is_remembered(page: Page, map_url: str) -> None:
    open_map(page, map_url)
    expect(page.get_by_role("combobox")).to_have_attribute("placeholder", "搜索地点或地址")
    page.locator("#languages a[lang=en]").click()
    open_map(page, map_url)
    expect(page.get_by_role("combobox")).to_have_attribute("placeholder", "Search a place or address")


def test_a_copied_address_restores_everything(page: Page, map_url: str, building: dict[str, Any]) -> None:
    open_map(page, aim(map_url, building, "&on=buildings,roads"))
    click_middle(page)
    expect(page.locator("#inspector .hash")).to_be_visible()
    copied = page.url
    page.goto("about:blank")
    open_map(page, copied)
    expect(page.locator("#inspector .hash")).to_have_text(building["provenance"]["source"]["sha256"])
    assert page.url == copied
    on = page.locator("#layers input:checked").evaluate_all("boxes => boxes.map(box => box.value).sort()")
    assert on == ["buildings", "roads"]
    assert page.get_attribute("body", "data-view") == "2d"


def test_an_address_pasted_into_the_open_map_is_followed(
    page: Page, map_url: str, building: dict[str, Any]
) -> None:
    open_map(page, f"{map_url}?lang=en")
    wanted = f"#map=17/30.1071/120.2346/15/0&on=buildings&obj=buildings/{building['id']}&view=2d"
    page.evaluate("hash => { location.hash = hash }", wanted)
    expect(page.locator("#inspector .hash")).to_be_visible()
    expect(page.locator("#layers input[value=roads]")).not_to_be_checked()
    assert page.url.endswith(wanted)


def test_a_view_without_objects_leads_back_to_the_city(page: Page, map_url: str) -> None:
    open_map(page, f"{map_url}?lang=en#map=15/0/0")
    expect(page.locator("#hint")).to_contain_text("No objects in this view")
    page.get_by_role("button", name="Back to the city").click()
    expect(page.locator("#hint")).to_be_hidden()
    _, latitude, longitude = camera(page)
    assert (round(latitude), round(longitude)) == (30, 120)


def test_a_server_that_refuses_is_told_and_tried_again(page: Page, map_url: str) -> None:
    problem = {"title": "Out of order", "detail": "The database does not answer."}
    page.route(
        "**/tiles/style.json*",
        lambda route: route.fulfill(
            status=503, content_type="application/problem+json", body=json.dumps(problem)
        ),
    )
    open_map(page, f"{map_url}?lang=en")
    assert state(page) == "error"
    expect(page.locator("#notice")).to_contain_text("Out of order: The database does not answer.")
    page.unroute("**/tiles/style.json*")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector("body[data-state=ready]")


def test_a_server_that_is_silent_is_told(page: Page, map_url: str) -> None:
    page.route("**/tiles/style.json*", lambda route: route.abort())
    open_map(page, f"{map_url}?lang=en")
    assert state(page) == "error"
    expect(page.locator("#notice")).to_contain_text("The server does not answer.")


def test_tiles_that_do_not_come_leave_the_map_usable(
    page: Page, map_url: str, building: dict[str, Any]
) -> None:
    page.route("**/tiles/buildings/**", lambda route: route.fulfill(status=500))
    with page.expect_response(lambda answer: "/tiles/buildings/" in answer.url and answer.status == 500):
        page.goto(aim(map_url, building))
    page.wait_for_selector("body[data-state=error]")
    expect(page.locator("#toast")).to_contain_text("Some tiles could not be loaded")
    page.unroute("**/tiles/buildings/**")
    with (
        page.expect_navigation(),
        page.expect_response(lambda answer: "/tiles/buildings/" in answer.url and answer.ok),
    ):
        page.get_by_role("button", name="Try again").click()
    settle(page)
    assert state(page) == "ready"


def test_an_empty_twin_says_how_to_load(page: Page, map_url: str) -> None:
    def without_rows(route: Route) -> None:
        style = route.fetch().json()
        style["metadata"]["twin"] |= {"empty": True, "bounds": None}
        route.fulfill(json=style)

    page.route("**/tiles/style.json*", without_rows)
    open_map(page, f"{map_url}?lang=en")
    assert state(page) == "empty"
    expect(page.locator("#notice")).to_contain_text("python3 manage.py load FILE")


def test_the_map_asks_nobody_else(page: Page, map_url: str, building: dict[str, Any]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_map(page, aim(map_url, building, f"&obj=buildings/{building['id']}"))
    page.get_by_role("combobox").fill("a")
    page.wait_for_timeout(600)
    strangers = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert strangers == {urlsplit(map_url).netloc}


def test_the_map_fits_a_telephone(page: Page, map_url: str, building: dict[str, Any]) -> None:
    page.set_viewport_size({"width": 400, "height": 780})
    open_map(page, aim(map_url, building, f"&obj=buildings/{building['id']}"))
    expect(page.locator("#layers")).to_be_hidden()
    expect(page.locator("#inspector .hash")).to_be_visible()
    page.click("#panel-toggle")
    expect(page.locator("#layers")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
