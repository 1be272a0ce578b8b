"""Signing in by an OpenID provider that the settings name; without one there is no such address."""

import logging
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from spatial.errors import RefusedError
from spatial.text import Text
from twin.access.sign_on import admit
from twin.api.doors.accounts import words_of
from twin.door import Door

BACKEND = "django.contrib.auth.backends.ModelBackend"
NEXT = "sign_on_next"
PATIENCE = 10  # seconds for each answer of the provider
log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def provider() -> Any:
    """The provider as its own description tells of it, read once (OpenID Connect Discovery 1.0 §4)."""
    from authlib.integrations.django_client import OAuth

    known = OAuth()
    return known.register(
        "oidc",
        client_id=settings.TWIN_OIDC_CLIENT_ID,
        client_secret=settings.TWIN_OIDC_CLIENT_SECRET,
        server_metadata_url=f"{settings.TWIN_OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": settings.TWIN_OIDC_SCOPES,
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
        },
    )


@require_safe
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """`/login/oidc`: to the provider, with state, nonce and PKCE kept in the session."""
    place = request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure())
    request.session[NEXT] = place if own else settings.LOGIN_REDIRECT_URL
    try:
        return provider().authorize_redirect(request, request.build_absolute_uri("/login/oidc/callback"))
    except Exception as error:
        return refuse(request, error)


@require_safe
@never_cache
def end(request: HttpRequest) -> HttpResponse:
    """`/login/oidc/callback`: back from the provider, with a code that is good once."""
    try:
        claims = fetch_claims(request)
        user = admit(settings.TWIN_OIDC_ISSUER, claims, settings.TWIN_OIDC_CLAIM, settings.TWIN_OIDC_ADMIN)
    except Exception as error:
        return refuse(request, error)
    place = request.session.pop(NEXT, settings.LOGIN_REDIRECT_URL)
    login(request, user, backend=BACKEND)
    return redirect(place)


def fetch_claims(request: HttpRequest) -> dict[str, Any]:
    """What the provider says of who has signed in, proven by its signature to be meant for this twin and now.

    Raises what Authlib, joserfc and requests raise, and RefusedError.
    """
    client = provider()
    for_us = {
        "iss": {"essential": True, "value": settings.TWIN_OIDC_ISSUER},
        "aud": {"essential": True, "value": settings.TWIN_OIDC_CLIENT_ID},
    }
    token = client.authorize_access_token(request, claims_options=for_us)
    claims = token.get("userinfo")
    if not claims:
        raise RefusedError("The provider gives no ID token.")
    if settings.TWIN_OIDC_CLAIM in claims or "userinfo_endpoint" not in client.server_metadata:
        return dict(claims)
    more = client.userinfo(token=token)
    if more.get("sub") != claims["sub"]:  # OpenID Connect Core 1.0 §5.3.2
        raise RefusedError("The provider tells of two different people.")
    return {**more, **claims}


def refuse(request: HttpRequest, error: Exception) -> HttpResponse:
    """The login's page, which says that it did not work; the log says why, without codes and tokens."""
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    if not isinstance(error, AuthlibBaseError | JoseError | RequestException | RefusedError | ValueError):
        raise error
    log.warning("A sign-on by the provider did not work: %s", type(error).__name__)
    return render(request, "login.html", {**words_of(request), "elsewhere_failed": True}, status=403)


def routes() -> list[Any]:
    """The URL patterns: none where no provider is named."""
    if not settings.TWIN_OIDC_ISSUER:
        return []
    return [path("login/oidc", begin), path("login/oidc/callback", end)]


def paths() -> dict[str, Any]:
    """The OpenAPI path items: none, the way is for people."""
    return {}


DOOR = Door(id="sign-on", title=Text("统一身份认证", "Single sign-on"), routes=routes, paths=paths)
