"""Middleware: the public's tile is answered before it is looked at who asks, and in which language.

Most of what a twin is asked for are tiles, and most who ask show neither a cookie nor a token: sessions,
accounts, languages and forms have nothing to say of them, and would be a third of what an answer costs.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.common import CommonMiddleware
from django.middleware.security import SecurityMiddleware
from django.urls import ResolverMatch, resolve

ADDRESS = re.compile(r"/tiles/([^/]+)/(\d{1,2})/(\d{1,8})/(\d{1,8})\.mvt", re.ASCII)
SHOWN = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")
"""What tells of who asks."""

FINISHING: tuple[Any, ...] = (XFrameOptionsMiddleware, CommonMiddleware, SecurityMiddleware)
"""Middleware that adds to every answer, to this one too, in the order in which it does."""

NOBODY = AnonymousUser()


def meet(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The answer by the tile's view for who shows nothing, by the middleware within this one for others."""
    finishing = [kind(respond).process_response for kind in FINISHING]

    def respond_or_draw(request: HttpRequest) -> HttpResponse:
        found = ADDRESS.fullmatch(request.path_info)
        if not found or any(request.META.get(name) for name in SHOWN):
            return respond(request)
        request.get_host()  # raises DisallowedHost, as for any other address
        layers, *place = found.groups()
        z, x, y = map(int, place)
        request.user, request.resolver_match = NOBODY, match_tile()
        drawn: HttpResponse = request.resolver_match.func(request, layers=layers, z=z, x=x, y=y)
        for finish in finishing:
            drawn = finish(request, drawn)
        return drawn

    return respond_or_draw


@lru_cache(maxsize=1)
def match_tile() -> ResolverMatch:
    """The route of tiles."""
    return resolve("/tiles/of/0/0/0.mvt")
