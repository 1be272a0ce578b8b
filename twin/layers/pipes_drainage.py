"""Drainage lines: storm water, sewage and combined sewers."""

from twin.layer.network import make_lines

LAYER = make_lines("PS")
