"""OWSLib, which scripts in Python use, reads the twin by OGC API Features and follows what it links to."""

from collections.abc import Iterator

import pytest
from owslib.ogcapi.features import Features

from tests.journeys.conftest import OtherTwin

FEATURES = "http://www.opengis.net/spec/ogcapi-features"


@pytest.fixture
def features(served: tuple[OtherTwin, str]) -> Features:
    """The client, with the landing page read."""
    return Features(served[1])


@pytest.fixture
def codes(served: tuple[OtherTwin, str]) -> Iterator[list[str]]:
    """The codes of the buildings that stand on the ground as buildings of their own."""
    asked = "SELECT code FROM twin_building WHERE parent_id IS NULL ORDER BY code"
    yield [code for (code,) in served[0].ask(asked)]


def test_the_landing_page_leads_to_what_is_conformed_to_and_to_the_document(features: Features) -> None:
    declared = features.conformance()["conformsTo"]
    assert {f"{FEATURES}-1/1.0/conf/core", f"{FEATURES}-2/1.0/conf/crs"} <= set(declared)
    assert features.api()["openapi"].startswith("3.0")


def test_every_collection_is_one_of_features(features: Features) -> None:
    told = [one["id"] for one in features.collections()["collections"]]
    assert features.feature_collections() == told
    assert features.collection("roads")["id"] == "roads"


def test_a_collection_tells_its_schema_and_what_it_can_be_asked_by(features: Features) -> None:
    schema, queryables = features.collection_schema("buildings"), features.collection_queryables("buildings")
    assert schema["properties"]["height"]["type"] == ["number", "null"]
    assert {"geometry", "height", "year"} <= set(queryables["properties"])


def test_features_are_had_by_limit_box_time_and_order(features: Features, codes: list[str]) -> None:
    page = features.collection_items("buildings", limit=1000, sortby=("code", "asc"))
    assert [one["properties"]["code"] for one in page["features"]] == codes
    ordered = features.collection_items("buildings", limit=3, sortby=("code", "desc"))
    assert [one["properties"]["code"] for one in ordered["features"]] == codes[:-4:-1]
    west, south, east, north = features.collection("buildings")["extent"]["spatial"]["bbox"][0]
    half = features.collection_items(
        "buildings", limit=1000, bbox=[west, south, (west + east) / 2, north], datetime_="2020-01-01/.."
    )
    assert 0 < half["numberReturned"] < len(codes)


def test_features_are_had_by_a_filter(features: Features, codes: list[str]) -> None:
    page = features.collection_items("buildings", limit=1000, filter="height > 20 AND year >= 2000")
    assert 0 < page["numberReturned"] < len(codes)
    assert all(one["properties"]["height"] > 20 for one in page["features"])


def test_a_feature_is_had_by_its_id(features: Features) -> None:
    [one] = features.collection_items("roads", limit=1)["features"]
    assert features.collection_item("roads", one["id"])["properties"] == one["properties"]


def test_what_is_not_there_is_told_as_an_error(features: Features) -> None:
    with pytest.raises(RuntimeError, match="no collection “nothing”"):
        features.collection("nothing")
