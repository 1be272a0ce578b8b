"""Permanent addresses: from an object's id or code, issued by its source or a scheme, to where it is told."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.text import Text
from twin import access
from twin.api.cards import name_scheme
from twin.api.objects import ObjectTeller
from twin.card import find_card
from twin.door import Door
from twin.doorway.parameters import JSON_OR_HTML, LANG, UNWANTED
from twin.doorway.resource import HTML, JSON, Resource

UNKNOWN = (
    "No object of this id or code is open to you. Ask by /id/{dataset}/{kind}/{code} or /id/{scheme}/{code}, "
    "each part percent-encoded; /search finds objects by their names."
)
WORDS = {
    "title": Text("该编码对应多个对象", "Several objects have this code"),
    "code": Text("编码", "Code"),
    "gone": Text("已不再收录", "no longer recorded"),
    "map": Text("返回地图", "Back to the map"),
}


class OfIdentity(Resource):
    """What permanent addresses share: they lead to where an object is told today."""

    parameters = (JSON_OR_HTML, LANG)

    def lead(self, place: str) -> HttpResponse:
        """To another address (RFC 9110 §15.4.4)."""
        response = HttpResponse(status=303)
        response["Location"] = place
        return response

    def lead_to_object(self, known: access.Known) -> HttpResponse:
        """People to its page, programs to its feature; to its page too where no layer holds it now."""
        here = f"/objects/{known.thing.pk}"
        if self.wants_html():
            return self.lead(f"{here}?f=html")
        standing = known.layers if known.stands else ()
        return self.lead(
            next((quote(f"/collections/{layer.id}/items/{known.thing.pk}") for layer in standing), here)
        )

    def lead_by_code(self, scheme: str, code: str) -> HttpResponse:
        """To the one object for which the scheme issued the code, or the choice of several.

        Raises Http404 where there is none for the viewer.
        """
        found = [] if UNWANTED.search(scheme + code) else access.find_coded(self.viewer, scheme, code)
        if not found:
            raise Http404(UNKNOWN)
        if len(found) == 1:
            return self.lead_to_object(found[0])
        teller = ObjectTeller(self.viewer, self.language, self.root)
        objects = [teller.tell_briefly(known) for known in found]
        if self.wants_html():
            title = name_scheme(scheme).in_(self.language)
            answer = self.render(
                "choices.html", WORDS, {"objects": objects, "scheme_title": title, "code": code}
            )
        else:
            answer = self.send({"scheme": scheme, "code": code, "objects": objects})
        answer.status_code = 300  # RFC 9110 §15.4.1
        return answer


class Identity(OfIdentity):
    """`/id/{dataset}/{kind}/{code}`."""

    def get(self, request: Request, dataset: str, kind: str, code: str) -> HttpResponse:
        """See the item, or the card: for people wherever there is one, and for what no layer tells of.

        What has ended is told by its page. A code may hold a stroke: what names no object is read as one.
        """
        named = (dataset, kind, code)
        if not UNWANTED.search("".join(named)):
            if place := self.find(*named):
                return self.lead(place)
            if known := access.find_named(self.viewer, *named):
                return self.lead_to_object(known)
        return self.lead_by_code(dataset, f"{kind}/{code}")

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


class Coded(OfIdentity):
    """`/id/{scheme}/{code}`."""

    def get(self, request: Request, scheme: str, code: str) -> HttpResponse:
        """See the object for which the scheme issued the code."""
        return self.lead_by_code(scheme, code)


def routes() -> list[Any]:
    """The URL patterns."""
    return [
        path("id/<str:dataset>/<str:kind>/<path:code>", Identity.as_view()),
        path("id/<str:scheme>/<path:code>", Coded.as_view()),
    ]


def describe_address(id: str, summary: str, *names: str) -> dict[str, Any]:
    """The path item of a permanent address with these parts."""
    parts = [{"name": one, "in": "path", "required": True, "schema": {"type": "string"}} for one in names]
    return {
        "get": {
            "operationId": id,
            "summary": summary,
            "parameters": [*parts, *(parameter.tell() for parameter in OfIdentity.parameters)],
            "responses": {
                "300": {
                    "description": "The objects that have the code, where there are several.",
                    "content": {JSON: {"schema": {"type": "object"}}, HTML: {"schema": {"type": "string"}}},
                },
                "303": {"description": "Where the object is told now."},
                "404": {"$ref": "#/components/responses/problem"},
            },
        }
    }


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    return {
        "/id/{dataset}/{kind}/{code}": describe_address(
            "identity", "The permanent address of an object", "dataset", "kind", "code"
        ),
        "/id/{scheme}/{code}": describe_address(
            "coded", "The object for which a scheme issued a code", "scheme", "code"
        ),
    }


DOOR = Door(id="identity", title=Text("永久标识", "Permanent ids"), routes=routes, paths=paths)
