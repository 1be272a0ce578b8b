"""The page of tokens in a browser: one is made, shown once, works at every door, and is revoked."""

import os
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import fill_layer
from tests.housing import sign_up
from twin.layer import layers
from twin.models import Openness

ITEMS = "/collections/roads/items"


@pytest.fixture
def signed_in(twin: None, page: Page, live_server: LiveServer) -> Page:
    """A planner's browser, beside a road that is for those who work with the twin alone."""
    fill_layer(layers["roads"], [1], openness=Openness.LIMITED)
    planner = Client()
    planner.force_login(sign_up("li", "planner"))
    session = {"name": "sessionid", "value": planner.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([session])  # type: ignore[list-item]
    return page


def count(secret: str) -> tuple[int, int]:
    """How a token is answered, and how many roads it shows."""
    answer = Client().get(ITEMS, headers={"authorization": f"Bearer {secret}"})
    return answer.status_code, answer.json().get("numberReturned", 0)


def test_a_token_is_made_used_and_revoked(signed_in: Page, live_server: LiveServer) -> None:
    signed_in.goto(f"{live_server.url}/tokens?lang=en")
    signed_in.get_by_label("What").fill("Nightly copy")
    signed_in.get_by_label("planner").check()
    signed_in.locator("form").last.get_by_role("button").click()
    secret = signed_in.locator("#secret").inner_text()
    assert count(secret) == (200, 1)
    assert Client().get(ITEMS).json()["numberReturned"] == 0
    if folder := os.environ.get("TWIN_PICTURES"):
        signed_in.screenshot(path=Path(folder) / "tokens.png", full_page=True)
    signed_in.goto(f"{live_server.url}/tokens?lang=en")
    expect(signed_in.locator("#secret")).to_have_count(0)
    signed_in.get_by_role("button", name="Nightly copy").click()
    expect(signed_in.get_by_role("button", name="Nightly copy")).to_have_count(0)
    assert count(secret)[0] == 401
