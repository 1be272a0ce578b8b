"""OGC API - Features Part 3, filtering (19-079r2 Annex A), asked of every layer and of a published one.

Each test names the conformance class that it says in our words.
"""

import json
from typing import Any

import pytest
from django.test import Client

from tests.conformance.collections import Collection, collection, find_way, link, read

__all__ = ["collection"]
pytestmark = pytest.mark.django_db
PART = "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf"
REL = "http://www.opengis.net/def/rel/ogc/1.0"
SCHEMA, GEOJSON, PROBLEM = "application/schema+json", "application/geo+json", "application/problem+json"
DEF = "http://www.opengis.net/def/crs"


def find(client: Client, collection: Collection, **asked: str) -> list[int]:
    """The ids of the features that a question finds."""
    answer = client.get(collection.items, asked)
    assert answer.status_code == 200, answer.content
    return [one["id"] for one in answer.json()["features"]]


def pick(client: Client, collection: Collection) -> tuple[str, Any, list[int]]:
    """A queryable text or number that tells features apart, a value of it, and who has that value."""
    features = read(client, collection.items, GEOJSON)["features"]
    told = read(client, f"/collections/{collection.id}/queryables", SCHEMA)["properties"]
    for name, one in told.items():
        value = features[0]["properties"].get(name)
        if one.get("type") in ("string", "number", "integer") and "format" not in one and value is not None:
            having = [other["id"] for other in features if other["properties"][name] == value]
            if len(having) < len(features):
                return name, value, having
    raise AssertionError("no queryable tells these features apart")


def write(value: Any) -> str:
    """A value in CQL2 text."""
    return "'{}'".format(value.replace("'", "''")) if isinstance(value, str) else repr(value)


def test_the_queryables_are_told_by_a_link(client: Client, collection: Collection) -> None:
    """/conf/queryables: a schema of what a filter may name; what it does not name is refused."""
    told = read(client, link(read(client, f"/collections/{collection.id}"), f"{REL}/queryables"), SCHEMA)
    assert told["type"] == "object"
    assert told["additionalProperties"] is False
    answer = client.get(collection.items, {"filter": "no_such_property = 1"})
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


def test_a_filter_is_taken_in_text_and_in_json(client: Client, collection: Collection) -> None:
    """/conf/filter and /conf/features-filter: what meets the filter is found, in either language."""
    name, value, having = pick(client, collection)
    text = f'"{name}" = {write(value)}'
    told = json.dumps({"op": "=", "args": [{"property": name}, value]})
    assert find(client, collection, filter=text) == having
    assert find(client, collection, filter=text, **{"filter-lang": "cql2-text"}) == having
    assert find(client, collection, filter=told, **{"filter-lang": "cql2-json"}) == having
    rest = [id for id in collection.things if id not in having]
    assert find(client, collection, filter=f"NOT ({text})") == rest


def test_a_filter_is_one_condition_among_others(client: Client, collection: Collection) -> None:
    """/conf/features-filter: parameters are met together with the filter."""
    name, value, having = pick(client, collection)
    box = ",".join(map(str, collection.box))
    met = [id for id in collection.things[:1] if id in having]
    assert find(client, collection, filter=f'"{name}" = {write(value)}', bbox=box) == met


@pytest.mark.parametrize("code", [4326, 4490, 3857, 4549])
def test_a_filter_is_in_the_system_that_is_named(client: Client, collection: Collection, code: int) -> None:
    """/conf/features-filter, filter-crs: coordinates are in that system and in its order of axes."""
    west, south, east, north = find_way(str(code)).transform_bounds(*collection.box)
    asked = f"S_INTERSECTS(geometry, BBOX({west}, {south}, {east}, {north}))"
    named = {"filter-crs": f"{DEF}/EPSG/0/{code}"}
    assert find(client, collection, filter=asked, **named) == collection.things[:1]
    west, south, east, north = collection.box
    asked = f"S_INTERSECTS(geometry, BBOX({west}, {south}, {east}, {north}))"
    assert find(client, collection, filter=asked) == collection.things[:1]
    unknown = client.get(collection.items, {"filter": asked, "filter-crs": f"{DEF}/EPSG/0/28992"})
    assert (unknown.status_code, unknown["Content-Type"]) == (400, PROBLEM)


def test_what_is_no_filter_is_refused(client: Client, collection: Collection) -> None:
    """/conf/filter: a filter that cannot be read or a language that is not spoken is a 400."""
    for asked in (
        {"filter": "=="},
        {"filter": "1=1", "filter-lang": "sql"},
        {"filter": "{", "filter-lang": "cql2-json"},
    ):
        answer = client.get(collection.items, asked)
        assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


def test_the_classes_are_declared(client: Client) -> None:
    """Every class that is shown here is declared."""
    declared = read(client, "/conformance")["conformsTo"]
    assert {f"{PART}/{name}" for name in ("queryables", "filter", "features-filter")} <= set(declared)
