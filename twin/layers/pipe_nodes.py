"""Pipeline points: manholes, valves, bends and facilities of all networks."""

from twin.layer.network import make_points

LAYER = make_points()
