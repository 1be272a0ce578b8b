"""Heat lines: hot water and steam."""

from twin.layer.network import make_lines

LAYER = make_lines("RL")
