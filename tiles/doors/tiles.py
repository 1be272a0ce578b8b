"""The tile door: MVT tiles, their TileJSON and the style that draws them."""

from typing import Any

from spatial.text import Text
from twin.door import Door, Link

LOOK = {
    "name": "theme",
    "in": "query",
    "schema": {"type": "string", "enum": ["light", "dark", "print"], "default": "light"},
}
NUMBER = {"type": "integer", "minimum": 0}


def routes() -> list[Any]:
    """The URL patterns; views are imported late, so that naming the door needs no Django."""
    from django.urls import path

    from tiles import appearance, views

    return [
        path("tiles/style.json", appearance.Style.as_view()),
        path("fonts/<str:stack>/<str:span>.pbf", appearance.show_glyphs),
        path("sprites/<str:name>", appearance.show_sprite),
        path("tiles/versions.json", views.show_versions),
        path("tiles/<str:layers>.json", views.show_tilejson),
        path("tiles/<str:layers>/<int:z>/<int:x>/<int:y>.mvt", views.show_tile),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    layer = part("layers")
    place = [{"name": name, "in": "path", "required": True, "schema": NUMBER} for name in ("z", "x", "y")]
    return {
        "/tiles/style.json": {"get": told("MapLibre style of all layers", "application/json", LOOK)},
        "/tiles/versions.json": {"get": told("Version of each layer", "application/json")},
        "/fonts/{fontstack}/{range}.pbf": {
            "get": told(
                "Glyphs of 256 characters", "application/x-protobuf", *map(part, ("fontstack", "range"))
            )
        },
        "/sprites/{sheet}": {
            "get": told("Signs, as light.json, light.png and so on", "image/png", part("sheet"))
        },
        "/tiles/{layers}.json": {"get": told("TileJSON 3.0 of a layer", "application/json", layer)},
        "/tiles/{layers}/{z}/{x}/{y}.mvt": {
            "get": told("Vector tile of a layer", "application/vnd.mapbox-vector-tile", layer, *place)
        },
    }


def part(name: str) -> dict[str, Any]:
    """A part of the address."""
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def told(summary: str, type: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    """One GET operation."""
    empty = {"204": {"description": "Nothing is there."}} if "tile" in type else {}
    return {
        "summary": summary,
        "tags": ["tiles"],
        "parameters": list(parameters),
        "responses": {
            "200": {"description": summary, "content": {type: {"schema": {"type": "string"}}}},
            **empty,
            "404": {"description": "There is no such thing."},
        },
    }


DOOR = Door(
    id="tiles",
    title=Text("矢量瓦片", "Vector tiles"),
    routes=routes,
    paths=paths,
    links=(
        Link(
            href="/tiles/style.json",
            rel="http://www.opengis.net/def/rel/ogc/1.0/styles",
            type="application/json",
            title=Text("地图样式", "MapLibre style"),
        ),
    ),
)
