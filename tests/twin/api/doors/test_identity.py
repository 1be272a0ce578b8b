"""A permanent address leads to the item that tells the object now, whatever its code looks like."""

from urllib.parse import quote

import pytest
from django.test import Client

from tests.factories import LONG_AGO, fill_layer, make_version, outline
from tests.housing import build_estate
from tests.reports import LATER, issue, put_building
from twin.layer import layers
from twin.models import Building, Openness

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["a", "way/12", "楼 7", "q\"x'%", "..%2f"])
def test_an_objects_own_id_leads_to_its_item(client: Client, code: str) -> None:
    made = make_version(Building, code, outline("polygon", 0))
    answer = client.get(f"/id/made/building/{quote(code)}")
    assert (answer.status_code, answer["Location"]) == (303, f"/collections/buildings/items/{made.thing_id}")


def test_a_part_leads_to_the_collection_of_parts(client: Client) -> None:
    [part] = fill_layer(layers["building-parts"], [1])
    location = client.get(part.thing.uri)["Location"]
    assert location == f"/collections/building-parts/items/{part.thing_id}"


def test_people_are_led_to_the_card_of_a_building(client: Client) -> None:
    made = make_version(Building, "a", outline("polygon", 0))
    answer = client.get("/id/made/building/a", headers={"Accept": "text/html,*/*;q=0.1"})
    assert (answer.status_code, answer["Location"]) == (303, f"/card/{made.thing_id}?f=html")


def test_what_no_layer_tells_is_told_by_its_card(client: Client) -> None:
    house = build_estate(0).house
    assert client.get("/id/bureau/house/H1")["Location"] == f"/card/{house.thing_id}"
    assert client.get("/id/bureau/house/H9").status_code == 404


@pytest.mark.parametrize(
    "path", ["x/building/a", "made/x/a", "made/building/x", "made/building/%00", "%00/a/b"]
)
def test_an_unknown_id_is_not_found(client: Client, path: str) -> None:
    make_version(Building, "a", outline("polygon", 0))
    assert client.get(f"/id/{path}").status_code == 404


ACCEPT_HTML = {"Accept": "text/html,*/*;q=0.1"}


@pytest.mark.parametrize("code", ["a", "330106/12/7", "楼 7", "q\"x'%", "..%2f", "/x", "a//b"])
def test_a_code_leads_programs_to_the_feature_and_people_to_the_page(client: Client, code: str) -> None:
    made = put_building()
    issue(made.thing, "cadastre", code)
    address = f"/id/cadastre/{quote(code)}"
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (303, f"/collections/buildings/items/{made.thing_id}")
    assert "Accept" in answer["Vary"]
    page = client.get(address, headers=ACCEPT_HTML)
    assert (page.status_code, page["Location"]) == (303, f"/objects/{made.thing_id}?f=html")


def test_the_code_of_a_house_leads_to_its_page(client: Client) -> None:
    house = build_estate(0).house
    assert client.get("/id/house-code/3301060010010001")["Location"] == f"/objects/{house.thing_id}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_several_objects_of_one_code_are_a_choice_of_those_open_to_the_viewer(
    client: Client, language: str
) -> None:
    made = [put_building("a"), put_building("b"), put_building("c", openness=Openness.CLOSED)]
    for one in made:
        issue(one.thing, "cadastre", "7")
    answer = client.get("/id/cadastre/7")
    assert answer.status_code == 300
    assert [one["id"] for one in answer.json()["objects"]] == [one.thing_id for one in made[:2]]
    page = client.get(f"/id/cadastre/7?f=html&lang={language}")
    assert page.status_code == 300
    assert {"zh": "该编码对应多个对象", "en": "Several objects"}[language] in page.content.decode()


def test_a_code_of_what_is_closed_is_as_unknown_as_none(client: Client) -> None:
    issue(put_building(openness=Openness.CLOSED).thing, "cadastre", "7")
    closed, none = client.get("/id/cadastre/7"), client.get("/id/cadastre/8")
    assert (closed.status_code, closed.json()) == (404, none.json())
    assert "/id/{scheme}/{code}" in none.json()["detail"]


def test_what_has_ended_is_led_to_its_page(client: Client) -> None:
    old = fill_layer(layers["places"], [1])[0]
    type(old)._default_manager.update(recorded=(LONG_AGO, LATER))
    assert client.get(quote(old.thing.uri))["Location"] == f"/objects/{old.thing_id}"


@pytest.mark.parametrize("path", ["cadastre/%00", "%00/7", "cadastre/%E2%80%AE7", "x/y", "x/"])
def test_an_odd_code_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/id/{path}").status_code == 404
