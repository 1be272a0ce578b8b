"""OGC API Features: every layer a collection, every row open to the viewer a feature."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils import timezone
from rest_framework.request import Request

from spatial.text import Text
from twin import access
from twin.access.boxes import within
from twin.api.boxes import BBOX
from twin.api.cards import CARD
from twin.api.features import CRS84, select, write_features
from twin.api.paging import COUNT, CURSOR, LIMIT, OFFSET, turn_to, write_cursor
from twin.api.schemas import json_schema
from twin.card import has_cards
from twin.door import Door, Link, doors
from twin.doorway.comparing import comparable, equality
from twin.doorway.describing import FIELDS, describe_get, refer
from twin.doorway.moments import AS_OF, DATETIME
from twin.doorway.parameters import JSON_ONLY, LANG, Parameter
from twin.doorway.resource import GEOJSON, HTML, JSON, Resource
from twin.layer import Layer

SCHEMA = "application/schema+json"
SCHEMA_REL = "http://www.opengis.net/def/rel/ogc/1.0/schema"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
LARGEST_ID = 2**63 - 1


class OfCollections(Resource):
    """What the addresses below `/collections` share."""

    def describe(self, layer: Layer, state: access.State) -> dict[str, Any]:
        """A collection (OGC 17-069r4 §7.14)."""
        here = f"/collections/{layer.id}"
        [layer] = access.dress([layer], {layer.id: state})
        title = layer.title.in_(self.language)
        extent: dict[str, Any] = {"temporal": {"interval": [[None, None]], "trs": GREGORIAN}}
        if state.extent:
            extent["spatial"] = {"bbox": [state.extent], "crs": CRS84}
        return {
            "id": layer.id,
            "title": title,
            "description": layer.about.in_(self.language),
            "links": [
                self.link(here, "self"),
                self.link(f"{here}/items", "items", GEOJSON, title),
                self.link(f"{here}/schema", SCHEMA_REL, SCHEMA),
                *(
                    self.link(one.href, one.rel, one.type, one.title.in_(self.language))
                    for door in doors
                    for one in door.of_collection(layer)
                ),
            ],
            "extent": extent,
            "itemType": "feature",
            "crs": [CRS84],
        }

    def times(self) -> access.Times:
        """The two times asked for."""
        return access.Times(self.asked[DATETIME.name], self.asked[AS_OF.name])


class Collections(OfCollections):
    """`/collections`."""

    def get(self, request: Request) -> HttpResponse:
        """The collections open to the viewer (OGC 17-069r4 §7.13)."""
        layers = access.visible(self.viewer)
        states = access.states(*layers)
        return self.send(
            {
                "links": [self.link_self()],
                "collections": [self.describe(layer, states[layer.id]) for layer in layers],
            }
        )


class Collection(OfCollections):
    """`/collections/{collectionId}`."""

    def get(self, request: Request, collection: str) -> HttpResponse:
        """One collection."""
        layer = access.layer(self.viewer, collection)
        return self.send(self.describe(layer, access.state(layer)))


class Schema(OfCollections):
    """`/collections/{collectionId}/schema`."""

    def get(self, request: Request, collection: str) -> HttpResponse:
        """The properties of the collection's features."""
        layer = access.layer(self.viewer, collection)
        fields = access.columns(self.viewer, layer)
        return self.send(json_schema(layer, fields, f"{self.root}{request.path}", self.language), SCHEMA)


class Items(OfCollections):
    """`/collections/{collectionId}/items`."""

    parameters = (LIMIT, BBOX, DATETIME, AS_OF, CURSOR, OFFSET, COUNT, JSON_ONLY, LANG)

    def accepted(self, **kwargs: Any) -> Iterable[Parameter]:
        self.layer = access.layer(self.viewer, kwargs["collection"])
        self.fields = access.columns(self.viewer, self.layer)
        self.compared = comparable(self.fields, self.parameters)
        return [*self.parameters, *map(equality, self.compared)]

    def get(self, request: Request, collection: str) -> HttpResponse:
        """A page of features (OGC 17-069r4 §7.15, §7.16)."""
        limit, matching = self.asked[LIMIT.name], self.match()
        part = turn_to(matching, self.asked[CURSOR.name], self.asked[OFFSET.name], limit)
        found = list(select(part, self.fields))
        page = found[:limit]
        here = f"/collections/{self.layer.id}"
        links = [self.link_self(GEOJSON), self.link(here, "collection")]
        if len(found) > limit:
            links.append(self.link_next(write_cursor(page[-1][:2])))
        counted = self.count(matching, len(page), len(found) > limit)
        return self.send(
            {
                "type": "FeatureCollection",
                "links": links,
                "timeStamp": timezone.now().isoformat().replace("+00:00", "Z"),
                **counted,
                "numberReturned": len(page),
                "features": write_features(page, self.fields),
            },
            GEOJSON,
        )

    def match(self) -> QuerySet[Any]:
        """The rows that meet every condition of the request."""
        rows = access.rows(self.viewer, self.layer, self.times())
        wanted = {
            field.source: self.asked[field.name]
            for field in self.compared
            if self.asked[field.name] is not None
        }
        if self.asked[BBOX.name] is not None:
            rows = rows.filter(within(self.asked[BBOX.name], access.srid(self.layer)))
        return rows.filter(**wanted)

    def count(self, matching: QuerySet[Any], given: int, more: bool) -> dict[str, int]:
        """`numberMatched`, asked of the database only where wanted and not plain from the page."""
        offset = self.asked[OFFSET.name]
        if not more and self.asked[CURSOR.name] is None and (given or not offset):
            return {"numberMatched": offset + given}
        return {"numberMatched": matching.count()} if self.asked[COUNT.name] == "exact" else {}

    def link_next(self, cursor: str) -> dict[str, Any]:
        """The link to the page after this one."""
        given = {name: value for name, value in self.request.query_params.items() if name != OFFSET.name}
        return self.link(self.request.path, "next", GEOJSON, query={**given, CURSOR.name: cursor})


class Item(OfCollections):
    """`/collections/{collectionId}/items/{featureId}`."""

    parameters = (DATETIME, AS_OF, JSON_ONLY, LANG)

    def get(self, request: Request, collection: str, feature: str) -> HttpResponse:
        """One feature with the way back to its source (OGC 17-069r4 §7.17)."""
        layer = access.layer(self.viewer, collection)
        fields, times = access.columns(self.viewer, layer), self.times()
        id = read_id(feature)
        rows = access.feature_rows(self.viewer, layer, id, times)
        found = write_features(select(rows, fields)[:1], fields)
        if not found:
            raise Http404(
                f"“{layer.id}” holds no feature {id} at the time asked for; as-of shows what it held before."
            )
        here = f"/collections/{layer.id}"
        origin = access.provenance(self.viewer, layer, id, times)
        card = [self.link(f"/card/{id}", "card", HTML, CARD.in_(self.language))]
        body = {
            **found[0],
            "links": [
                self.link_self(GEOJSON),
                self.link(here, "collection"),
                self.link(f"{here}/schema", "describedby", SCHEMA),
                *(card if has_cards(layer, read_kind(origin)) else []),
            ],
            "provenance": origin,
        }
        return self.send(body, GEOJSON)


def read_kind(origin: dict[str, Any]) -> str:
    """The kind of thing that a provenance is of, as its permanent address has it."""
    if not origin:
        return ""
    return str(origin["uri"]).removeprefix(f"/id/{origin['source']['dataset']}/").partition("/")[0]


def read_id(text: str) -> int:
    """The id of a feature; anything that cannot be one is as unknown as one that is not there."""
    if not (text.isascii() and text.isdecimal() and len(text) < 20 and int(text) <= LARGEST_ID):
        raise Http404("Features have whole numbers as ids; the items of the collection list them.")
    return int(text)


def routes() -> list[Any]:
    """The URL patterns."""
    one = "collections/<str:collection>"
    return [
        path("collections", Collections.as_view()),
        path(one, Collection.as_view()),
        path(f"{one}/schema", Schema.as_view()),
        path(f"{one}/items", Items.as_view()),
        path(f"{one}/items/<str:feature>", Item.as_view()),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    one, collection = "/collections/{collectionId}", refer("parameters", "collectionId")
    plain = [parameter.tell() for parameter in Collections.parameters]
    return {
        "/collections": describe_get("collections", "The collections", plain),
        one: describe_get("collection", "One collection", [collection, *plain]),
        f"{one}/schema": describe_get(
            "schema", "The schema of its features", [collection, *plain], {SCHEMA: {"type": "object"}}
        ),
        f"{one}/items": describe_get(
            "items",
            "Its features, page by page",
            [collection, *(parameter.tell() for parameter in Items.parameters), FIELDS],
            {GEOJSON: refer("schemas", "features")},
        ),
        f"{one}/items/{{featureId}}": describe_get(
            "item",
            "One feature and where it comes from",
            [
                collection,
                refer("parameters", "featureId"),
                *(parameter.tell() for parameter in Item.parameters),
            ],
            {GEOJSON: refer("schemas", "feature")},
        ),
    }


CONFORMANCE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
DOOR = Door(
    id="features",
    title=Text("要素", "Features"),
    routes=routes,
    paths=paths,
    conforms=(f"{CONFORMANCE}/core", f"{CONFORMANCE}/geojson"),
    links=(
        Link(href="/collections", rel="data", type=JSON, title=Text("要素集合", "Collections of features")),
    ),
)
