"""What a tileset tells of itself (OGC 17-083r4 §7): its set, layers, fields, limits and place."""

from dataclasses import dataclass
from typing import Any

from spatial.tile_limits import limit, place
from spatial.tile_matrix import Bounds, Grid
from spatial.tile_matrix_sets import name_crs, name_set
from tiles.sources import DIMENSIONS
from tiles.tileset import DEEPEST_MADE, MVT, tile_fields
from tiles.tileset import limit as keep_on_map
from twin import access
from twin.layer import Field, Layer

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GEODATA_REL = "http://www.opengis.net/def/rel/ogc/1.0/geodata"
USUAL_ZOOM = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What tilesets are of: one collection, or the dataset with all or some of its collections.

    `path` is its address, and `chosen` the collections picked out of the dataset.
    """

    path: str
    title: str
    about: str
    layers: tuple[Layer, ...]
    chosen: tuple[str, ...] = ()


def outline(origin: Origin, grid: Grid) -> dict[str, Any]:
    """What a list of tilesets tells of one."""
    registered = name_set(grid)
    return {
        "title": origin.title,
        "dataType": "vector",
        "crs": name_crs(grid),
        **({"tileMatrixSetURI": registered} if registered else {}),
    }


def describe(viewer: access.Viewer, origin: Origin, grid: Grid, root: str, language: str) -> dict[str, Any]:
    """All that a tileset tells, but its own links."""
    states = access.states(*origin.layers)
    state = access.state(*origin.layers)
    layers = access.dress(origin.layers, states)
    told = {
        **outline(origin, grid),
        "description": origin.about,
        "version": f"1.0.{state.version}",
        "attribution": " · ".join(access.attributions(viewer)),
        "mediaTypes": [MVT],
        "layers": [tell_layer(viewer, layer, states[layer.id], grid, root, language) for layer in layers],
    }
    if state.extent:
        extent = keep_on_map(state.extent)
        zooms = [matrices(layer, grid) for layer in layers]
        drawn = range(min(one.start for one in zooms), max(one.stop for one in zooms))
        told |= locate(extent, grid, drawn)
    return told


def tell_layer(
    viewer: access.Viewer, layer: Layer, state: access.State, grid: Grid, root: str, language: str
) -> dict[str, Any]:
    """One layer of a tileset."""
    drawn = matrices(layer, grid)
    dimensions = {DIMENSIONS[kind] for kind in layer.geometry}
    return {
        "id": layer.id,
        "title": layer.title.in_(language),
        "description": layer.about.in_(language),
        "dataType": "vector",
        **({"geometryDimension": dimensions.pop()} if len(dimensions) == 1 else {}),
        "minTileMatrix": str(drawn.start),
        "maxTileMatrix": str(drawn.stop - 1),
        **({"boundingBox": box(keep_on_map(state.extent))} if state.extent else {}),
        "propertiesSchema": {
            "type": "object",
            "properties": {field.name: tell_field(field, language) for field in tile_fields(viewer, layer)},
        },
        "links": [
            {
                "href": f"{root}/collections/{layer.id}",
                "rel": GEODATA_REL,
                "type": "application/json",
                "title": layer.title.in_(language),
            }
        ],
    }


def tell_field(field: Field, language: str) -> dict[str, Any]:
    """A field in the words of the standard's subset of JSON Schema; no value is told by no property."""
    return {
        "type": field.type,
        "title": field.title.in_(language),
        **({"uom": field.unit} if field.unit else {}),
        **({"format": field.format} if field.format else {}),
        **({"enum": list(field.values)} if field.closed else {}),
    }


def matrices(layer: Layer, grid: Grid) -> range:
    """The matrices of a set at whose scale the layer is drawn."""
    lowest, highest = layer.zooms
    first = max(lowest - grid.shift, 0)
    last = min(min(highest, DEEPEST_MADE) - grid.shift, grid.deepest)
    return range(first, max(first, last) + 1)


def locate(extent: Bounds, grid: Grid, drawn: range) -> dict[str, Any]:
    """Where a tileset lies: its box and middle in degrees, its limits in tiles."""
    west, south, east, north = extent
    usual = min(max(USUAL_ZOOM - grid.shift, drawn.start), drawn.stop - 1)
    bounds = place(extent, grid)
    limits = [limit(grid, bounds, z) for z in drawn] if bounds else []
    return {
        "boundingBox": box(extent),
        "centerPoint": {
            "coordinates": [(west + east) / 2, (south + north) / 2],
            "crs": CRS84,
            "tileMatrix": str(usual),
        },
        **({"tileMatrixSetLimits": [one.tell() for one in limits]} if limits else {}),
    }


def box(extent: Bounds) -> dict[str, Any]:
    """An extent as a bounding box."""
    return {
        "lowerLeft": list(extent[:2]),
        "upperRight": list(extent[2:]),
        "crs": CRS84,
        "orderedAxes": ["Lon", "Lat"],
    }
