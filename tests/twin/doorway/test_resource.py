"""What all resources share: who may keep an answer, and which form is sent."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_signed_in_viewers_answer_is_kept_by_no_shared_cache(client: Client) -> None:
    for address in ("/", "/?f=html", "/collections", "/collections/buildings/items"):
        assert client.get(address)["Cache-Control"] == "public, no-cache"
    client.force_login(User.objects.create_user("newcomer"))
    for address in ("/", "/?f=html", "/collections", "/collections/buildings/items"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "private, no-cache"
        assert {"Cookie", "Authorization"} <= {name.strip() for name in answer["Vary"].split(",")}


def test_no_site_can_read_what_only_a_signed_in_viewer_sees(admin_client: Client) -> None:
    answer = admin_client.get("/collections")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.has_header("Access-Control-Allow-Credentials")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("image/png", "application/json"),
        ("application/json, text/html;q=0.5", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_html_is_sent_to_who_asks_for_it_by_name(client: Client, accept: str | None, form: str) -> None:
    headers = {"accept": accept} if accept else {}
    answer = client.get("/", headers=headers)
    assert answer["Content-Type"].split(";")[0] == form
    assert "Accept" in answer["Vary"].split(", ")
    assert client.get("/?f=json", headers=headers)["Content-Type"] == "application/json"
    assert client.get("/?f=html", headers=headers)["Content-Type"].startswith("text/html")


def test_a_script_on_another_site_may_ask_with_its_token(client: Client) -> None:
    asked = client.options("/collections", headers={"origin": "https://elsewhere.example"})
    assert "Authorization" in asked["Access-Control-Allow-Headers"].split(", ")
    assert not asked.has_header("Access-Control-Allow-Credentials")
