"""Telecom lines: telephone, television, data and broadcasting."""

from twin.layer.network import make_lines

LAYER = make_lines("TX")
