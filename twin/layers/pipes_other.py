"""Other lines: utility tunnels, and pipelines nobody knows the use of."""

from twin.layer.network import make_lines

LAYER = make_lines("QT")
