"""What every answer about tiles says of itself: whether it has changed, who may keep it, who may read it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from twin.doorway.bearing import is_known

CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE")
NOT_AT_ALL = {"q=0", "q=0.", "q=0.0", "q=0.00", "q=0.000"}


def conclude(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response under its tag, or 304 for who has it, sealed."""
    return seal(request, recognise(request, response))


def recognise(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response under its tag, or 304 for who has it."""
    if not any(condition in request.META for condition in CONDITIONS):
        return response
    known: Any = get_conditional_response(request, etag=response["ETag"], response=response)
    return known


def seal(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Say who may keep the answer: a signed-in viewer's is nobody else's."""
    known = is_known(request)
    response["Cache-Control"] = "private, no-cache" if known else "public, no-cache"
    response["Vary"] = "Cookie, Authorization, Accept-Encoding, Accept-Language"
    if not known:
        response["Access-Control-Allow-Origin"] = "*"
    return response


def takes_gzip(request: HttpRequest) -> bool:
    """Whether the client names gzip among what it takes, and not by a weight of nought (RFC 9110 §12.4.2)."""
    for coding in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        name, _, weight = coding.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in NOT_AT_ALL
    return False
