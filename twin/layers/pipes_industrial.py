"""Industrial lines: gases and liquids of industry."""

from twin.layer.network import make_lines

LAYER = make_lines("GY")
