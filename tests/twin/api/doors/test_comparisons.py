"""Two runs are compared on a page and in JSON, by whoever may see both."""

import pytest
from django.test import Client

from spatial.text import LANGUAGES
from tests.registers import Planted

pytestmark = pytest.mark.usefixtures("ledger")


def run(client: Client, process: str, **inputs: str) -> str:
    """The id of a run."""
    return str(client.post(f"/processes/{process}/execution", inputs)["Location"].split("/")[2])


@pytest.fixture
def pair(client: Client) -> tuple[str, str]:
    """Two runs that differ in an input."""
    Planted()
    given = {"zoning": "admin-areas", "admin_level": "6"}
    return (
        run(client, "ageing-stock", built_before="1990", **given),
        run(client, "ageing-stock", built_before="2010", **given),
    )


def test_runs_are_compared_place_by_place(client: Client, pair: tuple[str, str]) -> None:
    told = client.get(f"/jobs/{pair[0]}/compare/{pair[1]}?lang=en").json()
    assert told["runs"] == list(pair)
    assert {one["name"]: (one["one"], one["other"]) for one in told["differs"]}["Old: built before"] == (
        "1990",
        "2010",
    )
    [city] = [row for row in told["rows"] if row["place"] == "city" and row["key"] == "old"]
    assert city["difference"] == pytest.approx(city["other"] - city["one"]) and city["difference"] > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_both_runs_and_what_differs(
    client: Client, pair: tuple[str, str], language: str
) -> None:
    page = client.get(f"/jobs/{pair[0]}/compare/{pair[1]}?f=html&lang={language}").content.decode()
    for shown in ("1 west", "1990", "2010", {"zh": "百分点", "en": "percentage points"}[language]):
        assert shown in page, shown


def test_runs_of_different_analyses_and_of_others_are_not_compared(
    client: Client, pair: tuple[str, str]
) -> None:
    other = run(client, "vacancy")
    refused = client.get(f"/jobs/{pair[0]}/compare/{other}")
    assert (refused.status_code, refused.json()["parameter"]) == (400, "other")
    missing = client.get(f"/jobs/{pair[0]}/compare/0e2bbd4c-98d4-4f2b-8f3e-6a4a2b1f0c77")
    assert missing.status_code == 404
