"""What a layer's features look like, told in JSON Schema and in OpenAPI from its fields."""

from collections.abc import Iterable
from typing import Any

from spatial.text import Text
from twin.api.sorting import sortable
from twin.layer import Field, Layer

SCHEMA = "application/schema+json"
GEOMETRY = "geometry"
PLACE = Text("几何", "Geometry")
MEMBERS = {
    "type": Text("类型", "Type"),
    "id": Text("编号", "Id"),
    "properties": Text("属性", "Properties"),
}
KINDS = {
    "point": "point-or-multipoint",
    "line": "linestring-or-multilinestring",
    "polygon": "polygon-or-multipolygon",
}
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


def describe_geometry(layer: Layer, language: str) -> dict[str, Any]:
    """The geometry (OGC 23-058r1 §7.10.3); a table may hold other kinds than are drawn."""
    kind = KINDS[layer.geometry[0]] if len(layer.geometry) == 1 and not layer.mixed else "any"
    return {
        "title": PLACE.in_(language),
        "format": f"geometry-{kind}",
        "x-ogc-role": "primary-geometry",
    }


def add_geometry(layer: Layer, told: dict[str, Any], language: str) -> dict[str, Any]:
    """The properties after the geometry, whose name goes to a column that bears it too."""
    return told if GEOMETRY in told else {GEOMETRY: describe_geometry(layer, language), **told}


def json_schema(layer: Layer, properties: dict[str, Any], id: str, language: str) -> dict[str, Any]:
    """A schema of a layer's features, found at the address `id`."""
    return {
        "$schema": DIALECT,
        "$id": id,
        "type": "object",
        "title": layer.title.in_(language),
        "description": layer.about.in_(language),
        "properties": properties,
        "additionalProperties": False,
    }


def returnables_schema(layer: Layer, fields: Iterable[Field], id: str, language: str) -> dict[str, Any]:
    """What the features tell, their geometry among it (OGC 23-058r1 §8, §9)."""
    told = {field.name: {"type": [field.type, "null"], **describe(field, language)} for field in fields}
    return json_schema(layer, add_geometry(layer, told, language), id, language)


def queryables_schema(layer: Layer, fields: Iterable[Field], id: str, language: str) -> dict[str, Any]:
    """What a filter may name (OGC 19-079r2 §6.2)."""
    told = {field.name: {"type": field.type, **describe(field, language)} for field in fields}
    return json_schema(layer, add_geometry(layer, told, language), id, language)


def sortables_schema(layer: Layer, fields: Iterable[Field], id: str, language: str) -> dict[str, Any]:
    """What the features can be sorted by."""
    told = {field.name: {"type": field.type, **describe(field, language)} for field in sortable(fields)}
    return json_schema(layer, told, id, language)


def feature_schema(layer: Layer, fields: Iterable[Field], id: str, language: str) -> dict[str, Any]:
    """A feature as a whole, for clients that make a table of it before they have read any.

    GDAL's OAPIF driver takes the columns and their types from it, each of one type: a value that is not
    there is told as null all the same.
    """
    told = {field.name: {"type": field.type, **describe(field, language)} for field in fields}
    members = {
        "type": {"title": MEMBERS["type"].in_(language), "type": "string", "enum": ["Feature"]},
        "id": {"title": MEMBERS["id"].in_(language), "type": "integer"},
        GEOMETRY: describe_geometry(layer, language),
        "properties": {
            "title": MEMBERS["properties"].in_(language),
            "type": "object",
            "properties": told,
            "additionalProperties": False,
        },
    }
    return {**json_schema(layer, members, id, language), "additionalProperties": True}


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
