"""How far tiles reach beyond themselves."""

BUFFER = 64
"""Units of a tile around it that are drawn with it."""

ROUNDED = 2.0
"""Metres of EPSG:3857 by which the database rounds a box outwards to single precision, to compare it."""
