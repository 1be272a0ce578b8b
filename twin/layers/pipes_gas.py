"""Gas lines: coal, liquefied and natural gas."""

from twin.layer.network import make_lines

LAYER = make_lines("RQ")
