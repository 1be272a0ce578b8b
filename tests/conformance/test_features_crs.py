"""OGC API - Features Part 2 (18-058r1 Annex A), systems by reference, of every layer and a published one.

Each test names the requirements that it says in our words.
"""

from typing import Any

import pytest
import shapely
from django.test import Client
from shapely.geometry import shape

from tests.conformance.collections import Collection, collection, find_way, read

__all__ = ["collection"]
pytestmark = pytest.mark.django_db
DEF = "http://www.opengis.net/def/crs"
CRS84, CRS84H = f"{DEF}/OGC/1.3/CRS84", f"{DEF}/OGC/0/CRS84h"
SERVED = [f"{DEF}/EPSG/0/{code}" for code in (4326, 3857, 4490, 4549)]
GEOJSON = "application/geo+json"


def describe(client: Client, collection: Collection) -> dict[str, Any]:
    """The collection as it is told."""
    return read(client, f"/collections/{collection.id}")


def project(uri: str, geometry: shapely.Geometry) -> shapely.Geometry:
    """A geometry in CRS84 as PROJ has it in a system, its axes in the order of the authority."""
    if "CRS84" in uri:
        return geometry
    return shapely.transform(geometry, find_way(uri.rpartition("/")[2]).transform, interleaved=False)


def test_a_collection_tells_its_systems(client: Client, collection: Collection) -> None:
    """/req/crs/crs-uri, fc-md-crs-list, fc-md-storageCrs-valid-value."""
    told = describe(client, collection)
    assert told["crs"][0] == CRS84
    assert {CRS84, CRS84H, *SERVED} <= set(told["crs"])
    assert told["storageCrs"] in told["crs"]


def test_features_are_had_in_every_system_that_is_told(client: Client, collection: Collection) -> None:
    """/req/crs/fc-crs-definition, fc-crs-action, ogc-crs-header, ogc-crs-header-value, geojson."""
    usual = read(client, collection.items, GEOJSON)["features"]
    for uri in describe(client, collection)["crs"]:
        for address in (collection.items, f"{collection.items}/{collection.things[0]}"):
            answer = client.get(address, {"crs": uri})
            assert (answer.status_code, answer["Content-Crs"]) == (200, f"<{uri}>"), uri
        found = client.get(collection.items, {"crs": uri}).json()["features"]
        for one, plain in zip(found, usual, strict=True):
            meant = project(uri, shape(plain["geometry"]))
            near = 2e-6 if abs(meant.centroid.x) < 360 else 0.05
            assert shapely.hausdorff_distance(shape(one["geometry"]), meant) < near, uri


def test_the_usual_system_is_crs84(client: Client, collection: Collection) -> None:
    """/req/crs/fc-crs-default-value, fc-bbox-crs-definition's default."""
    assert client.get(collection.items)["Content-Crs"] == f"<{CRS84}>"
    plain, named = (client.get(collection.items, asked).json() for asked in ({}, {"crs": CRS84}))
    assert [one["geometry"] for one in plain["features"]] == [one["geometry"] for one in named["features"]]


def test_a_box_is_in_the_system_that_is_named(client: Client, collection: Collection) -> None:
    """/req/crs/fc-bbox-crs-action, fc-bbox-crs-valid-value."""
    for uri in describe(client, collection)["crs"]:
        box = ",".join(map(str, project(uri, shapely.box(*collection.box)).bounds))
        found = client.get(collection.items, {"bbox": box, "bbox-crs": uri})
        assert [one["id"] for one in found.json()["features"]] == collection.things[:1], uri


@pytest.mark.parametrize("name", ["crs", "bbox-crs"])
def test_a_system_that_is_not_served_is_refused(client: Client, collection: Collection, name: str) -> None:
    """/req/crs/fc-crs-valid-value, fc-bbox-crs-valid-value: a 400."""
    for uri in (f"{DEF}/EPSG/0/28992", f"{DEF}/EPSG/0/0", "x"):
        answer = client.get(collection.items, {name: uri, "bbox": "0,0,1,1"})
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_the_class_is_declared(client: Client) -> None:
    """/conf/crs."""
    declared = read(client, "/conformance")["conformsTo"]
    assert "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs" in declared
