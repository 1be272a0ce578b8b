"""OGC API - Tiles: the tilesets of each collection and of the dataset, in every tile matrix set."""

from typing import TYPE_CHECKING, Any

from spatial.text import Text
from twin.door import Door, Link
from twin.doorway.describing import FIELDS, describe_get, offer, refer
from twin.doorway.resource import JSON
from twin.layer import Layer

if TYPE_CHECKING:
    from tiles.tilesets import OfOrigin

TILES = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf"
SETS = "http://www.opengis.net/spec/tms/2.0/conf"
VECTOR_REL = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
SCHEMES_REL = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes"
TITLE = Text("矢量瓦片集", "Vector tilesets")
MVT = "application/vnd.mapbox-vector-tile"
ONE = "<slug:grid>"
TILE = f"{ONE}/<str:z>/<str:row>/<str:column>"
NOTHING = {"204": {"description": "The tile holds nothing."}}


def routes() -> list[Any]:
    """The URL patterns; views are imported late, so that naming the door needs no Django."""
    from django.urls import path

    from tiles.ogc_tiles import OneTile
    from tiles.tilesets import OneTileMatrixSet, OneTileset, TileMatrixSets, Tilesets

    return [
        path("tileMatrixSets", TileMatrixSets.as_view()),
        path(f"tileMatrixSets/{ONE}", OneTileMatrixSet.as_view()),
        *(
            route
            for origin in ("", "collections/<str:collection>/")
            for route in (
                path(f"{origin}tiles", Tilesets.as_view()),
                path(f"{origin}tiles/{ONE}", OneTileset.as_view()),
                path(f"{origin}tiles/{TILE}", OneTile.as_view()),
            )
        ),
    ]


def paths() -> dict[str, Any]:
    """The OpenAPI path items, with the ids of operations that the standard asks for (20-057 §15)."""
    from tiles.tilesets import COLLECTIONS, TileMatrixSets

    plain = [parameter.tell() for parameter in TileMatrixSets.parameters]
    grid = part("tileMatrixSetId", "string")
    set_path = "/tileMatrixSets/{tileMatrixSetId}"
    collection = refer("parameters", "collectionId")
    return {
        "/tileMatrixSets": describe_get("getTileMatrixSetsList", "The tile matrix sets", plain, offer(JSON)),
        set_path: describe_get("getTileMatrixSet", "One tile matrix set", [grid, *plain], offer(JSON)),
        **tell_origin("", "dataset", [], [COLLECTIONS.tell()], []),
        **tell_origin("/collections/{collectionId}", "collection", [collection], [], [FIELDS]),
    }


def tell_origin(
    path: str,
    kind: str,
    first: list[dict[str, Any]],
    shared: list[dict[str, Any]],
    of_tiles: list[dict[str, Any]],
) -> dict[str, Any]:
    """The path items of the tilesets of a collection or of the dataset."""
    from tiles.ogc_tiles import OneTile
    from tiles.tilesets import OneTileset, Tilesets

    grid = part("tileMatrixSetId", "string")
    place = [part(name, "integer") for name in ("tileMatrix", "tileRow", "tileCol")]

    def taken(view: "type[OfOrigin]") -> list[dict[str, Any]]:
        return [*(parameter.tell() for parameter in view.own_parameters), *shared]

    return {
        f"{path}/tiles": describe_get(
            f".{kind}.vector.getTileSetsList",
            f"The tilesets of the {kind}",
            [*first, *taken(Tilesets)],
            offer(JSON),
        ),
        f"{path}/tiles/{{tileMatrixSetId}}": describe_get(
            f".{kind}.vector.getTileSet",
            f"One tileset of the {kind}",
            [*first, grid, *taken(OneTileset)],
            offer(JSON),
        ),
        f"{path}/tiles/{{tileMatrixSetId}}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}": describe_get(
            f".{kind}.vector.getTile",
            f"One tile of the {kind}",
            [*first, grid, *place, *taken(OneTile), *of_tiles],
            {MVT: {"type": "string", "format": "binary"}},
            **NOTHING,
        ),
    }


def link_tilesets(layer: Layer) -> tuple[Link, ...]:
    """The link of a collection that is drawn to its tilesets (20-057 §12)."""
    link = Link(href=f"/collections/{layer.id}/tiles", rel=VECTOR_REL, type=JSON, title=TITLE)
    return (link,) if layer.geometry else ()


def part(name: str, type: str) -> dict[str, Any]:
    """A part of an address."""
    least = {"minimum": 0} if type == "integer" else {}
    return {"name": name, "in": "path", "required": True, "schema": {"type": type, **least}}


DOOR = Door(
    id="tilesets",
    title=Text("瓦片集", "Tilesets"),
    routes=routes,
    paths=paths,
    conforms=(
        *(
            f"{TILES}/{name}"
            for name in (
                "core",
                "tileset",
                "tilesets-list",
                "dataset-tilesets",
                "geodata-tilesets",
                "collections-selection",
                "mvt",
                "oas30",
            )
        ),
        *(
            f"{SETS}/{name}"
            for name in (
                "tilematrixset",
                "json-tilematrixset",
                "tilematrixsetlimits",
                "json-tilematrixsetlimits",
                "tilesetmetadata",
                "json-tilesetmetadata",
            )
        ),
    ),
    links=(
        Link(href="/tiles", rel=VECTOR_REL, type=JSON, title=TITLE),
        Link(
            href="/tileMatrixSets",
            rel=SCHEMES_REL,
            type=JSON,
            title=Text("瓦片矩阵集", "Tile matrix sets"),
        ),
    ),
    of_collection=link_tilesets,
)
