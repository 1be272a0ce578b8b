"""A theme switches on what answers its question, and says how it is to be read."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import open_map
from tests.factories import fill_layer
from twin.layer import layers

pytestmark = pytest.mark.full


@pytest.fixture
def themed_url(map_url: str) -> str:
    """The address of a served twin with parcels and a housing stock beside the small city."""
    for id in ("parcels", "housing-density"):
        fill_layer(layers[id], range(3))
    return map_url


def on(page: Page) -> set[str]:
    """The layers that are ticked in the list."""
    boxes = page.locator("#layers input:checked")
    return {box.get_attribute("value") or "" for box in boxes.all()}


def test_an_address_of_a_theme_shows_its_layers_legend_and_reasons(page: Page, themed_url: str) -> None:
    open_map(page, f"{themed_url}?lang=en#theme=overview")
    assert {"housing-density", "parcels"} <= on(page)
    assert "buildings" not in on(page)
    expect(page.locator("#themes [aria-pressed=true]")).to_have_text("Overview")
    key = page.locator("#theme-key")
    expect(key).to_contain_text("Commerce and services")
    expect(key).to_contain_text("Classes: each value, 2 of them. Only 2 distinct values occur.")
    expect(page.locator("body")).to_have_attribute("data-view", "2d")


def test_a_theme_is_chosen_left_and_no_longer_told_once_another_layer_is_on(
    page: Page, themed_url: str
) -> None:
    open_map(page, f"{themed_url}?lang=zh")
    before = on(page)
    chip = page.locator("#themes [data-theme=land-use]")
    chip.click()
    assert "parcels" in on(page) and on(page) != before
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#theme-key")).to_contain_text("GB/T 21010-2017")
    page.locator("#layers input[value=buildings]").check()
    expect(chip).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#theme-key")).to_be_empty()
    chip.click()
    chip.click()
    assert on(page) == before
