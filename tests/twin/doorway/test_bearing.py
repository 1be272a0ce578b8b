"""A token opens every door as far as it is for it, and a bad one opens none."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.bearing import bear, member, show
from tests.cities import city, write
from tests.drawn import tile_over
from tests.factories import fill_layer
from tests.residents import make_dwelling, make_family
from twin.access import audit
from twin.access.chain import Head
from twin.access.tokens import make
from twin.ingest import Order, load
from twin.layer import layers
from twin.models import Building, Openness, Token

pytestmark = pytest.mark.django_db
DOORS = ("/", "/collections", "/collections/places/items", "/tiles/places/12/1/1.mvt", "/tiles/places.json")


@pytest.mark.parametrize("address", DOORS)
def test_a_token_that_is_no_good_is_refused_at_every_door(client: Client, address: str) -> None:
    li = member("li", "planner")
    (past, old), (gone, revoked) = make(li, "expired", []), make(li, "revoked", [])
    Token.objects.filter(pk=past.pk).update(expires=timezone.now() - timedelta(1))
    Token.objects.filter(pk=gone.pk).update(revoked=timezone.now())
    for secret in (old, revoked, "", "guess", "twin_\x7f", "é"):
        answer = client.get(address, headers=show(secret))
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["WWW-Authenticate"].startswith("Bearer ")
        assert answer["Cache-Control"] == "no-store"
        assert answer.json()["detail"]


@pytest.mark.parametrize("address", DOORS)
def test_what_a_token_is_answered_is_kept_by_no_shared_cache(client: Client, address: str) -> None:
    fill_layer(layers["places"], [1])
    answer = client.get(address, headers=bear(member("li", "planner"), "planner"))
    assert answer.status_code in (200, 204)
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer["Vary"]


def test_another_scheme_is_no_token(client: Client) -> None:
    assert client.get("/collections", headers={"authorization": "Basic bGk6eA=="}).status_code == 200


def test_a_token_sees_rows_and_fields_as_far_as_it_is_for_them(client: Client) -> None:
    [row] = fill_layer(layers["buildings"], [1], openness=Openness.LIMITED)
    address = f"/collections/buildings/items/{row.thing_id}"
    li = member("li", "planner")
    assert client.get(address).status_code == 404
    assert client.get(address, headers=bear(li)).status_code == 404
    assert client.get(address, headers=bear(li, "planner")).status_code == 200
    client.force_login(li)
    assert client.get(address, headers=bear(li)).status_code == 404, "the token counts, not the session"


@pytest.mark.django_db(transaction=True)
def test_a_token_opens_tiles(twin: None, client: Client, tmp_path: Path) -> None:
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    Building.objects.update(openness=Openness.LIMITED)
    tile = tile_over(Building.objects.get(), 16)
    address = f"/tiles/buildings/{tile.z}/{tile.x}/{tile.y}.mvt"
    li = member("li", "planner")
    assert client.get(address).status_code == 204
    assert client.get(address, headers=bear(li)).status_code == 204
    shown = client.get(address, headers=bear(li, "planner"))
    assert shown.status_code == 200
    assert shown.content


def test_personal_rows_are_for_a_token_of_the_bureau_and_its_read_names_it(client: Client) -> None:
    dwelling = make_dwelling(1)
    make_family(dwelling, 2)
    li = member("li", "housing", "planner")
    address, asked = f"/card/{dwelling.thing_id}", {"purpose": "case-work"}
    before = audit.verify()
    assert isinstance(before, Head)
    for headers in ({}, bear(li), bear(li, "planner")):
        told = client.post(address, asked, headers=headers).json()["occupancy"]
        assert not told.get("person_rows")
        assert not told.get("household_rows")
    assert audit.verify() == before
    token, secret = make(li, "case work", ["housing"])
    guarded = Client(enforce_csrf_checks=True)
    told = guarded.post(address, asked, headers=show(secret))
    assert told.status_code == 200
    assert len(told.json()["occupancy"]["person_rows"]) == 2
    written = audit.entries(last=2)
    assert {(one.who, one.token) for one in written} == {("li", token.pk)}
    client.force_login(li)
    client.post(address, asked)
    assert {(one.who, one.token) for one in audit.entries(last=2)} == {("li", None)}
    assert isinstance(audit.verify(), Head)


def test_with_a_session_a_form_needs_the_pages_own_token() -> None:
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(member("li", "housing"))
    assert guarded.post("/card/1", {"purpose": "case-work"}).status_code == 403


@pytest.mark.parametrize("address", ["/loads", "/conflicts", "/preview", "/links/1"])
def test_a_token_changes_nothing(client: Client, address: str) -> None:
    answer = client.post(address, {}, headers=bear(member("root", "admin"), "admin"))
    assert answer.status_code == 403
    assert "sign in" in answer.json()["detail"]
