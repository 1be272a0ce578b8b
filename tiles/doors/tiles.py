"""The tile door: MVT tiles, their TileJSON and the style that draws them."""

from typing import Any

from spatial.text import Text
from twin.door import Door, Link

NUMBER = {"type": "integer", "minimum": 0}


def routes() -> list[Any]:
    """The URL patterns; views are imported late, so that naming the door needs no Django."""
    from django.urls import path

    from tiles import views

    return [
        path("tiles/style.json", views.show_style),
        path("tiles/<str:layers>.json", views.show_tilejson),
        path("tiles/<str:layers>/<int:z>/<int:x>/<int:y>.mvt", views.show_tile),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items."""
    layer = {"name": "layers", "in": "path", "required": True, "schema": {"type": "string"}}
    place = [{"name": name, "in": "path", "required": True, "schema": NUMBER} for name in ("z", "x", "y")]
    return {
        "/tiles/style.json": {"get": told("MapLibre style of all layers", "application/json")},
        "/tiles/{layers}.json": {"get": told("TileJSON 3.0 of a layer", "application/json", layer)},
        "/tiles/{layers}/{z}/{x}/{y}.mvt": {
            "get": told("Vector tile of a layer", "application/vnd.mapbox-vector-tile", layer, *place)
        },
    }


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
            "404": {"description": "There is no such layer or tile."},
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
