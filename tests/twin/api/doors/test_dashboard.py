"""The dashboard tells everyone what they may see of the city, with the run behind each figure."""

import pytest
from django.test import Client

from spatial.text import LANGUAGES
from tests.housing import sign_up
from tests.registers import Planted, furnish

pytestmark = pytest.mark.usefixtures("ledger")


def test_every_tile_leads_to_the_run_it_is_of(client: Client) -> None:
    furnish(Planted())
    client.force_login(sign_up("li", "housing"))
    told = client.get("/dashboard").json()
    assert [theme["id"] for theme in told["themes"]] == ["housing", "commute"]
    tiles = {tile["analysis"]: tile for theme in told["themes"] for tile in theme["tiles"]}
    assert {tile["state"] for tile in tiles.values()} == {"told"}
    [run] = [link["href"] for link in tiles["vacancy"]["links"] if link["rel"] == "via"]
    outcome = client.get(run.removeprefix("http://testserver")).json()
    [city] = [
        row["value"] for row in outcome["rows"] if row["place"] == "city" and row["measure"] == "vacancy-rate"
    ]
    assert (tiles["vacancy"]["headline"]["value"], outcome["zoning"]) == (city, "admin-areas/6")


def test_strangers_see_what_is_open_and_why_the_rest_is_not(client: Client) -> None:
    furnish(Planted())
    told = client.get("/dashboard").json()
    states = {tile["analysis"]: tile["state"] for theme in told["themes"] for tile in theme["tiles"]}
    assert (states["vacancy"], states["affordability"]) == ("told", "refused")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_in_both_languages(client: Client, language: str) -> None:
    furnish(Planted())
    page = client.get(f"/dashboard?f=html&lang={language}").content.decode()
    for shown in ({"zh": "住房空置率", "en": "Vacancy of dwellings"}[language], "1 west", "/results?f=html"):
        assert shown in page, shown


def test_an_empty_twin_says_that_nothing_is_held(client: Client) -> None:
    told = client.get("/dashboard?lang=en").json()
    first = told["themes"][0]["tiles"][0]
    assert (first["state"], first["headline"]["value"]) == ("told", None)
    assert first["headline"]["why"] == "The twin holds no rows of what it is worked out of"


def test_a_level_that_is_not_held_is_refused_by_the_tiles(client: Client) -> None:
    Planted()
    told = client.get("/dashboard?admin_level=3").json()
    assert "there are: 6" in told["themes"][0]["tiles"][0]["why"]
    assert client.get("/dashboard?admin_level=x").status_code == 400
