"""OGC API - Features Part 1 (17-069r4 Annex A), asked of every layer and of a published one.

A class is a part of the standard; each test names the abstract tests that it says in our words.
"""

import json
import re
from datetime import datetime
from typing import Any

import jsonschema
import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV30SpecValidator

from tests.conformance.collections import ALL, HOST, Collection, collection, link, read

__all__ = ["collection"]
pytestmark = pytest.mark.django_db
FEATURES = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GEOJSON = "application/geo+json"

POSITION = {"type": "array", "minItems": 2, "maxItems": 3, "items": {"type": "number"}}
LINE = {"type": "array", "minItems": 2, "items": POSITION}
RING = {"type": "array", "minItems": 4, "items": POSITION}
POLYGON = {"type": "array", "items": RING}
SHAPES = {
    "Point": POSITION,
    "MultiPoint": {"type": "array", "items": POSITION},
    "LineString": LINE,
    "MultiLineString": {"type": "array", "items": LINE},
    "Polygon": POLYGON,
    "MultiPolygon": {"type": "array", "items": POLYGON},
}
GEOMETRY = {
    "oneOf": [
        {
            "required": ["type", "coordinates"],
            "properties": {"type": {"const": name}, "coordinates": coordinates},
        }
        for name, coordinates in SHAPES.items()
    ]
}
LINKS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "required": ["href", "rel"],
        "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title", "hreflang")},
    },
}
FEATURE = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "id": {"type": ["string", "integer"]},
        "geometry": GEOMETRY,
        "properties": {"type": "object"},
        "links": LINKS,
    },
}
PAGE = {
    "type": "object",
    "required": ["type", "features", "links"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": FEATURE},
        "links": LINKS,
        "timeStamp": {"type": "string"},
        "numberMatched": {"type": "integer", "minimum": 0},
        "numberReturned": {"type": "integer", "minimum": 0},
    },
}
COLLECTION = {
    "type": "object",
    "required": ["id", "links"],
    "properties": {
        "id": {"type": "string"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "links": LINKS,
        "itemType": {"const": "feature"},
        "crs": {"type": "array", "items": {"type": "string"}},
        "extent": {
            "type": "object",
            "properties": {
                "spatial": {
                    "required": ["bbox"],
                    "properties": {
                        "bbox": {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "array", "items": {"type": "number"}, "minItems": 4},
                        },
                        "crs": {"const": CRS84},
                    },
                },
                "temporal": {"required": ["interval"]},
            },
        },
    },
}


def check(schema: dict[str, Any], told: Any) -> None:
    """What is told keeps to the model."""
    jsonschema.Draft202012Validator(schema).validate(told)


class TestCore:
    """/conf/core: the landing page, the document, the classes, the collections, the features."""

    def test_everything_is_had_over_http(self, client: Client) -> None:
        """/conf/core/http."""
        for address in ("/?f=json", "/conformance", "/api?f=json", "/collections"):
            assert client.get(address).status_code == 200

    def test_the_landing_page_leads_to_the_rest(self, client: Client) -> None:
        """/conf/core/root-op, root-success."""
        told = read(client, "/?f=json")
        for rel, form in {
            "service-desc": "application/vnd.oai.openapi+json;version=3.0",
            "service-doc": "text/html",
            "conformance": "application/json",
            "data": "application/json",
        }.items():
            answer = client.get(link(told, rel))
            assert (answer.status_code, answer["Content-Type"].partition("; ")[0]) == (200, form)

    def test_the_document_is_openapi(self, client: Client) -> None:
        """/conf/core/api-definition-op, api-definition-success."""
        document = client.get(link(read(client, "/?f=json"), "service-desc")).json()
        assert list(OpenAPIV30SpecValidator(document).iter_errors()) == []

    def test_the_classes_are_declared(self, client: Client) -> None:
        """/conf/core/conformance-op, conformance-success."""
        declared = read(client, "/conformance")["conformsTo"]
        assert {f"{FEATURES}/{name}" for name in ("core", "geojson", "oas30")} <= set(declared)
        assert len(declared) == len(set(declared))

    def test_a_collection_is_told_alike_in_the_list_and_alone(
        self, client: Client, collection: Collection
    ) -> None:
        """/conf/core/fc-md-op, fc-md-success, sfc-md-op, sfc-md-success."""
        listed = read(client, "/collections")
        check({"required": ["links", "collections"], "properties": {"links": LINKS}}, listed)
        [told] = [one for one in listed["collections"] if one["id"] == collection.id]
        check(COLLECTION, told)
        assert read(client, link(told, "self")) == told
        assert link(told, "items") == collection.items
        assert {one["id"] for one in listed["collections"]} >= set(ALL)

    def test_the_features_are_of_the_collection(self, client: Client, collection: Collection) -> None:
        """/conf/core/fc-op, fc-response."""
        told = read(client, collection.items, GEOJSON)
        check(PAGE, told)
        assert [one["id"] for one in told["features"]] == collection.things

    def test_a_box_gives_what_meets_it(self, client: Client, collection: Collection) -> None:
        """/conf/core/fc-bbox-definition, fc-bbox-response."""
        west, south, east, north = collection.box
        around = f"{west},{south},{east},{north}"
        for asked in (
            f"bbox={around}",
            f"bbox={west},{south},-9,{east},{north},9",
            f"bbox={around}&bbox-crs={CRS84}",
        ):
            found = read(client, f"{collection.items}?{asked}", GEOJSON)["features"]
            assert [one["id"] for one in found] == collection.things[:1], asked
        assert read(client, f"{collection.items}?bbox=0,0,1,1", GEOJSON)["features"] == []
        for wrong in ("1,2,3", "1,2,3,4,5", "a,b,c,d", "0,10,1,5"):
            assert client.get(f"{collection.items}?bbox={wrong}").status_code == 400

    def test_a_limit_is_kept_and_has_a_default_and_a_maximum(
        self, client: Client, collection: Collection
    ) -> None:
        """/conf/core/fc-limit-definition, fc-limit-response-1."""
        document = read(client, "/api?f=json", "application/vnd.oai.openapi+json;version=3.0")
        limit = document["components"]["parameters"]["limit"]["schema"]
        assert (limit["minimum"], limit["default"] <= limit["maximum"]) == (1, True)
        for size in (1, 2):
            assert len(read(client, f"{collection.items}?limit={size}", GEOJSON)["features"]) == size
        beyond = read(client, f"{collection.items}?limit={limit['maximum'] + 1}", GEOJSON)
        assert len(beyond["features"]) == len(collection.things)
        for wrong in ("0", "-1", "x"):
            assert client.get(f"{collection.items}?limit={wrong}").status_code == 400

    def test_a_time_is_an_instant_or_an_interval(self, client: Client, collection: Collection) -> None:
        """/conf/core/fc-time-definition, fc-time-response."""
        for moment in (
            "2021-02-03",
            "2021-02-03T04:05:06Z",
            "2021-01-01/2022-01-01",
            "2021-01-01/..",
            "../2021-01-01",
        ):
            found = read(client, f"{collection.items}?datetime={moment}", GEOJSON)["features"]
            assert [one["id"] for one in found] == collection.things, moment
        for wrong in ("x", "2021-13-01", "2022-01-01/2021-01-01"):
            assert client.get(f"{collection.items}?datetime={wrong}").status_code == 400

    def test_a_page_tells_its_time_and_its_numbers(self, client: Client, collection: Collection) -> None:
        """/conf/core/fc-timeStamp, fc-numberMatched, fc-numberReturned."""
        told = read(client, f"{collection.items}?limit=2&count=exact", GEOJSON)
        assert datetime.fromisoformat(told["timeStamp"]).tzinfo is not None
        assert (told["numberReturned"], told["numberMatched"]) == (2, len(collection.things))

    def test_pages_lead_on_to_every_feature_once(self, client: Client, collection: Collection) -> None:
        """/conf/core/fc-links."""
        address, found, first = f"{collection.items}?limit=1", list[int](), True
        while address:
            told = read(client, address, GEOJSON)
            links = {one["rel"]: one["href"].removeprefix(HOST) for one in told["links"]}
            assert links["self"] == address or not first
            found += [one["id"] for one in told["features"]]
            address, first = links.get("next", ""), False
        assert found == collection.things

    def test_each_feature_is_had_by_its_id(self, client: Client, collection: Collection) -> None:
        """/conf/core/f-op, f-success, f-links."""
        listed = read(client, collection.items, GEOJSON)["features"]
        for one in listed:
            told = read(client, f"{collection.items}/{one['id']}", GEOJSON)
            check(FEATURE, told)
            assert {name: told[name] for name in one} == one
            assert link(told, "collection") == f"/collections/{collection.id}"
            assert link(told, "self") == f"{collection.items}/{one['id']}"
        assert client.get(f"{collection.items}/999999999").status_code == 404

    def test_what_is_not_declared_is_refused(self, client: Client, collection: Collection) -> None:
        """/conf/core/query-param-unknown, query-param-invalid."""
        for address in (collection.items, f"/collections/{collection.id}", "/collections", "/conformance"):
            answer = client.get(f"{address}?no-such-parameter=1")
            assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")

    def test_other_sites_may_read_it(self, client: Client, collection: Collection) -> None:
        """Recommendation 5 (§7.8): pages of other origins may read what all may see."""
        assert client.get(collection.items)["Access-Control-Allow-Origin"] == "*"


class TestGeoJson:
    """/conf/geojson: features are GeoJSON (RFC 7946), and say so."""

    def test_features_are_geojson(self, client: Client, collection: Collection) -> None:
        """/conf/geojson/definition, content; /conf/core/crs84."""
        for address in (collection.items, f"{collection.items}/{collection.things[0]}"):
            answer = client.get(address)
            assert answer["Content-Type"] == GEOJSON
            told = answer.json()
            assert "crs" not in told
            check(PAGE if told["type"] == "FeatureCollection" else FEATURE, told)
        text = json.dumps(client.get(collection.items).json())
        for longitude, latitude in re.findall(r'"coordinates": \[+(-?[\d.]+), (-?[\d.]+)', text):
            assert 120 < float(longitude) < 121 and 30 < float(latitude) < 31


class TestOpenApi:
    """/conf/oas30: the document describes what there is, and what there is keeps to it."""

    def test_the_document_names_every_resource(self, client: Client, collection: Collection) -> None:
        """/conf/oas30/completeness, oas-definition-1."""
        document = client.get("/api?f=json").json()
        one = "/collections/{collectionId}"
        for path in ("/", "/conformance", "/collections", one, f"{one}/items", f"{one}/items/{{featureId}}"):
            told = document["paths"][path]["get"]["responses"]
            assert "200" in told
            assert path == "/" or "400" in told
        ids = document["components"]["parameters"]["collectionId"]["schema"]["enum"]
        assert collection.id in ids
        operations = [
            told["operationId"]
            for item in document["paths"].values()
            for told in item.values()
            if isinstance(told, dict) and "operationId" in told
        ]
        assert len(operations) == len(set(operations))


class TestHtml:
    """/conf/html: every resource has a page for people."""

    def test_every_resource_has_a_page(self, client: Client, collection: Collection) -> None:
        """/conf/html/definition, content."""
        one = f"/collections/{collection.id}"
        for address in (
            "/",
            "/collections",
            one,
            collection.items,
            f"{collection.items}/{collection.things[0]}",
        ):
            page = client.get(f"{address}?f=html")
            assert (page.status_code, page["Content-Type"].partition(";")[0]) == (200, "text/html"), address
            assert "<html" in page.content.decode()
        assert f"{FEATURES}/html" in read(client, "/conformance")["conformsTo"]
