"""A page of results draws its figures as bars and as a map in the reader's language, and asks nobody else."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from spatial.analysis import analyses
from tests.registers import Planted, furnish
from twin.access import NOBODY
from twin.runner import Asker, execute


@pytest.fixture
def results_url(twin: None, live_server: LiveServer) -> str:
    """The address of the results of vacancy by district."""
    if not any((settings.INSTANCE.data_dir / "web").glob("outcome.js")):
        pytest.skip("The web map is not built; `manage.py test` builds it.")
    furnish(Planted())
    run = execute(analyses["vacancy"], {"zoning": "admin-areas", "admin_level": 6}, Asker("", NOBODY))
    return f"{live_server.url}/jobs/{run.id}/results?f=html&lang="


def test_figures_are_drawn_as_bars_and_map_in_both_languages(page: Page, results_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for language, word in (("zh", "空置率"), ("en", "Vacancy rate")):
        page.goto(results_url + language)
        expect(page.locator("#map[data-state=ready]")).to_be_visible()
        expect(page.locator("#bars svg")).to_contain_text("1 west")
        expect(page.locator("#bars svg")).to_contain_text("40 %")
        expect(page.locator("#choice select")).to_contain_text(word)
    page.locator("#choice select").select_option("dwellings.vacant")
    expect(page.locator("#bars svg")).not_to_contain_text("%")
    strangers = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert strangers == {urlsplit(results_url).netloc}


@pytest.mark.parametrize("width", [700, 960, 1280])
def test_the_report_fits_its_paper_and_the_page_a_telephone(page: Page, results_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(results_url + "en")
    expect(page.locator("#map[data-state=ready]")).to_be_visible()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1031, "height": 700})
    expect(page.locator("nav.tools")).to_be_hidden()
    expect(page.locator(".qr svg")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1031
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 400, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_the_dashboard_and_a_comparison_fit_a_telephone(page: Page, results_url: str) -> None:
    page.set_viewport_size({"width": 400, "height": 780})
    here, _, job = results_url.partition("/results")[0].rpartition("/jobs/")
    for path in ("/dashboard", f"/jobs/{job}/compare/{job}", "/processes/vacancy", f"/jobs/{job}"):
        page.goto(f"{here}{path}?f=html&lang=en")
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 400, path
