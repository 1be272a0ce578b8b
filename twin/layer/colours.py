"""Colours of graded classes, readable by the colour-blind: ColorBrewer's, from least to most.

This product includes color specifications and designs developed by Cynthia Brewer
(http://colorbrewer.org/), under the Apache License 2.0.
"""

YELLOW_TO_BROWN = ("#ffffd4", "#fee391", "#fec44f", "#fe9929", "#d95f0e", "#993404")
GREEN_TO_BLUE = ("#f0f9e8", "#bae4bc", "#7bccc4", "#43a2ca", "#0868ac")
ORANGE_TO_RED = ("#fef0d9", "#fdcc8a", "#fc8d59", "#e34a33", "#b30000")
PURPLES = ("#f2f0f7", "#cbc9e2", "#9e9ac8", "#756bb1", "#54278f")
SOUND_TO_DANGEROUS = ("#4393c3", "#d1e5f0", "#f4a582", "#b2182b")
"""RdBu, turned: its blue and red are told apart by all."""

UNKNOWN = "#d5d3cd"
"""What nothing is known of; lighter than any class, and grey."""
