"""The house ID card as paper: one sheet for a house of forty dwellings, in both languages."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.housing import build_estate


@pytest.fixture
def card_url(twin: None, live_server: LiveServer) -> str:
    """The address of the card of a house of forty dwellings."""
    return f"{live_server.url}/card/{build_estate(40).house.thing_id}?f=html&lang="


def count_sheets(page: Page) -> int:
    """How many sheets the page prints to."""
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    return len(re.findall(rb"/Type\s*/Page[^s]", paper))


def test_a_house_of_forty_dwellings_prints_to_one_sheet_and_asks_nobody_else(
    page: Page, card_url: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for language, word in (("zh", "房屋身份证"), ("en", "House ID card")):
        page.goto(card_url + language)
        expect(page.locator(".kind")).to_contain_text(word)
        expect(page.locator(".unit td")).to_have_count(40)
        assert count_sheets(page) == 1
    assert {url.partition("?")[0] for url in asked if not url.startswith("data:")} == {
        card_url.partition("?")[0]
    }


def test_the_paper_is_white_beyond_the_card(page: Page, card_url: str) -> None:
    page.goto(card_url + "zh")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_card_fits_a_telephone(page: Page, card_url: str) -> None:
    page.set_viewport_size({"width": 400, "height": 780})
    page.goto(card_url + "zh")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
