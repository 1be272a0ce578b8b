"""Who is at a door: by a token in the Authorization header, else by the session, for every kind of view.

A view of Django's own, such as the administration's, knows of no token: it goes by the session alone.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from twin import access
from twin.access.tokens import Bearer, find
from twin.doorway.problems import answer

SCHEME = "bearer"


def bear(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a token (RFC 6750 §2.1) is looked up once; a bad one is refused wherever it is shown."""

    def respond_to_bearer(request: HttpRequest) -> HttpResponse:
        scheme, _, secret = request.headers.get("Authorization", "").strip().partition(" ")
        if scheme.lower() == SCHEME:
            try:
                request.bearer = find(secret.strip())  # type: ignore[attr-defined]
            except Exception as error:
                told = answer(error, {})
                if told is None:
                    raise
                return told
        return respond(request)

    return respond_to_bearer


def bearer_of(request: HttpRequest | Request) -> Bearer | None:
    """Who shows a token; None where none is shown."""
    return getattr(request, "bearer", None)


def viewer_of(request: HttpRequest | Request) -> access.Viewer:
    """What whoever asks may see."""
    bearer = bearer_of(request)
    return bearer.viewer if bearer else access.viewer(request.user)


def is_known(request: HttpRequest | Request) -> bool:
    """Whether somebody in particular asks, so that the answer is nobody else's."""
    return bearer_of(request) is not None or request.user.is_authenticated


def number_of(request: HttpRequest | Request) -> int | None:
    """The number of the token shown, for what is kept of who asked."""
    bearer = bearer_of(request)
    return bearer.number if bearer else None


class ByToken(BaseAuthentication):
    """Tells Django REST framework of the token's owner; no cookie is at play, so nothing is forged."""

    def authenticate(self, request: Request) -> tuple[Any, Bearer] | None:
        """The account and the bearer."""
        bearer = bearer_of(request)
        return (bearer.owner, bearer) if bearer else None
