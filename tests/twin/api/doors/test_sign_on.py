"""People sign in by a real OpenID provider; what it did not say, or not to this twin now, lets nobody in."""

import base64
import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import clear_url_caches

import twin.api.urls
import twin.urls
from tests.oidc import Front, agree, front, provide
from twin.access import viewer
from twin.api.doors import sign_on
from twin.models import SignOn

pytestmark = pytest.mark.django_db
LI = {"sub": "li-7", "preferred_username": "li", "groups": ["planner", "admin", "friends"]}
SECRET = "a secret of the provider's"


def renew_routes() -> None:
    """Have the routes follow the settings as they are now."""
    sign_on.provider.cache_clear()
    importlib.reload(twin.api.urls)
    importlib.reload(twin.urls)
    clear_url_caches()


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A provider; its address."""
    with provide(tmp_path_factory.mktemp("provider") / "log", LI) as address:
        yield address


@pytest.fixture
def provider(at_work: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Front]:
    """The provider behind a front, named in the settings."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with front(at_work) as told:
        settings.TWIN_OIDC_ISSUER = told.address
        settings.TWIN_OIDC_CLIENT_ID, settings.TWIN_OIDC_CLIENT_SECRET = "twin", SECRET
        renew_routes()
        yield told
    settings.TWIN_OIDC_ISSUER = ""
    renew_routes()


def go(client: Client, place: str = "/loads") -> str:
    """The way to the provider and back, up to the address with the code."""
    begun = client.get("/login/oidc", {"next": place})
    assert begun.status_code == 302
    return agree(begun["Location"], "li-7").removeprefix("http://testserver")


def refused(client: Client, address: str) -> bool:
    """Whether nobody is let in there, and is told so."""
    answer = client.get(address)
    told = answer.status_code == 403 and 'role="alert"' in answer.content.decode()
    return told and "_auth_user_id" not in client.session and not SignOn.objects.exists()


def test_without_a_provider_there_is_no_way_to_one(client: Client) -> None:
    assert client.get("/login/oidc").status_code == 404
    assert client.get("/login/oidc/callback").status_code == 404
    assert "/login/oidc" not in client.get("/login/").content.decode()


def test_somebody_signs_in_with_the_groups_the_provider_names(client: Client, provider: Front) -> None:
    assert 'href="/login/oidc?next=%2Floads"' in client.get("/login/?next=/loads").content.decode()
    begun = client.get("/login/oidc")["Location"]
    assert all(f"{word}=" in begun for word in ("state", "nonce", "code_challenge"))
    assert SECRET not in begun
    answer = client.get(go(client))
    assert (answer.status_code, answer["Location"]) == (302, "/loads")
    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert user.username == "li"
    assert viewer(user).groups == {"anonymous", "planner"}
    assert not user.is_superuser
    assert client.get(go(client)).status_code == 302
    assert User.objects.count() == 1


def test_administrators_are_those_the_setting_names(client: Client, provider: Front, settings: Any) -> None:
    settings.TWIN_OIDC_ADMIN = "admin"
    client.get(go(client))
    assert User.objects.get().is_superuser


def test_nobody_is_led_to_another_site(client: Client, provider: Front) -> None:
    assert client.get(go(client, "https://elsewhere.example/"))["Location"] == "/"


def test_a_code_is_good_once_and_in_its_own_session_alone(client: Client, provider: Front) -> None:
    address = go(client)
    assert refused(Client(), address), "the state is of another session"
    assert client.get(address).status_code == 302
    again = Client()
    go(again)
    assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    "odd", ["", "?state=x&code=y", "?error=access_denied", "?code=%00", "?state=%F0%9F%8F%99"]
)
def test_odd_words_let_nobody_in(client: Client, provider: Front, odd: str) -> None:
    assert refused(client, f"/login/oidc/callback{odd}")


def test_an_answer_with_the_nonce_of_another_is_refused(client: Client, provider: Front) -> None:
    address, session = go(client), client.session
    [name] = [key for key in dict(session) if key.startswith("_state_oidc")]
    assert session[name]["data"]["nonce"]
    session[name]["data"]["nonce"] = "of another sign-on"
    session.save()
    assert refused(client, address)


def spoil_token(change: Any) -> Any:
    """How a front changes the three parts of the ID token."""

    def spoil(path: str, body: bytes) -> bytes:
        if "/token" not in path:
            return body
        told = json.loads(body)
        told["id_token"] = ".".join(change(*told["id_token"].split(".")))
        return json.dumps(told).encode()

    return spoil


def forge(head: str, claims: str, seal: str) -> tuple[str, str, str]:
    """The token of somebody else under the seal of this one."""
    told = json.loads(base64.urlsafe_b64decode(f"{claims}=="))
    forged = base64.urlsafe_b64encode(json.dumps({**told, "groups": ["housing"]}).encode())
    return head, forged.decode().rstrip("="), seal


def unseal(head: str, claims: str, seal: str) -> tuple[str, str, str]:
    """A token that says it needs no seal."""
    return base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("="), claims, ""


@pytest.mark.parametrize("change", [forge, unseal])
def test_a_token_without_the_providers_seal_is_refused(
    client: Client, provider: Front, change: Any, caplog: pytest.LogCaptureFixture
) -> None:
    address = go(client)
    provider.spoil = spoil_token(change)
    assert refused(client, address)
    assert "A sign-on by the provider did not work" in caplog.text
    assert SECRET not in caplog.text
    assert "code=" not in caplog.text


def test_a_token_of_another_issuer_is_refused(client: Client, provider: Front) -> None:
    address = go(client)
    provider.own_name = False
    assert refused(client, address)


def test_a_token_for_another_client_is_refused(client: Client, provider: Front, settings: Any) -> None:
    address = go(client)
    settings.TWIN_OIDC_CLIENT_ID = "another"
    assert refused(client, address)


def test_a_provider_that_is_away_is_told_of(client: Client, provider: Front, tmp_path: Path) -> None:
    provider.behind = "http://127.0.0.1:9"
    provider.spoil = lambda path, body: b"no JSON"
    sign_on.provider.cache_clear()
    assert client.get("/login/oidc").status_code == 403
