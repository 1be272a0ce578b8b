"""A permanent address leads to the item that tells the object now, whatever its code looks like."""

from urllib.parse import quote

import pytest
from django.test import Client

from tests.factories import fill_layer, make_version, outline
from tests.housing import build_estate
from twin.layer import layers
from twin.models import Building

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
