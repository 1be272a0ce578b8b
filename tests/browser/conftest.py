"""A browser before a served twin with a small city in it."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import CHROMIUM, SWITCHES
from tests.conftest import FIXTURES

PATIENCE = 30_000  # ms, of actions and of expectations alike, beside other processes that draw or load


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium; skipped where it has none."""
    if not CHROMIUM.exists():
        pytest.skip("There is no /usr/bin/chromium; `apt install chromium` brings it.")
    # Playwright's loop runs in this thread for the whole session, and Django would refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(SWITCHES))
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh profile's page on a desk; an error the page does not catch fails the test."""
    # No larger than it need be: without a graphics card each pixel is drawn by the processor.
    context = browser.new_context(viewport={"width": 960, "height": 640}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def map_url(twin: None, live_server: LiveServer) -> str:
    """The address of a served twin that holds the small OSM city."""
    if not any((settings.INSTANCE.data_dir / "web").glob("map.js")):
        pytest.skip("The web map is not built; `manage.py test` builds it.")
    call_command("load", str(FIXTURES / "osm_tiles"), verbosity=0)
    return str(live_server.url) + "/"
