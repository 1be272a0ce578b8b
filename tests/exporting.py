"""An address for tests that sends the items of a collection in any form there is, beside all others."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request

from twin import access, urls
from twin.api.asking import ask_rows
from twin.api.exports import PAGING, send_export
from twin.doorway.resource import Resource


class Sent(Resource):
    """`/sent/{collectionId}?f=`."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self.given = request.query_params.copy()
        for name in PAGING:
            self.given.pop(name, None)
        super().initial(request, *args, **kwargs)

    def accepted(self, **kwargs: Any) -> Any:
        return [_Any(name) for name in self.request.query_params]

    def get(self, request: Request, collection: str) -> HttpResponse:
        layer = access.layer(self.viewer, collection)
        return send_export(self, ask_rows(self.viewer, layer, self.given), request.query_params["f"])


class _Any:
    """A parameter that takes everything."""

    default = None

    def __init__(self, name: str) -> None:
        self.name = name

    def take(self, text: str) -> str:
        return text


urlpatterns = [*urls.urlpatterns, path("sent/<str:collection>", Sent.as_view())]
