"""What a layer's features look like, told in JSON Schema and in OpenAPI from its fields."""

from collections.abc import Iterable
from typing import Any

from twin.layer import Field, Layer

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def describe(field: Field, language: str) -> dict[str, Any]:
    """The words both dialects share; the unit is OGC API Features Part 5's (UCUM)."""
    told: dict[str, Any] = {"title": field.title.in_(language)}
    if field.unit:
        told |= {"x-ogc-unit": field.unit, "x-ogc-unitLang": "UCUM"}
    if field.format:
        told |= {"format": field.format}
    if field.closed:
        told |= {"enum": [*field.values, None]}
    return told


def json_schema(layer: Layer, fields: Iterable[Field], id: str, language: str) -> dict[str, Any]:
    """The JSON Schema of the properties of a layer's features, found at the address `id`."""
    return {
        "$schema": DIALECT,
        "$id": id,
        "type": "object",
        "title": layer.title.in_(language),
        "description": layer.about.in_(language),
        "properties": {
            field.name: {"type": [field.type, "null"], **describe(field, language)} for field in fields
        },
        "additionalProperties": False,
    }


def openapi_schema(layer: Layer, fields: Iterable[Field], language: str) -> dict[str, Any]:
    """The same in OpenAPI 3.0, which has a word of its own for null."""
    return {
        "type": "object",
        "title": layer.title.in_(language),
        "properties": {
            field.name: {"type": field.type, "nullable": True, **describe(field, language)}
            for field in fields
        },
    }
