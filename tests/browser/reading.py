"""What the browser tests read off the map's page and picture."""

import re
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile


def open_map(page: Page, address: str) -> None:
    """Go there and wait until the map has said how it stands."""
    page.goto(address)
    settle(page)


def settle(page: Page) -> None:
    """Wait until nothing loads any more."""
    page.wait_for_selector("body:not([data-state=loading])")
    page.wait_for_selector("#progress", state="hidden")


def state(page: Page) -> str | None:
    """Loading, ready, empty or error."""
    return page.get_attribute("body", "data-state")


def picture(page: Page) -> NDArray[np.uint8]:
    """The map's middle as it stands on the screen, (row, column, colour)."""
    box = page.locator("#map").bounding_box()
    assert box is not None
    clip = {
        "x": box["x"] + box["width"] / 4,
        "y": box["y"] + box["height"] / 4,
        "width": box["width"] / 2,
        "height": box["height"] / 2,
    }
    with catch_warnings():
        simplefilter("ignore", NotGeoreferencedWarning)
        with MemoryFile(page.screenshot(clip=clip)) as file, file.open() as image:
            colours: NDArray[np.uint8] = image.read((1, 2, 3)).transpose(1, 2, 0)
    return colours


def changed(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> float:
    """The share of pixels that differ visibly."""
    return float((np.abs(before.astype(int) - after.astype(int)).max(axis=2) > 12).mean())


def camera(page: Page) -> tuple[float, float, float]:
    """Zoom, latitude and longitude, as the address tells them."""
    found = re.search(r"#map=([\d.]+)/(-?[\d.]+)/(-?[\d.]+)", page.url)
    assert found, page.url
    zoom, latitude, longitude = map(float, found.groups())
    return zoom, latitude, longitude


def ask(page: Page, address: str, **query: str) -> Any:
    """JSON, asked for as the map's own page would."""
    answer = page.request.get(address, params=query, headers={"Accept": "application/json"})
    assert answer.ok, f"{answer.status} {answer.url}"
    return answer.json()
