"""What the twin counts of its work, for a Prometheus on this machine, and for administrators.

What is told names no row, layer or person, but how busy a city's server is, and with what, is not for
everybody. Prometheus brings no session, so whoever asks from this machine is told; a request that came
through another proxy, be it on this machine, comes from where that proxy says.
"""

from ipaddress import ip_address
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path
from prometheus_client import CONTENT_TYPE_LATEST
from rest_framework.request import Request

from spatial.text import Text
from twin import metrics
from twin.api.soundings import soundings
from twin.door import Door
from twin.doorway.describing import describe_get, refer
from twin.doorway.resource import Resource
from twin.layer import ADMIN


class Metrics(Resource):
    """`/metrics`."""

    parameters = ()

    def get(self, request: Request) -> HttpResponse:
        """All figures as text."""
        if not is_from_here(request) and ADMIN not in self.viewer.groups:
            raise PermissionDenied("Metrics are told to administrators, and to who asks from this machine.")
        response = HttpResponse(metrics.expose(soundings()), content_type=CONTENT_TYPE_LATEST)
        response["Cache-Control"] = "no-store"
        return response


def is_from_here(request: Request) -> bool:
    """Whether all that are named as having asked or passed it on are this machine; nobody may be named."""
    named = [*request.META.get("HTTP_X_FORWARDED_FOR", "").split(","), request.META.get("REMOTE_ADDR", "")]
    return all(is_loopback(one.strip()) for one in named if one.strip())


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own; what is none is not."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("metrics", Metrics.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    text = {"text/plain": {"type": "string"}}
    refused = {"403": refer("responses", "problem")}
    return {"/metrics": describe_get("metrics", "What the twin counts of its work", [], text, **refused)}


DOOR = Door(id="metrics", title=Text("运行指标", "Metrics"), routes=routes, paths=paths)
