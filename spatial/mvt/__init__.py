"""Vector tiles (MVT 2.1) as bytes: taken apart into columns of many features, and put together from them."""

from spatial.mvt.drawing import Frame, draw
from spatial.mvt.sheet import EXTENT, Rows, Shapes, unpack
from spatial.mvt.splitting import split, split_shapes

__all__ = ["EXTENT", "Frame", "Rows", "Shapes", "draw", "split", "split_shapes", "unpack"]
