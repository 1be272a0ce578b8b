"""The card at its address: as JSON, as a page in both languages, and with persons only for a purpose."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_version, outline
from tests.housing import build_estate, settle_people, sign_up
from twin.access.audit import entries
from twin.models import Building, Road
from twin.stock import refresh

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])


def signed_in(*groups: str) -> Client:
    """A browser of someone in these groups."""
    client = Client()
    client.force_login(sign_up("wang", *groups))
    return client


def read_page(client: Client, thing: int, language: str = "en") -> str:
    """The card's page."""
    answer = client.get(f"/card/{thing}", {"f": "html", "lang": language})
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


@pytest.mark.parametrize("kind", ["house", "building", "dwelling"])
def test_each_kind_is_told_as_json_and_as_a_page(client: Client, kind: str) -> None:
    estate = build_estate(2)
    row = estate.dwellings[0] if kind == "dwelling" else getattr(estate, kind)
    told = client.get(f"/card/{row.thing_id}").json()
    assert (told["id"], told["kind"]) == (row.thing_id, kind)
    assert told["uri"] == f"http://testserver{row.thing.uri}"
    for language, word in (("zh", "房屋身份证"), ("en", "House ID card")):
        page = read_page(client, row.thing_id, language)
        assert word in page
        assert page.count("<svg") == 3
        assert told["uri"] in page


def test_a_stranger_and_the_bureau_see_the_same_house_differently(client: Client) -> None:
    estate = build_estate(4)
    settle_people(estate.dwellings, 3)
    stranger, bureau = (
        read_page(client, estate.house.thing_id),
        read_page(signed_in("housing"), estate.house.thing_id),
    )
    assert "C, dangerous in part" in stranger
    assert "Occupied" not in stranger
    assert "Occupied 3" in bureau
    assert ">12<" in bureau
    assert ">12<" not in stranger


def test_price_is_in_no_strangers_document(client: Client) -> None:
    [home] = build_estate(1).dwellings
    assert "31000" not in client.get(f"/card/{home.thing_id}").content.decode()
    assert "31,000" not in read_page(client, home.thing_id)
    assert "31,000 CNY/m²" in read_page(signed_in("planner"), home.thing_id)


def test_persons_are_shown_for_a_purpose_and_the_read_is_kept() -> None:
    [home] = build_estate(1).dwellings
    settle_people([home], 2)
    client = signed_in("housing")
    assert 'name="purpose"' in read_page(client, home.thing_id)
    assert entries() == []
    query = f"/card/{home.thing_id}?f=html&lang=en"
    answer = client.post(query, {"purpose": "house-card", "note": "申请 17"})
    assert answer["Cache-Control"] == "no-store"
    assert "1980-1984" in answer.content.decode()
    assert {(entry.who, entry.note, entry.door) for entry in entries()} == {
        ("wang", "申请 17", f"/card/{home.thing_id}")
    }


@pytest.mark.parametrize("groups", [(), ("planner",)])
def test_others_are_given_no_persons_whatever_they_say(groups: Any) -> None:
    [home] = build_estate(1).dwellings
    settle_people([home], 2)
    answer = signed_in(*groups).post(f"/card/{home.thing_id}?f=json", {"purpose": "house-card"})
    told = answer.json()["occupancy"]
    assert (answer.status_code, told["shown"], told["person_rows"]) == (200, "protected", [])
    assert "1980" not in answer.content.decode()
    assert entries() == []


@pytest.mark.parametrize(
    "body", ["[]", "[1]", "null", '"house-card"', "{", '{"purpose": "house-card", "note": "\\ud800"}']
)
def test_an_odd_body_is_refused_by_a_sentence_and_no_read_is_kept(body: str) -> None:
    [home] = build_estate(1).dwellings
    answer = signed_in("housing").post(f"/card/{home.thing_id}", body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert entries() == []


def test_a_purpose_that_is_none_is_refused_by_a_sentence() -> None:
    [home] = build_estate(1).dwellings
    answer = signed_in("housing").post(f"/card/{home.thing_id}", {"purpose": "curiosity"})
    assert (answer.status_code, "purpose" in answer.json()["detail"]) == (400, True)


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 40, str(2**63)])
def test_an_unknown_number_is_not_found(client: Client, number: str) -> None:
    answer = client.get(f"/card/{number}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_thing_without_a_card_says_so(client: Client) -> None:
    road = make_version(Road, "street", outline("line", 0))
    answer = client.get(f"/card/{road.thing_id}")
    assert answer.status_code == 404
    assert "has no card" in answer.json()["detail"]


def test_what_a_source_writes_is_shown_as_text(client: Client) -> None:
    row = make_version(Building, "b", outline("polygon", 0), name="<script>alert(1)</script>")
    assert "<script>alert" not in read_page(client, row.thing_id)


def test_the_item_of_a_building_leads_to_its_card_and_that_of_a_road_to_none(client: Client) -> None:
    building, road = build_estate(0).building, make_version(Road, "street", outline("line", 0))
    refresh()
    for layer in ("buildings", "housing-age"):
        links = client.get(f"/collections/{layer}/items/{building.thing_id}?lang=zh").json()["links"]
        assert [(one["href"], one["title"]) for one in links if one["rel"] == "card"] == [
            (f"http://testserver/card/{building.thing_id}", "房屋身份证")
        ]
    links = client.get(f"/collections/roads/items/{road.thing_id}").json()["links"]
    assert "card" not in {one["rel"] for one in links}
