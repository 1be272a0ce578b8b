"""The map as a plain folder on a static host: an archive beside the page is read by ranges and drawn."""

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread

import morecantile
import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests.archives import share_database
from tests.browser.reading import changed, open_map, picture, settle, state
from tiles.pages import ARCHIVE
from twin.models import Building

MATRICES = morecantile.tms.get("WebMercatorQuad")


class RangeHandler(SimpleHTTPRequestHandler):
    """A static host that answers ranges (RFC 9110 §14) and writes down which it was asked for."""

    asked: list[str] = []

    def do_GET(self) -> None:
        span = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if not span:
            return super().do_GET()
        content = Path(self.translate_path(self.path)).read_bytes()
        first, last = int(span[1]), min(int(span[2]), len(content) - 1)
        self.asked.append(f"{first}-{last}")
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        self.wfile.write(content[first : last + 1])
        return None

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Expose-Headers", "Content-Range, ETag")
        super().end_headers()

    def do_OPTIONS(self) -> None:
        self.send_response(204)
        self.send_header("Access-Control-Allow-Headers", "Range")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """A test's own words are enough."""


@pytest.fixture
def host(map_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a folder with the map and an archive of the small city, on a host that knows no twin."""
    share_database(monkeypatch)
    zoom = ["--min-zoom", "14", "--max-zoom", "14"]
    wanted = ["--layers", "buildings,roads,water", *zoom, "--lang", "en", "--map"]
    call_command("tiles", "export", str(tmp_path / ARCHIVE), *wanted, stdout=StringIO(), stderr=StringIO())
    RangeHandler.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(RangeHandler, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_an_archive_beside_the_page_is_drawn_from_ranges_of_it(page: Page, host: str) -> None:
    whole: list[int] = []
    page.on("response", lambda one: whole.append(one.status) if one.url.endswith(ARCHIVE) else None)
    open_map(page, f"{host}#view=2d")
    assert state(page) == "ready"
    assert int(page.get_attribute("body", "data-drawn") or 0) > 0
    assert len(RangeHandler.asked) > 1 and set(whole) == {206}
    drawn = picture(page)
    page.locator("#layers input[value=roads]").uncheck()
    settle(page)
    page.wait_for_timeout(500)
    assert changed(drawn, picture(page)) > 0.005
    expect(page.locator("#layers")).to_contain_text("Buildings")
    expect(page.locator("#search-box")).to_be_hidden()


def test_an_object_of_an_archive_is_told_from_its_tile(page: Page, host: str) -> None:
    tallest = Building.objects.exclude(height=None).latest("height")
    inside = tallest.tile.point_on_surface
    there = MATRICES.lnglat(inside.x, inside.y)
    open_map(page, f"{host}#map=18/{there.y}/{there.x}&view=2d&on=buildings")
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#inspector .attributes")).to_contain_text("Height")
    expect(page.locator("#inspector .item-link")).to_have_count(0)


def test_the_twins_own_page_opens_an_archive_of_another_host(page: Page, map_url: str, host: str) -> None:
    where = f"{host}{ARCHIVE}".replace(":", "%3A").replace("/", "%2F")
    open_map(page, f"{map_url}?lang=en#view=2d&archive={where}")
    assert state(page) == "ready"
    assert int(page.get_attribute("body", "data-drawn") or 0) > 0
    assert f"archive={where}" in page.url


def test_an_archive_that_is_not_there_is_told(page: Page, map_url: str) -> None:
    open_map(page, f"{map_url}?lang=en#archive=nowhere.pmtiles")
    assert state(page) == "error"
    expect(page.locator("#notice")).to_contain_text("nowhere.pmtiles")
