"""What is no process or job is refused in the standard's words; a page remembers the language chosen."""

import pytest
from django.test import Client

from tests.registers import Planted

pytestmark = pytest.mark.usefixtures("ledger")


def test_a_language_chosen_on_a_page_of_analyses_is_kept_for_the_others(client: Client) -> None:
    client.get("/processes?f=html&lang=en")
    assert "Vacancy of dwellings" in client.get("/processes?f=html").content.decode()


def test_an_outcome_comes_by_itself_or_in_a_document(client: Client) -> None:
    Planted()
    address = "/processes/vacancy/execution"
    raw = client.post(address, {"inputs": {}}, content_type="application/json").json()
    assert raw["analysis"] == "vacancy"
    asked = {"inputs": {}, "response": "document"}
    whole = client.post(address, asked, content_type="application/json").json()
    assert list(whole) == ["result"]


def test_the_last_runs_are_ones_own_even_for_an_administrator(client: Client, admin_client: Client) -> None:
    Planted()
    address = "/processes/vacancy/execution"
    led = [one.post(address, {})["Location"].split("/")[2] for one in (client, admin_client)]
    page = admin_client.get("/processes/vacancy?f=html").content.decode()
    assert [job in page for job in led] == [False, True]
