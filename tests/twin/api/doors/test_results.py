"""Results are given as JSON, page, GeoJSON and files to keep, to whoever may see the run."""

import csv
from io import BytesIO, StringIO
from typing import Any

import geopandas
import pytest
from django.contrib.auth.models import User
from django.test import Client
from python_calamine import CalamineWorkbook

from spatial.text import LANGUAGES
from tests.housing import sign_up
from tests.registers import Planted, furnish

pytestmark = pytest.mark.usefixtures("ledger")
BY_DISTRICT = {"zoning": "admin-areas", "admin_level": 6}


@pytest.fixture
def planner(client: Client) -> Client:
    """A browser in which a planner is signed in, over the planted register."""
    furnish(Planted())
    client.force_login(sign_up("wang", "planner"))
    return client


def run(client: Client, process: str = "vacancy", **inputs: Any) -> str:
    """The address of the results of a run."""
    led = client.post(f"/processes/{process}/execution", {name: str(value) for name, value in inputs.items()})
    assert led.status_code == 303, led.content
    return str(led["Location"].partition("?")[0])


def test_the_map_of_a_run_has_its_zones_with_shapes_and_figures(planner: Client) -> None:
    answer = planner.get(f"{run(planner, **BY_DISTRICT)}?f=geojson&lang=en")
    assert answer["Content-Type"] == "application/geo+json"
    told = answer.json()
    west = told["features"][0]
    assert (west["geometry"]["type"], west["properties"]["name"]) == ("MultiPolygon", "1 west")
    assert west["properties"]["vacancy-rate"] == 0.4
    assert told["unplaced_because"] is None
    assert told["columns"][0]["unit"] == "%"


def test_zones_that_may_be_seen_no_more_leave_figures_without_shapes(planner: Client) -> None:
    here = run(planner, zoning="parcels")
    User.objects.get(username="wang").groups.clear()
    told = planner.get(f"{here}?f=geojson&lang=en").json()
    assert "sign in as staff" in told["unplaced_because"]
    assert {one["geometry"] for one in told["features"]} == {None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_all_without_a_script_and_draws_with_one(planner: Client, language: str) -> None:
    page = planner.get(f"{run(planner, **BY_DISTRICT)}?f=html&lang={language}").content.decode()
    for shown in ("1 west", "40", "outcome.js", "admin-areas/6", "<svg", "/results?f=geojson&amp;lang="):
        assert shown in page, shown
    assert {"zh": "行政区", "en": "Administrative areas"}[language] in page


def test_a_form_is_chosen_by_name_else_by_accept(planner: Client) -> None:
    here = run(planner)
    asked = {"application/geo+json": "application/geo+json", "text/html": "text/html; charset=utf-8"}
    for accept, given in asked.items():
        assert planner.get(here, headers={"Accept": accept})["Content-Type"] == given
    assert planner.get(here)["Content-Type"] == "application/json"
    refused = planner.get(f"{here}?f=pdf")
    assert (refused.status_code, refused.json()["parameter"]) == (400, "f")


def test_files_are_named_by_analysis_and_day_and_hold_the_figures_of_the_page(planner: Client) -> None:
    here = run(planner, **BY_DISTRICT)
    told = planner.get(here).json()
    files = {form: planner.get(f"{here}?f={form}&lang=en") for form in ("csv", "xlsx", "geoparquet")}
    for form, ending in (("csv", "csv"), ("xlsx", "xlsx"), ("geoparquet", "parquet")):
        assert files[form]["Content-Disposition"] == (
            f'attachment; filename="vacancy-{told["valid"]}.{ending}"'
        )
    known = sorted(row["value"] for row in told["rows"] if row["value"] is not None)
    rows = list(csv.reader(StringIO(files["csv"].content.decode("utf-8-sig"))))
    assert sorted(float(row[5]) for row in rows[1 : rows.index([])] if row[5]) == known
    sheet = CalamineWorkbook.from_filelike(BytesIO(files["xlsx"].content)).get_sheet_by_name("Figures")
    assert sorted(row[5] for row in sheet.to_python()[1:] if row[5] != "") == pytest.approx(known, rel=1e-15)
    frame = geopandas.read_parquet(BytesIO(files["geoparquet"].content))
    assert frame.geometry.notna().tolist() == [True, True, False, False]
    assert frame["vacancy-rate"].tolist()[0] == 0.4


def test_a_file_of_somebody_elses_run_is_not_given(planner: Client) -> None:
    here = run(planner)
    for form in ("csv", "xlsx", "geoparquet", "geojson"):
        assert Client().get(f"{here}?f={form}").status_code == 404
