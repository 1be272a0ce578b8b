"""OGC API Features: the rows of a layer that are open to the viewer, as features."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.urls import path
from django.utils import timezone
from orjson import Fragment
from rest_framework.request import Request

from spatial.text import Text
from twin import access
from twin.access.objects import LARGEST_ID
from twin.api.asking import (
    ASKING,
    MANNER,
    Question,
    accept,
    ask,
    find_fields,
    find_shape,
    find_times,
    make_query,
)
from twin.api.cards import CARD
from twin.api.collections import OfCollections
from twin.api.exports import FILES, FORM, FORMS, LATER, send_export
from twin.api.features import fill_page, select, write_features
from twin.api.item_pages import MOST, drop_blanks, show_item, show_items
from twin.api.matching import EXACT, count, count_cheaply
from twin.api.paging import COUNT, CURSOR, LIMIT, OFFSET, Turner
from twin.api.schemas import SCHEMA
from twin.card import has_cards
from twin.door import Door
from twin.doorway.describing import FIELDS, describe_get, offer, refer
from twin.doorway.moments import AS_OF, DATETIME
from twin.doorway.parameters import JSON_OR_HTML, LANG, Parameter
from twin.doorway.resource import GEOJSON, HTML

LARGEST_PAGE = 8 * 2**20
"""Bytes at which a page ends before its limit."""

STEP = 1000
"""Rows asked of the database at once: a page of more ends by its bytes as often as by its limit."""


class Items(OfCollections):
    """`/collections/{collectionId}/items`."""

    parameters = (LIMIT, CURSOR, OFFSET, COUNT, FORM, LANG)

    def given(self) -> QueryDict:
        """The query; what the page's form leaves blank is not asked."""
        query = super().given()
        return drop_blanks(query) if query.get("f") == "html" else query

    def accepted(self, **kwargs: Any) -> Iterable[Parameter]:
        self.layer = access.layer(self.viewer, kwargs["collection"])
        return accept(self.viewer, self.layer, self.parameters)

    def get(self, request: Request, collection: str) -> HttpResponse:
        """A page of features (OGC 17-069r4 §7.15, §7.16)."""
        if self.wants_html():
            self.asked[LIMIT.name] = min(self.asked[LIMIT.name], MOST)
        query = ask(self.viewer, self.layer, self.asked, self.parameters)
        if self.asked[FORM.name] in FORMS:
            return send_export(
                self, replace(make_query(query), language=self.language), self.asked[FORM.name]
            )
        turner = Turner(query.rows, query.order, self.viewer.groups)
        features, last, more = self.read_page(query, turner)
        here = f"/collections/{self.layer.id}"
        links = [*self.link_forms(GEOJSON), self.link(here, "collection")]
        if more and last:
            links.append(self.link_next(turner.write(last)))
        body = {
            "type": "FeatureCollection",
            "links": links,
            "timeStamp": timezone.now().isoformat().replace("+00:00", "Z"),
            **self.count(query, len(features), more),
            "numberReturned": len(features),
            "features": features,
        }
        if self.wants_html():
            return show_items(self, query, body)
        return self.send_features(body, query.shape.system)

    def read_page(self, query: Question, turner: Turner) -> tuple[list[Any], tuple[int, int] | None, bool]:
        """The features asked for as JSON, the key of the last row, and whether rows follow it."""
        cursor, offset, limit = (self.asked[one.name] for one in (CURSOR, OFFSET, LIMIT))
        features: list[Any] = []
        last, left = None, LARGEST_PAGE
        while True:
            step = min(STEP, limit - len(features))
            part = select(turner.turn(cursor, offset, step), query.fields, query.shape)
            found = list(part)
            given = fill_page(write_features(found[:step], query.fields), left, bool(features))
            features += given
            if given:
                last = found[len(given) - 1][:2]
            more = len(found) > len(given)
            left -= sum(len(text) + 1 for text in given)
            if len(given) < step or len(features) == limit or not more or last is None:
                return [*map(Fragment, features)], last, more
            cursor, offset = turner.write(last), 0

    def count(self, query: Question, given: int, more: bool) -> dict[str, Any]:
        """`numberMatched`, asked of the database only where wanted and not plain from the page."""
        offset, manner = self.asked[OFFSET.name], self.asked[COUNT.name]
        begun = self.asked[CURSOR.name] is None
        if not more and begun and (given or not offset):
            return {"numberMatched": offset + given, "numberMatchedIs": EXACT}
        if manner == "exact":
            return count(query.rows)
        return count_cheaply(query.rows) if manner == "cheap" and begun else {}

    def link_next(self, cursor: str) -> dict[str, Any]:
        """The link to the page after this one."""
        given = {name: value for name, value in self.request.query_params.items() if name != OFFSET.name}
        return self.link(self.request.path, "next", GEOJSON, query={**given, CURSOR.name: cursor})


class Item(OfCollections):
    """`/collections/{collectionId}/items/{featureId}`."""

    parameters = (*MANNER, DATETIME, AS_OF, JSON_OR_HTML, LANG)

    def get(self, request: Request, collection: str, feature: str) -> HttpResponse:
        """One feature with the way back to its source (OGC 17-069r4 §7.17)."""
        layer = access.layer(self.viewer, collection)
        fields, shape = find_fields(self.viewer, layer, self.asked), find_shape(self.asked)
        times = find_times(self.asked)
        id = read_id(feature)
        rows = access.feature_rows(self.viewer, layer, id, times)
        found = next(write_features(select(rows, fields, shape)[:1], fields), None)
        if found is None:
            raise Http404(
                f"“{layer.id}” holds no feature {id} at the time asked for; as-of shows what it held before."
            )
        here = f"/collections/{layer.id}"
        origin = access.provenance(self.viewer, layer, id, times)
        card = [self.link(f"/card/{id}", "card", HTML, CARD.in_(self.language))]
        body = {
            **found,
            "links": [
                *self.link_forms(GEOJSON),
                self.link(here, "collection"),
                self.link(f"{here}/feature-schema", "describedby", SCHEMA),
                self.link(f"{here}/items/{id}/versions", "version-history", GEOJSON),
                self.link(f"/objects/{id}", "canonical", HTML, query={"f": "html"}),
                *(card if has_cards(layer, read_kind(origin)) else []),
            ],
            "provenance": origin,
        }
        if self.wants_html():
            return show_item(self, layer, fields, shape.system, body)
        return self.send_features(body, shape.system)


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
    items = "collections/<str:collection>/items"
    return [path(items, Items.as_view()), path(f"{items}/<str:feature>", Item.as_view())]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    items, collection = "/collections/{collectionId}/items", refer("parameters", "collectionId")
    asking = [parameter.tell() for parameter in (*ASKING, *Items.parameters)]
    return {
        items: describe_get(
            "items",
            "Its features, page by page",
            [collection, *asking, FIELDS],
            {**offer(GEOJSON, refer("schemas", "features")), **FILES},
            **LATER,
        ),
        f"{items}/{{featureId}}": describe_get(
            "item",
            "One feature and where it comes from",
            [
                collection,
                refer("parameters", "featureId"),
                *(parameter.tell() for parameter in Item.parameters),
            ],
            offer(GEOJSON, refer("schemas", "feature")),
        ),
    }


PART_3 = (
    "queryables",
    "queryables-query-parameters",
    "filter",
    "features-filter",
)
CQL2 = (
    "cql2-text",
    "cql2-json",
    "basic-cql2",
    "advanced-comparison-operators",
    "case-insensitive-comparison",
    "accent-insensitive-comparison",
    "basic-spatial-functions",
    "basic-spatial-functions-plus",
    "spatial-functions",
    "temporal-functions",
    "array-functions",
    "property-property",
    "functions",
    "arithmetic",
)
FEATURES = "http://www.opengis.net/spec/ogcapi-features"
DOOR = Door(
    id="features",
    title=Text("要素", "Features"),
    routes=routes,
    paths=paths,
    conforms=(
        f"{FEATURES}-1/1.0/conf/core",
        f"{FEATURES}-1/1.0/conf/geojson",
        f"{FEATURES}-1/1.0/conf/html",
        f"{FEATURES}-2/1.0/conf/crs",
        *(f"{FEATURES}-3/1.0/conf/{name}" for name in PART_3),
        *(f"http://www.opengis.net/spec/cql2/1.0/conf/{name}" for name in CQL2),
    ),
)
