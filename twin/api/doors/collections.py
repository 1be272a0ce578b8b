"""The collections: every layer is one, with the schemas of what its features are and may be asked by."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request

from spatial.text import Text
from twin import access
from twin.api.collections import OfCollections
from twin.api.listings import show_functions
from twin.api.pages import show_collection, show_collections, show_schema, write_header
from twin.api.schemas import SCHEMA, feature_schema, queryables_schema, returnables_schema, sortables_schema
from twin.door import Door, Link
from twin.doorway.describing import describe_get, offer, refer
from twin.doorway.resource import JSON
from twin.filter.functions import FUNCTIONS
from twin.filter.terms import Kind
from twin.layer import Field, Layer


class Collections(OfCollections):
    """`/collections`."""

    def get(self, request: Request) -> HttpResponse:
        """The collections open to the viewer (OGC 17-069r4 §7.13)."""
        layers = access.visible(self.viewer)
        states = access.states(*layers)
        body = {
            "links": self.link_forms(),
            "collections": [self.describe(layer, states[layer.id]) for layer in layers],
        }
        return show_collections(self, body) if self.wants_html() else self.send(body)


class Collection(OfCollections):
    """`/collections/{collectionId}`."""

    def get(self, request: Request, collection: str) -> HttpResponse:
        """One collection."""
        layer = access.layer(self.viewer, collection)
        body = self.describe(layer, access.state(layer))
        return show_collection(self, layer, body) if self.wants_html() else self.send(body)


class Described(OfCollections):
    """A schema of a collection's features: `/collections/{collectionId}/schema` and the others of SCHEMAS."""

    kind = "schema"

    def get(self, request: Request, collection: str) -> HttpResponse:
        """The schema as the viewer may know it (OGC 23-058r1)."""
        layer = access.layer(self.viewer, collection)
        fields = access.columns(self.viewer, layer)
        write, _ = SCHEMAS[self.kind]
        told = write(layer, fields, f"{self.root}{request.path}", self.language)
        if self.wants_html():
            return show_schema(self, layer, fields, self.kind, told)
        answer = self.send(told, SCHEMA)
        # A JSON Schema has no links of its own (RFC 8288).
        answer["Link"] = write_header(self.link_forms(SCHEMA))
        return answer


FUNCTIONS_TITLE = Text("过滤函数", "Functions of filters")
TYPES = {Kind.TEXT: "string", Kind.NUMBER: "number", Kind.DATE: "datetime", Kind.TIMESTAMP: "datetime"}


class Functions(OfCollections):
    """`/functions`."""

    def get(self, request: Request) -> HttpResponse:
        """The functions that filters may call (OGC 19-079r2 §6.4)."""
        told = [
            {
                "name": one.name,
                "description": one.title.in_(self.language),
                "arguments": [{"type": [*dict.fromkeys(TYPES[kind] for kind in one.takes)]}],
                "returns": [TYPES[one.gives]],
            }
            for one in FUNCTIONS.values()
        ]
        body = {"functions": told, "links": self.link_forms(JSON)}
        return show_functions(self, FUNCTIONS_TITLE, body) if self.wants_html() else self.send(body)


SCHEMAS: dict[str, tuple[Callable[[Layer, Iterable[Field], str, str], dict[str, Any]], str]] = {
    "schema": (returnables_schema, "The schema of its features"),
    "feature-schema": (feature_schema, "The schema of a feature as a whole"),
    "queryables": (queryables_schema, "What its features can be filtered by"),
    "sortables": (sortables_schema, "What its features can be sorted by"),
}


def routes() -> list[Any]:
    """The URL patterns."""
    one = "collections/<str:collection>"
    return [
        path("functions", Functions.as_view()),
        path("collections", Collections.as_view()),
        path(one, Collection.as_view()),
        *(path(f"{one}/{name}", Described.as_view(kind=name)) for name in SCHEMAS),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    one, collection = "/collections/{collectionId}", refer("parameters", "collectionId")
    plain = [parameter.tell() for parameter in Collections.parameters]
    return {
        "/functions": describe_get("functions", "The functions that filters may call", plain, offer(JSON)),
        "/collections": describe_get("collections", "The collections", plain, offer(JSON)),
        one: describe_get("collection", "One collection", [collection, *plain], offer(JSON)),
        **{
            f"{one}/{name}": describe_get(name, about, [collection, *plain], offer(SCHEMA))
            for name, (_, about) in SCHEMAS.items()
        },
    }


PART_5 = "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf"
CLASSES = ("schemas", "core-roles-features", "returnables-and-receivables", "queryables", "sortables")
DOOR = Door(
    id="collections",
    title=Text("要素集合", "Collections"),
    routes=routes,
    paths=paths,
    conforms=tuple(f"{PART_5}/{name}" for name in CLASSES),
    links=(
        Link(href="/collections", rel="data", type=JSON, title=Text("要素集合", "Collections of features")),
        Link(
            href="/functions",
            rel="http://www.opengis.net/def/rel/ogc/1.0/functions",
            type=JSON,
            title=FUNCTIONS_TITLE,
        ),
    ),
)
