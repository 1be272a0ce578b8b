"""Vector tiles (MVT 2.1) as bytes: taken apart into columns of many features, and put together from them."""

from spatial.mvt.drawing import Cut, Frame, draw
from spatial.mvt.sheet import EXTENT, Rows, Shapes, unpack
from spatial.mvt.splitting import open_layer, place, split_rows, split_shapes

__all__ = [
    "EXTENT",
    "Cut",
    "Frame",
    "Rows",
    "Shapes",
    "draw",
    "open_layer",
    "place",
    "split_rows",
    "split_shapes",
    "unpack",
]
