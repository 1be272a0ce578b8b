"""Vector tiles (MVT 2.1) as bytes: taken apart into columns of many features, and put together from them."""

from spatial.mvt.drawing import Edge, draw
from spatial.mvt.sheet import EXTENT, Rows, Shapes
from spatial.mvt.splitting import split, split_shapes

__all__ = ["EXTENT", "Edge", "Rows", "Shapes", "draw", "split", "split_shapes"]
