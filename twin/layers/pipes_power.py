"""Power lines: supply, street lighting, signals and trams."""

from twin.layer.network import make_lines

LAYER = make_lines("DL")
