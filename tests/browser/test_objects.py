"""The page of an object and the list of reports in a browser: reported by hand, answered by staff."""

import os
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pyogrio import read_dataframe
from pytest_django.live_server_helper import LiveServer

from tests.conftest import FIXTURES
from tests.housing import sign_up
from tests.reports import issue
from twin.ingest import Order, load
from twin.models import Building


@pytest.fixture
def building(twin: None) -> Building:
    """A building of the small OSM city, with a code of the cadastre."""
    load(FIXTURES / "osm_tiles", Order(), "tester")
    found = Building.objects.filter(name__isnull=False).order_by("pk")[0]
    issue(found.thing, "unit-code", "330106001001GB00001F00010000")
    return found


def keep(page: Page, name: str) -> None:
    """A picture of the page, where the environment names a folder for them."""
    if folder := os.environ.get("TWIN_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_a_person_reports_an_error_and_staff_answer_it(
    page: Page, building: Building, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/id/unit-code/330106001001GB00001F00010000?lang=en")
    page.goto(f"{page.url}&lang=en")
    expect(page.locator("h1")).to_have_text(str(building.name))
    expect(page.locator("figure svg")).to_be_visible()
    keep(page, "object")
    page.get_by_role("link", name="Report an error").click()
    expect(page.get_by_text("Which field?")).to_be_hidden()
    page.get_by_label("A field is wrong").check()
    page.get_by_label("Which field?").select_option("name")
    page.get_by_label("Say what is wrong").fill("The name is the old one.\nSince 2024 it is 文三大厦.")
    page.get_by_label("How to reach you").fill("li@example.org")
    keep(page, "report")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("h1")).to_contain_text("Open")
    keep(page, "state")
    mine = page.url
    planner = Client()
    planner.force_login(sign_up("li", "planner"))
    session = {"name": "sessionid", "value": planner.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([session])  # type: ignore[list-item]
    page.goto(f"{live_server.url}/reports?f=html&lang=en")
    keep(page, "reports")
    page.get_by_placeholder("Answer").fill("Checked on the spot and corrected.")
    page.get_by_role("button", name="Corrected").click()
    expect(page.get_by_text("There are no such reports.")).to_be_visible()
    page.goto(mine)
    expect(page.locator("h1")).to_contain_text("Accepted")
    expect(page.get_by_text("Checked on the spot")).to_be_visible()


def test_the_pages_fit_a_telephone(page: Page, building: Building, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 400, "height": 780})
    for address in (f"/objects/{building.thing_id}", f"/objects/{building.thing_id}/report"):
        page.goto(f"{live_server.url}{address}?f=html&lang=zh")
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.goto(f"{live_server.url}/objects/{building.thing_id}?f=html&lang=zh")
    keep(page, "object_phone")


def test_gdal_reads_the_address_that_the_page_offers(building: Building, live_server: LiveServer) -> None:
    told = Client().get(f"/objects/{building.thing_id}").json()
    offered = told["collections"][0]["item"].replace("http://testserver", live_server.url)
    read = read_dataframe(offered)
    assert (len(read), read.iloc[0]["name"], str(read.crs)) == (1, building.name, "EPSG:4326")
