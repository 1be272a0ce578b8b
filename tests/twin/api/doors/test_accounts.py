"""People sign in and out in their language, and are led only to pages of this twin."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db
ENTRY = {"username": "lin", "password": "a long word"}


@pytest.fixture
def account() -> User:
    """An account."""
    return User.objects.create_user(**ENTRY)


def test_who_signs_in_is_led_back_to_the_map_by_name(client: Client, account: User) -> None:
    answer = client.post("/login/?next=/", ENTRY)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert '"user": "lin"' in client.get("/?f=html").content.decode()


def test_nobody_is_led_to_another_site(client: Client, account: User) -> None:
    assert client.post("/login/?next=https://elsewhere.example/", ENTRY)["Location"] == "/"


def test_a_wrong_password_is_told_in_the_readers_language(client: Client, account: User) -> None:
    for language, words in {
        "zh": "用户名或密码不正确",
        "en": "The user name or the password is not right",
    }.items():
        answer = client.post(f"/login/?lang={language}", {**ENTRY, "password": "wrong"})
        assert answer.status_code == 200
        assert words in answer.content.decode()


def test_signing_in_needs_the_pages_own_token(account: User) -> None:
    assert Client(enforce_csrf_checks=True).post("/login/", ENTRY).status_code == 403


def test_a_link_alone_signs_nobody_out(client: Client, account: User) -> None:
    client.force_login(account)
    page = client.get("/logout/")
    assert page.status_code == 200
    assert "lin" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert '"user": "lin"' in client.get("/?f=html").content.decode()
    assert client.post("/logout/")["Location"] == "/"
    assert '"user": null' in client.get("/?f=html").content.decode()
