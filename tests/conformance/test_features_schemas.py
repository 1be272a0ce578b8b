"""OGC API - Features Part 5, schemas (23-058r1 Annex A), asked of every layer and of a published one.

Each test names the conformance class that it says in our words.
"""

from typing import Any

import jsonschema
import pytest
from django.test import Client

from tests.conformance.collections import Collection, collection, link, read

__all__ = ["collection"]
pytestmark = pytest.mark.django_db
PART = "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf"
REL = "http://www.opengis.net/def/rel/ogc/1.0"
SCHEMA, GEOJSON = "application/schema+json", "application/geo+json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS = ("schema", "queryables", "sortables")


def describe(client: Client, collection: Collection, kind: str) -> dict[str, Any]:
    """A schema, had by the link of the collection that leads to it."""
    return read(client, link(read(client, f"/collections/{collection.id}"), f"{REL}/{kind}"), SCHEMA)


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_json_schema(client: Client, collection: Collection, kind: str) -> None:
    """/conf/schemas: the dialect, the address as id, each property with a type or a format."""
    told = describe(client, collection, kind)
    jsonschema.Draft202012Validator.check_schema(told)
    assert (told["$schema"], told["type"]) == (DIALECT, "object")
    assert told["$id"].endswith(f"/collections/{collection.id}/{kind}")
    for name, one in told["properties"].items():
        assert "type" in one or one["format"].startswith("geometry-"), name
        assert one["title"], name


def test_one_property_is_the_geometry(client: Client, collection: Collection) -> None:
    """/conf/core-roles-features: the primary geometry is told by its role."""
    for kind in KINDS[:2]:
        told = describe(client, collection, kind)["properties"].values()
        assert len([one for one in told if one.get("x-ogc-role") == "primary-geometry"]) == 1


def test_features_have_what_their_schema_tells(client: Client, collection: Collection) -> None:
    """/conf/returnables-and-receivables: a feature tells the properties of the schema, and keeps to it."""
    told = describe(client, collection, "schema")
    [place] = [name for name, one in told["properties"].items() if "x-ogc-role" in one and name == "geometry"]
    assert not [name for name, one in told["properties"].items() if one.get("writeOnly")]
    for one in read(client, collection.items, GEOJSON)["features"]:
        assert set(one["properties"]) == set(told["properties"]) - {place}
        jsonschema.validate(one["properties"], told)


def test_each_queryable_is_a_parameter(client: Client, collection: Collection) -> None:
    """/conf/queryables: each property that can be compared finds the features of a value."""
    told = describe(client, collection, "queryables")["properties"]
    [first, *_] = read(client, collection.items, GEOJSON)["features"]
    for name, one in told.items():
        value = first["properties"].get(name)
        if value is None or one.get("type") == "object" or "format" in one:
            continue
        asked = {name: str(value).lower() if one["type"] == "boolean" else value}
        answer = client.get(collection.items, asked)
        assert answer.status_code == 200, (name, answer.content)
        assert first["id"] in [found["id"] for found in answer.json()["features"]], name
    assert client.get(collection.items, {"no_such_property": "1"}).status_code == 400


def test_each_sortable_orders_the_features(client: Client, collection: Collection) -> None:
    """/conf/sortables: features come in the order of a property, either way."""
    told = describe(client, collection, "sortables")["properties"]
    assert told
    for name in told:
        up, down = (
            [
                one["id"]
                for one in read(client, f"{collection.items}?sortby={sign}{name}", GEOJSON)["features"]
            ]
            for sign in ("%2B", "-")
        )
        assert sorted(up) == sorted(down) == sorted(collection.things), name
    answer = client.get(collection.items, {"sortby": "no_such_property"})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_the_classes_are_declared(client: Client) -> None:
    """Every class that is shown here is declared."""
    declared = read(client, "/conformance")["conformsTo"]
    names = ["schemas", "core-roles-features", "returnables-and-receivables", "queryables", "sortables"]
    assert {f"{PART}/{name}" for name in names} <= set(declared)
