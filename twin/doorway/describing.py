"""The words of the OpenAPI document that the doors share: a GET, a reference to a shared part."""

from typing import Any

from twin.doorway.resource import HTML, JSON

PARTS = "#/components"
FIELDS = {
    "name": "fields",
    "in": "query",
    "description": "Any field of the collection by its name: only features whose value equals this.",
    "required": False,
    "style": "form",
    "explode": True,
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
}


def refer(kind: str, name: str) -> dict[str, str]:
    """A reference to a shared part: a schema, parameter or response."""
    return {"$ref": f"{PARTS}/{kind}/{name}"}


def describe_get(
    id: str,
    summary: str,
    parameters: list[dict[str, Any]],
    content: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """A path item with one GET; `content` maps media types to schemas, `more` are further responses."""
    told = content or {JSON: {"type": "object"}}
    return {
        "get": {
            "operationId": id,
            "summary": summary,
            "parameters": parameters,
            "responses": {
                "200": {
                    "description": summary,
                    "content": {media: {"schema": schema} for media, schema in told.items()},
                },
                **more,
                "400": refer("responses", "problem"),
                "404": refer("responses", "problem"),
            },
        }
    }


def offer(media: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    """What answers programs as that type and people as a page."""
    return {media: schema or {"type": "object"}, HTML: {"type": "string"}}
