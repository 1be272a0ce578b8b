"""Takes the README's picture beside a running twin: `python -m tests.browser.screenshot URL FILE`."""

import sys

from playwright.sync_api import sync_playwright

from tests.browser.chromium import CHROMIUM, SWITCHES

VIEW = "#map=15.3/51.1262/71.4335/-24/58&view=3d"


def take(url: str, file: str, language: str = "en") -> None:
    """Open the map over the demo city's centre, wait until it is drawn, and keep what is seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(SWITCHES))
        page = browser.new_page(viewport={"width": 1360, "height": 800})
        page.goto(f"{url.rstrip('/')}/?lang={language}{VIEW}")
        page.wait_for_selector("body[data-state=ready]", timeout=60_000)
        page.wait_for_timeout(1500)
        page.screenshot(path=file, type="jpeg", quality=82)
        browser.close()


if __name__ == "__main__":
    take(*sys.argv[1:])
