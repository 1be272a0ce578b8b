"""The pages of collections and features in a browser: asked, turned and copied, by day and by night."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import FIXTURES

PATHS = (
    "/collections",
    "/collections/buildings",
    "/collections/buildings/schema",
    "/collections/buildings/items",
    "/conformance",
)


@pytest.fixture
def served(twin: None, live_server: LiveServer) -> str:
    """The address of a served twin that holds the small OSM city."""
    call_command("load", str(FIXTURES / "osm_tiles"), verbosity=0)
    return str(live_server.url)


@pytest.fixture
def said(page: Page) -> Iterator[list[str]]:
    """Whom the page asks; whatever it says on its console fails the test."""
    asked: list[str] = []
    console: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: console.append(one.text))
    yield asked
    assert console == []
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} <= {
        urlsplit(page.url).netloc
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_whole_in_itself(
    page: Page, served: str, said: list[str], scheme: str, language: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in PATHS:
        page.goto(f"{served}{path}?f=html&lang={language}")
        expect(page.locator("h1")).to_be_visible()
    assert len(said) == len(PATHS)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(18, 22, 26)") is (scheme == "dark")


def test_a_reader_comes_from_the_list_to_a_feature_and_copies_its_address(
    page: Page, served: str, said: list[str]
) -> None:
    page.goto(f"{served}/collections?f=html&lang=en")
    page.get_by_role("rowheader", name="Buildings buildings").get_by_role("link").click()
    expect(page.locator("figure svg .spot, figure svg .dot")).not_to_have_count(0)
    page.locator(".actions").get_by_role("link", name="Features").click()
    expect(page.locator("figure svg a")).to_have_count(4)
    page.get_by_label("Features a page").fill("2")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    assert "bbox=" not in page.url, "What is blank is not sent."
    page.get_by_role("link", name="Next →").first.click()
    page.get_by_role("link", name="← Previous").first.click()
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("heading", name="Provenance")).to_be_visible()
    button = page.locator(".copies button").last
    button.click()
    expect(button).to_have_text("Copied")
    line = page.evaluate("getSelection().toString()")
    assert line.startswith(f"curl -fsS --compressed '{served}/collections/buildings/items/")


def test_the_form_works_and_the_lines_stand_without_a_script(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/collections/buildings/items?f=html&lang=en")
    page.get_by_label("Features a page").fill("3")
    page.get_by_text("Where a field equals").click()
    page.get_by_label("Class").select_option("School")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator(".copies code").last).to_contain_text("class=school")
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    context.close()


def test_the_pages_fit_a_telephone_and_paper(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 400, "height": 780})
    for path in PATHS:
        page.goto(f"{served}{path}?f=html&lang=zh")
        assert page.evaluate("document.documentElement.scrollWidth") <= 400, path
    page.goto(f"{served}/collections/buildings/items?f=html")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator("form.ask")).to_be_hidden()
    expect(page.locator("figure svg")).to_be_visible()
