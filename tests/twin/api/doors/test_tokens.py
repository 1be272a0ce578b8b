"""The page of tokens: a secret is told once, forms are guarded, and no token leads here."""

import re

import pytest
from django.test import Client

from tests.bearing import bear, member, show
from twin.access.tokens import find, make
from twin.models import Token

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"twin_[A-Za-z0-9_-]{43}")
FORM = {"title": "a nightly export", "group": ["planner"], "days": "30"}


def test_who_has_not_signed_in_is_led_to_the_login(client: Client) -> None:
    assert client.get("/tokens")["Location"] == "/login/?next=/tokens"
    assert client.post("/tokens", FORM)["Location"] == "/login/?next=/tokens"
    assert not Token.objects.exists()


def test_a_secret_is_shown_once(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.force_login(member("li", "housing", "planner"))
    page = client.post("/tokens", FORM)
    assert "no-store" in page["Cache-Control"]
    [secret] = SECRET.findall(page.content.decode())
    assert find(secret).viewer.groups == {"anonymous", "planner"}
    listed = client.get("/tokens").content.decode()
    assert "a nightly export" in listed
    assert secret not in listed
    assert client.get("/collections", headers=show(f"{secret}x")).status_code == 401
    assert secret not in caplog.text


def test_a_token_is_revoked_on_the_page_by_its_owner_alone(client: Client) -> None:
    token, secret = make(member("li", "planner"), "export", ["planner"])
    client.force_login(member("wang", "planner"))
    assert "export" not in client.get("/tokens").content.decode()
    assert client.post("/tokens", {"revoke": str(token.pk)}).status_code == 404
    assert find(secret)
    client.force_login(token.owner)
    assert client.post("/tokens", {"revoke": str(token.pk)})["Location"] == "/tokens"
    assert client.get("/collections", headers=show(secret)).status_code == 401


@pytest.mark.parametrize("odd", ["", "x", "²", "9" * 30, "-1", "\0"])
def test_odd_words_are_refused(client: Client, odd: str) -> None:
    client.force_login(member("li", "planner"))
    assert client.post("/tokens", {"revoke": odd}).status_code == 404
    assert client.post("/tokens", {**FORM, "days": odd}).status_code == 400
    assert client.post("/tokens", {**FORM, "group": ["housing"]}).status_code == 400
    assert not Token.objects.exists()


def test_the_forms_need_the_pages_own_token() -> None:
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(member("li", "planner"))
    assert guarded.post("/tokens", FORM).status_code == 403
    assert not Token.objects.exists()


def test_the_page_speaks_two_languages(client: Client) -> None:
    client.force_login(member("li", "planner"))
    assert "Make a token" in client.get("/tokens?lang=en").content.decode()
    assert "新建令牌" in client.get("/tokens?lang=zh").content.decode()


def test_no_token_leads_to_this_page_or_into_the_administration(client: Client) -> None:
    headers = bear(member("root", "admin"), "admin")
    assert client.get("/tokens", headers=headers).status_code == 302
    assert client.post("/tokens", FORM, headers=headers).status_code == 302
    assert Token.objects.count() == 1
    assert client.get("/admin/", headers=headers).status_code == 302
