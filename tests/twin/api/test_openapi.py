"""The OpenAPI document is valid and names every route of the doors that has a form for programs."""

from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV30SpecValidator

from twin.door import doors
from twin.layer import ANONYMOUS, layers

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    """The document anyone may read."""
    answer = client.get("/api")
    assert answer["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    told: dict[str, Any] = answer.json()
    return told


def test_the_document_is_valid_openapi(document: dict[str, Any]) -> None:
    assert list(OpenAPIV30SpecValidator(document).iter_errors()) == []


def test_the_document_adds_up_what_the_doors_declare(document: dict[str, Any]) -> None:
    collections = document["components"]["parameters"]["collectionId"]["schema"]["enum"]
    assert set(collections) == {layer.id for layer in layers if ANONYMOUS in layer.audience}
    declared = {path for door in doors for path in door.paths()}
    assert set(document["paths"]) == declared | {f"/collections/{id}/items" for id in collections}


def test_a_feature_is_described_by_its_layers_fields(document: dict[str, Any]) -> None:
    height = document["components"]["schemas"]["buildings"]["properties"]["height"]
    assert height == {
        "type": "number",
        "nullable": True,
        "title": "高度",
        "x-ogc-unit": "m",
        "x-ogc-unitLang": "UCUM",
    }


def test_the_items_of_a_collection_take_each_of_its_fields(document: dict[str, Any]) -> None:
    told = document["paths"]["/collections/buildings/items"]["get"]["parameters"]
    fields = {one["name"]: one["schema"] for one in told if "name" in one}
    assert fields["year"] == {"type": "integer"}
    assert "attributes" not in fields
    assert {"$ref": "#/components/parameters/limit"} in told
    assert document["components"]["parameters"]["limit"]["schema"]["maximum"] == 10000


def test_limits_are_told_where_clients_look_for_them(document: dict[str, Any]) -> None:
    parameters = document["paths"]["/collections/{collectionId}/items"]["get"]["parameters"]
    [limit] = [parameter for parameter in parameters if parameter.get("name") == "limit"]
    assert limit["schema"] == {"type": "integer", "minimum": 1, "maximum": 10000, "default": 100}


def test_programs_are_told_that_they_may_show_a_token(document: dict[str, Any]) -> None:
    schemes = document["components"]["securitySchemes"]
    assert schemes["token"]["scheme"] == "bearer"
    assert {} in document["security"], "what is open needs none"
    assert {name for one in document["security"] for name in one} == set(schemes)
