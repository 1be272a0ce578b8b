"""An event leads to the feature as it was, and the pages of both feeds to each other."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_version, outline
from twin.models import Building, Openness, Place

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = (datetime(year, 1, 1, tzinfo=UTC) for year in (2021, 2022, 2023))


@pytest.fixture
def history() -> int:
    """A building that is renamed, then closed to the public; a place beside it. The building's id."""
    house = outline("polygon", 1)
    make_version(Building, "a", house, name="old", recorded=(FIRST, SECOND))
    last = make_version(Building, "a", house, name="new", recorded=(SECOND, THIRD))
    make_version(Building, "a", house, name="x", recorded=(THIRD, None), openness=Openness.CLOSED)
    make_version(Place, "b", outline("point", 1), recorded=(THIRD, None))
    return last.thing_id


def read(client: Client, address: str) -> dict[str, Any]:
    """The JSON at an address."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


def test_each_event_leads_to_the_feature_as_it_was(client: Client, history: int) -> None:
    page = read(client, "/collections/buildings/changes")
    assert [one["change"] for one in page["changes"]] == ["created", "updated", "ended"]
    assert {one["id"] for one in page["changes"]} == {history}
    names = [read(client, one["href"])["properties"]["name"] for one in page["changes"]]
    assert names == ["old", "new", "new"]


def test_the_links_lead_through_all_and_then_on(client: Client, history: int) -> None:
    address, told = "/changes?limit=1", []
    for _ in range(10):
        page = read(client, address)
        told += [(one["collection"], one["change"]) for one in page["changes"]]
        [on] = [link for link in page["links"] if link["rel"] in ("next", "monitor")]
        address = on["href"]
        if on["rel"] == "monitor":
            break
    assert told == [
        ("buildings", "created"),
        ("buildings", "updated"),
        ("buildings", "ended"),
        ("places", "created"),
    ]
    assert read(client, address)["numberReturned"] == 0
    make_version(Place, "late", outline("point", 2), recorded=(datetime.now(UTC), None))
    assert [one["change"] for one in read(client, address)["changes"]] == ["created"]


def test_a_feed_may_be_of_some_collections_and_begin_at_a_moment(client: Client, history: int) -> None:
    assert [one["collection"] for one in read(client, "/changes?collections=places")["changes"]] == ["places"]
    page = read(client, "/changes?since=2022-06-01&collections=places,buildings")
    assert [one["change"] for one in page["changes"]] == ["ended", "created"]
    assert client.get("/changes?collections=nowhere").status_code == 404
    assert client.get("/changes?since=yesterday").status_code == 400


def test_the_versions_of_a_feature_are_those_the_viewer_may_see(client: Client, history: int) -> None:
    address = f"/collections/buildings/items/{history}/versions"
    page = read(client, address)
    assert [one["properties"]["name"] for one in page["features"]] == ["new", "old"]
    newest, oldest = page["features"]
    assert (newest["changed"], oldest["changed"]) == (["name"], None)
    assert newest["recorded"] == ["2022-01-01T00:00:00+00:00", "2023-01-01T00:00:00+00:00"]
    assert newest["source"]["file"] == "made.json" and "who" not in newest["load"]
    [memento] = newest["links"]
    assert read(client, memento["href"])["properties"]["name"] == "new"
    client.force_login(User.objects.create_superuser("admin"))
    assert [one["properties"]["name"] for one in read(client, address)["features"]] == ["x", "new", "old"]


def test_versions_come_page_by_page(client: Client, history: int) -> None:
    first = read(client, f"/collections/buildings/items/{history}/versions?limit=1")
    [on] = [link["href"] for link in first["links"] if link["rel"] == "next"]
    second = read(client, on)
    assert [one["properties"]["name"] for one in first["features"] + second["features"]] == ["new", "old"]
    assert first["features"][0]["changed"] == ["name"]
    assert [link["rel"] for link in second["links"]].count("next") == 0


def test_a_feature_never_seen_has_no_versions(client: Client) -> None:
    closed = make_version(Building, "z", outline("polygon", 1), openness=Openness.CLOSED)
    for id in (closed.thing_id, 10**9):
        assert client.get(f"/collections/buildings/items/{id}/versions").status_code == 404
    assert client.get("/collections/buildings/items/x/versions").status_code == 404


def test_a_collection_leads_to_its_changes(client: Client) -> None:
    links = read(client, "/collections/buildings")["links"]
    assert [link["href"] for link in links if link["rel"] == "monitor"] == [
        "http://testserver/collections/buildings/changes"
    ]
