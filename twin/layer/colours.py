"""Colours of graded classes, readable by the colour-blind: ColorBrewer's, from least to most.

This product includes color specifications and designs developed by Cynthia Brewer
(http://colorbrewer.org/), under the Apache License 2.0.
"""

YELLOW_TO_BROWN = ("#fee391", "#fec44f", "#fe9929", "#ec7014", "#cc4c02", "#8c2d04")
GREEN_TO_BLUE = ("#ccebc5", "#a8ddb5", "#7bccc4", "#43a2ca", "#0868ac")
ORANGE_TO_RED = ("#fdd49e", "#fdbb84", "#fc8d59", "#e34a33", "#b30000")
PURPLES = ("#dadaeb", "#bcbddc", "#9e9ac8", "#756bb1", "#54278f")
"""YlOrBr, GnBu, OrRd and Purples, each of one class more: their lightest would be lost on the ground."""
SOUND_TO_DANGEROUS = ("#a8cfc4", "#fdcc8a", "#f16913", "#a50f15")
"""A quiet green for what is sound, then Oranges and Reds: the danger is what is looked for."""

DONE_TO_PLANNED = ("#dedbea", "#bcbddc", "#8c96c6", "#88419d")
"""Purples and BuPu: what is still to come is what is looked for, and none is taken for water."""

UNKNOWN = "#d5d3cd"
"""What nothing is known of; lighter than any class, and grey."""
