"""Tilesets and their tile matrix sets as resources of OGC API - Tiles (20-057): lists and descriptions."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from rest_framework.request import Request

from spatial.text import Text
from spatial.tile_matrix import WEB_MERCATOR, Grid
from spatial.tile_matrix_documents import describe_set
from spatial.tile_matrix_sets import grids, name_crs, name_set, title_of
from tiles.metadata import GEODATA_REL, Origin, describe, outline
from tiles.tileset import MVT, tilejson
from twin import access
from twin.doorway.parameters import JSON_OR_HTML, LANG, Parameter, choose
from twin.doorway.resource import HTML, JSON, Resource

REL = "http://www.opengis.net/def/rel/ogc/1.0"
SCHEME_REL = f"{REL}/tiling-scheme"
DATASET_REL = f"{REL}/dataset"
WORDS = {
    "map": Text("返回地图", "Back to the map"),
    "sets": Text("瓦片矩阵集", "Tile matrix sets"),
    "tilesets": Text("瓦片集", "Tilesets"),
    "set": Text("瓦片矩阵集", "Tile matrix set"),
    "crs": Text("坐标系", "Coordinate system"),
    "axes": Text("坐标轴顺序", "Order of axes"),
    "origin": Text("原点", "Point of origin"),
    "matrix": Text("级别", "Matrix"),
    "scale": Text("比例尺分母", "Scale denominator"),
    "cell": Text("像元大小", "Cell size"),
    "size": Text("列 × 行", "Columns × rows"),
    "layers": Text("图层", "Layers"),
    "fields": Text("属性", "Fields"),
    "matrices": Text("级别", "Matrices"),
    "limits": Text("范围（列，行）", "Limits (columns, rows)"),
    "box": Text("经纬度范围", "Extent in degrees"),
    "version": Text("版本", "Version"),
    "attribution": Text("数据来源", "Attribution"),
    "tile": Text("瓦片地址", "Address of tiles"),
}
ALL_LAYERS = Text("本市全部图层合为一套瓦片。", "All layers of the city, drawn together.")


def read_ids(text: str) -> tuple[str, ...]:
    """Collection ids, each once, in the order given."""
    ids = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    if not all(ids):
        raise ValueError(text)
    return ids


COLLECTIONS = Parameter(
    name="collections",
    about="Only these collections of the dataset, by id, with commas between; without it, all.",
    wants="ids of collections with commas between, such as buildings,roads",
    read=read_ids,
    schema={"type": "array", "items": {"type": "string"}},
    default=(),
)
TILESET_FORM = Parameter(
    name="f",
    about="The form of the answer; without it, Accept decides. TileJSON is of WebMercatorQuad alone.",
    wants="“json”, “html” or “tilejson”",
    read=choose("json", "html", "tilejson"),
    schema={"type": "string", "enum": ["json", "html", "tilejson"]},
)


def find_grid(id: str) -> Grid:
    """The tile matrix set of that id, or 404."""
    known = grids(settings.TWIN_CRS)
    if id not in known:
        raise Http404(f"There is no tile matrix set “{id}”; there are: {', '.join(known)}.")
    return known[id]


class TileMatrixSets(Resource):
    """`/tileMatrixSets`."""

    parameters = (JSON_OR_HTML, LANG)

    def get(self, request: Request) -> HttpResponse:
        """The sets there are tiles in."""
        listed = [
            {
                "id": grid.id,
                "title": title_of(grid).in_(self.language),
                "crs": name_crs(grid),
                **({"uri": uri} if (uri := name_set(grid)) else {}),
                "links": [self.link(f"/tileMatrixSets/{grid.id}", "self", title=grid.id)],
            }
            for grid in grids(settings.TWIN_CRS).values()
        ]
        if self.wants_html():
            return self.render("tile_matrix_sets.html", WORDS, {"listed": listed})
        page = self.link(request.path, "alternate", HTML, query={"f": "html"})
        return self.send({"links": [self.link_self(), page], "tileMatrixSets": listed})


class OneTileMatrixSet(Resource):
    """`/tileMatrixSets/{tileMatrixSetId}`."""

    parameters = (JSON_OR_HTML, LANG)

    def get(self, request: Request, grid: str) -> HttpResponse:
        """The document of a set, which is data for programs: no links are in its schema."""
        told = describe_set(find_grid(grid))
        return (
            self.render("tile_matrix_set.html", WORDS, {"set": told})
            if self.wants_html()
            else self.send(told)
        )


class OfOrigin(Resource):
    """What tilesets and tiles of a collection and of the dataset share: whose they are."""

    own_parameters: tuple[Parameter, ...] = (JSON_OR_HTML, LANG)

    def accepted(self, **kwargs: Any) -> Iterable[Parameter]:
        """The dataset's also take a choice of collections."""
        return self.own_parameters if "collection" in kwargs else (*self.own_parameters, COLLECTIONS)

    def origin(self, collection: str | None) -> Origin:
        """The collection of that id, or the dataset; 404 for what has no tiles."""
        if collection is None:
            chosen = self.asked[COLLECTIONS.name]
            every = access.visible(self.viewer)
            layers = [access.layer(self.viewer, id) for id in chosen] if chosen else every
            title, about, path = access.title(self.language), ALL_LAYERS.in_(self.language), ""
        else:
            [layer] = layers = [access.layer(self.viewer, collection)]
            title, about = layer.title.in_(self.language), layer.about.in_(self.language)
            path, chosen = f"/collections/{layer.id}", ()
        drawn = tuple(layer for layer in layers if layer.geometry)
        if not drawn or (chosen and len(drawn) < len(layers)):
            plain = ", ".join(layer.id for layer in layers if not layer.geometry)
            raise Http404(f"There are no tiles of {plain or 'anything'}, which has no geometry to draw.")
        return Origin(path=path, title=title, about=about, layers=drawn, chosen=chosen)

    def link_tileset(
        self, origin: Origin, grid: Grid, rel: str, media: str = JSON, **query: str
    ) -> dict[str, str]:
        """A link to a tileset, which keeps the collections chosen."""
        return self.link(f"{origin.path}/tiles/{grid.id}", rel, media, query={**self.choice(origin), **query})

    def choice(self, origin: Origin) -> dict[str, str]:
        """The query that chooses the same collections."""
        return {COLLECTIONS.name: ",".join(origin.chosen)} if origin.chosen else {}


class Tilesets(OfOrigin):
    """`/collections/{collectionId}/tiles` and `/tiles`."""

    def get(self, request: Request, collection: str | None = None) -> HttpResponse:
        """The tilesets of a collection or of the dataset (OGC 20-057 §10)."""
        origin = self.origin(collection)
        known = grids(settings.TWIN_CRS).values()
        listed = [
            {
                **outline(origin, grid),
                "links": [
                    self.link_tileset(origin, grid, "self"),
                    self.link(f"/tileMatrixSets/{grid.id}", SCHEME_REL),
                ],
            }
            for grid in known
        ]
        if self.wants_html():
            shown = [
                {
                    "id": grid.id,
                    "title": title_of(grid).in_(self.language),
                    "href": self.link_tileset(origin, grid, "self", f="html")["href"],
                }
                for grid in known
            ]
            return self.render("tilesets.html", WORDS, {"title": origin.title, "listed": shown})
        page = self.link(request.path, "alternate", HTML, query={**self.choice(origin), "f": "html"})
        return self.send({"links": [self.link_self(), page], "tilesets": listed})


class OneTileset(OfOrigin):
    """`/collections/{collectionId}/tiles/{tileMatrixSetId}` and `/tiles/{tileMatrixSetId}`."""

    own_parameters = (TILESET_FORM, LANG)

    def get(self, request: Request, grid: str, collection: str | None = None) -> HttpResponse:
        """What a tileset is (OGC 20-057 §9), also as TileJSON."""
        origin, found = self.origin(collection), find_grid(grid)
        if self.asked["f"] == "tilejson":
            if found.id != WEB_MERCATOR.id:
                raise Http404(f"TileJSON knows tiles of {WEB_MERCATOR.id} alone, not of {found.id}.")
            return self.send(tilejson(self.viewer, origin.layers, self.root, self.language))
        told = describe(self.viewer, origin, found, self.root, self.language)
        told |= {"links": self.links(origin, found)}
        if self.wants_html():
            [item] = [link["href"] for link in told["links"] if link["rel"] == "item"]
            return self.render("tileset.html", WORDS, {"tileset": told, "set": found.id, "item": item})
        return self.send(told)

    def links(self, origin: Origin, grid: Grid) -> list[dict[str, Any]]:
        """Where its tiles, its set and its other forms are."""
        template = f"{origin.path}/tiles/{grid.id}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"
        item = self.link(template, "item", MVT, query={**self.choice(origin), "f": "mvt"})
        whole = (
            self.link(origin.path, GEODATA_REL)
            if origin.path
            else self.link("/", DATASET_REL, query={"f": "json"})
        )
        return [
            self.link_self(),
            self.link_tileset(origin, grid, "alternate", HTML, f="html"),
            *([self.link_tileset(origin, grid, "alternate", f="tilejson")] if grid == WEB_MERCATOR else []),
            self.link(f"/tileMatrixSets/{grid.id}", SCHEME_REL),
            {**item, "templated": True},
            whole,
        ]
