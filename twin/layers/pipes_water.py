"""Water supply lines: raw, transmitted, distributed and reclaimed water."""

from twin.layer.network import make_lines

LAYER = make_lines("JS")
