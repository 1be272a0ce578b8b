"""A query is sent at once while it is small; a larger one becomes an export that is followed and fetched."""

from typing import Any

import pytest
from django.test import Client

from tests.housing import sign_up
from tests.queries import fill_buildings
from twin.api import exports
from twin.api.exports import FORMS
from twin.export import reading
from twin.export.form import forms
from twin.models import Export

pytestmark = pytest.mark.django_db
each_form = pytest.mark.parametrize("id", FORMS)


@each_form
def test_a_small_query_is_sent_at_once(client: Client, id: str) -> None:
    fill_buildings()
    answer = client.get(f"/collections/buildings/items?f={id}")
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == forms[id].media_type
    assert answer["Content-Disposition"] == f'attachment; filename="buildings.{forms[id].extension}"'
    assert len(answer.content) > 100
    assert not Export.objects.exists()


def test_the_file_is_of_the_query_and_says_so(client: Client) -> None:
    fill_buildings()
    answer = client.get("/collections/buildings/items?f=jsonfg&code=bare").json()
    assert [one["properties"]["code"] for one in answer["features"]] == ["bare"]
    assert answer["origin"]["address"] == "http://testserver/collections/buildings/items?code=bare"
    assert answer["origin"]["audience"] == "anonymous"


def test_a_head_is_answered_without_making_anything(client: Client) -> None:
    answer = client.head("/collections/buildings/items?f=gpkg", headers={"Prefer": "respond-async"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Content-Type"] == "application/geopackage+sqlite3"
    assert answer["Content-Crs"] == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
    assert not Export.objects.exists()


@each_form
def test_what_grows_too_large_becomes_an_export(
    client: Client, id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_buildings()
    sent = len(client.get(f"/collections/buildings/items?f={id}").content)
    monkeypatch.setattr(exports, "MOST_BYTES", sent - 50)
    answer = client.get(f"/collections/buildings/items?f={id}")
    assert answer.status_code == 202
    told = answer.json()
    assert answer["Location"] == f"http://testserver/exports/{told['jobID']}"
    assert (told["status"], told["collection"], told["form"]) == ("accepted", "buildings", id)
    monkeypatch.setattr(exports, "MOST_BYTES", sent + 50)
    assert client.get(f"/collections/buildings/items?f={id}").status_code == 200


def test_writing_stops_once_it_is_too_large(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_buildings()
    read: list[int] = []
    honest = exports.measure
    monkeypatch.setattr(exports, "measure", lambda folder: read.append(honest(folder)) or read[-1])
    monkeypatch.setattr(exports, "MOST_BYTES", 1)
    monkeypatch.setattr(reading, "BATCH", 1)
    assert client.get("/collections/buildings/items?f=gpkg").status_code == 202
    assert len(read) == 1


def test_very_many_rows_become_an_export_without_a_trial(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_buildings()
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    assert client.get("/collections/buildings/items?f=csv").status_code == 202
    assert client.get("/collections/buildings/items?f=csv&code=bare").status_code == 200


def test_a_client_may_ask_to_be_answered_later_and_a_browser_is_led_to_the_page(client: Client) -> None:
    later = {"Prefer": "respond-async"}
    answer = client.get("/collections/buildings/items?f=csv", headers=later)
    assert (answer.status_code, answer["Preference-Applied"]) == (202, "respond-async")
    page = client.get(
        "/collections/buildings/items?f=csv", headers={**later, "Accept": "text/html,*/*;q=0.8"}
    )
    assert page.status_code == 303
    shown = client.get(page["Location"])
    assert shown.status_code == 200
    assert "<progress" in shown.content.decode()


def test_nobody_may_have_any_number_made(client: Client) -> None:
    client.force_login(sign_up("li", "planner"))
    later: dict[str, Any] = {"Prefer": "respond-async"}
    codes = [
        client.get(f"/collections/buildings/items?f=csv&code={at}", headers=later).status_code
        for at in range(6)
    ]
    assert codes == [202] * 5 + [503]
    again = client.get("/collections/buildings/items?f=csv&code=0", headers=later)
    assert again.status_code == 202
    assert Export.objects.count() == 5


def test_what_a_form_cannot_take_is_a_plain_refusal(client: Client) -> None:
    answer = client.get("/collections/people-by-zone/items?f=cityjson")
    assert answer.status_code == 400
    assert "CityJSON has no word for its rows" in answer.json()["detail"]


def test_a_file_has_no_pages(client: Client) -> None:
    for page in ("limit=1", "offset=1", "cursor=x", "count=exact"):
        answer = client.get(f"/collections/buildings/items?f=csv&{page}")
        assert (answer.status_code, answer.json()["parameter"]) == (400, page.partition("=")[0])
