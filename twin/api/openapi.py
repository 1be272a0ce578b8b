"""The OpenAPI 3.0 document: what every door declares."""

from collections.abc import Iterable
from typing import Any

from twin import access
from twin.api.release import read_version
from twin.api.schemas import openapi_schema
from twin.door import doors
from twin.doorway.comparing import comparable, equality
from twin.doorway.describing import FIELDS, refer
from twin.doorway.problems import PROBLEM
from twin.layer import Layer

OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
ITEMS = "/collections/{collectionId}/items"


def write_openapi(viewer: access.Viewer, root: str, title: str, language: str) -> dict[str, Any]:
    """The document as this viewer may read it: only collections and fields open to them are named."""
    layers = access.visible(viewer)
    paths: dict[str, Any] = {}
    for door in doors:
        for path, item in door.paths().items():
            operations = {
                method: complete(operation, door.id) if isinstance(operation, dict) else operation
                for method, operation in item.items()
            }
            paths[path] = operations
    told = paths[ITEMS]["get"]
    asking = {one["name"]: one for one in told["parameters"] if one != FIELDS and "$ref" not in one}
    paths |= {ITEMS.replace("{collectionId}", one.id): items_of(viewer, one, told, asking) for one in layers}
    return {
        "openapi": "3.0.3",
        "info": {"title": title, "version": read_version()},
        "servers": [{"url": root}],
        "tags": [{"name": door.id, "description": door.title.in_(language)} for door in doors],
        "security": [{}, {"token": []}, {"session": []}],
        "paths": paths,
        "components": {
            "securitySchemes": SECURITY_SCHEMES,
            "parameters": {
                "collectionId": path_parameter("collectionId", [layer.id for layer in layers]),
                "featureId": path_parameter("featureId", []),
                **asking,
            },
            "responses": {
                "problem": {
                    "description": "What is wrong and what to do next (RFC 9457).",
                    "content": {PROBLEM: {"schema": refer("schemas", "problem")}},
                }
            },
            "schemas": {
                "problem": PROBLEM_SCHEMA,
                "link": LINK_SCHEMA,
                "feature": feature_schema([layer.id for layer in layers]),
                "features": FEATURES_SCHEMA,
                **{
                    layer.id: openapi_schema(layer, access.columns(viewer, layer), language)
                    for layer in layers
                },
            },
        },
    }


def complete(operation: dict[str, Any], door: str) -> dict[str, Any]:
    """An operation of a door with what any may be answered: a refusal in words, by whatever status."""
    refusal = {"default": refer("responses", "problem")}
    return {"tags": [door], **operation, "responses": {**operation["responses"], **refusal}}


def items_of(
    viewer: access.Viewer, layer: Layer, told: dict[str, Any], asking: Iterable[str]
) -> dict[str, Any]:
    """The path item of one collection's features, with each field by its name beside what all are asked by.

    GDAL's OAPIF driver asks the server for equality only where it finds the field among these parameters,
    and reads all features where it does not.
    """
    fields = [one for one in comparable(access.columns(viewer, layer), ()) if one.name not in asking]
    parameters = [refer("parameters", name) for name in asking]
    parameters += [equality(field).tell() for field in fields]
    return {"get": {**told, "operationId": f"items.{layer.id}", "parameters": parameters}}


def path_parameter(name: str, choices: list[str]) -> dict[str, Any]:
    """A part of an address."""
    schema = {"type": "string", **({"enum": choices} if choices else {})}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def feature_schema(collections: list[str]) -> dict[str, Any]:
    """A GeoJSON feature of any of the collections."""
    properties: dict[str, Any] = {"type": "object"}
    if collections:
        properties = {"anyOf": [refer("schemas", collection) for collection in collections]}
    return {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "integer"},
            "geometry": {"type": "object", "nullable": True},
            "properties": properties,
            "links": {"type": "array", "items": refer("schemas", "link")},
            "provenance": {"type": "object"},
        },
    }


SECURITY_SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token made at /tokens."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "Signed in at /login/.",
    },
}
PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "parameter": {"type": "string", "description": "The query parameter at fault."},
    },
}
LINK_SCHEMA = {
    "type": "object",
    "required": ["href", "rel"],
    "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title")},
}
FEATURES_SCHEMA = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"type": "string", "enum": ["FeatureCollection"]},
        "features": {"type": "array", "items": refer("schemas", "feature")},
        "links": {"type": "array", "items": refer("schemas", "link")},
        "timeStamp": {"type": "string", "format": "date-time"},
        "numberReturned": {"type": "integer", "minimum": 0},
        "numberMatched": {"type": "integer", "minimum": 0},
    },
}
