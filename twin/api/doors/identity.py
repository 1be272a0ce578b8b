"""Permanent addresses: from an object's own id, as its source issues it, to where it is told today."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.text import Text
from twin import access
from twin.card import find_card
from twin.door import Door
from twin.doorway.parameters import JSON_OR_HTML, LANG, UNWANTED
from twin.doorway.resource import Resource


class Identity(Resource):
    """`/id/{dataset}/{kind}/{code}`."""

    parameters = (JSON_OR_HTML, LANG)

    def get(self, request: Request, dataset: str, kind: str, code: str) -> HttpResponse:
        """See the item, or the card: for people wherever there is one, and for what no layer tells of."""
        place = None
        if not UNWANTED.search(f"{dataset}{kind}{code}"):
            place = self.find(dataset, kind, code)
        if place is None:
            raise Http404("No object of this id is open to you now.")
        response = HttpResponse(status=303)  # RFC 9110 §15.4.4
        response["Location"] = place
        return response

    def find(self, dataset: str, kind: str, code: str) -> str | None:
        """Where the object is told; None where it is not for this viewer."""
        named, html = (dataset, kind, code), self.wants_html()
        if html and (card := find_card(self.viewer, *named)):
            return f"/card/{card}?f=html"
        if found := access.locate(self.viewer, *named):
            layer, id = found
            return quote(f"/collections/{layer.id}/items/{id}")
        card = find_card(self.viewer, *named)
        return f"/card/{card}" if card else None


def routes() -> list[Any]:
    """The URL patterns."""
    return [path("id/<str:dataset>/<str:kind>/<path:code>", Identity.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    parts = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in ("dataset", "kind", "code")
    ]
    return {
        "/id/{dataset}/{kind}/{code}": {
            "get": {
                "operationId": "identity",
                "summary": "The permanent address of an object",
                "parameters": [*parts, *(parameter.tell() for parameter in Identity.parameters)],
                "responses": {
                    "303": {"description": "Where the object is told now."},
                    "404": {"$ref": "#/components/responses/problem"},
                },
            }
        }
    }


DOOR = Door(id="identity", title=Text("永久标识", "Permanent ids"), routes=routes, paths=paths)
