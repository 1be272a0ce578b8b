"""Tiles as a test asks for them: drawn, decoded, over a row."""

import gzip
import math
from typing import Any

import mapbox_vector_tile

from spatial.tile_matrix import WORLD, Tile
from tiles.asking import Asked
from tiles.making import make
from twin.access import NOW, Times, Viewer
from twin.layer import Layer


def tile_over(row: Any, z: int) -> Tile:
    """The tile in which a row's middle lies."""
    middle = row.tile.centroid
    return tile_at(middle.x, middle.y, z)


def tile_at(x: float, y: float, z: int) -> Tile:
    """The tile in which a place of EPSG:3857 lies."""
    side = WORLD / 2**z
    return Tile(z, math.floor((x + WORLD / 2) / side), math.floor((WORLD / 2 - y) / side))


def draw(viewer: Viewer, layer: Layer, tile: Tile, times: Times = NOW) -> bytes:
    """A layer's tile, unpacked; empty where nothing is in it."""
    content = make(Asked(viewer, (layer,), times), tile).content
    return gzip.decompress(content) if content else b""


def decode(content: bytes, layer: str = "buildings") -> list[dict[str, Any]]:
    """The features of one layer of a tile, y growing downwards as in the file."""
    told = mapbox_vector_tile.decode(content, default_options={"y_coord_down": True})
    return list(told.get(layer, {}).get("features", []))
