"""Archives of tiles for any static host: PMTiles v3, drawn in parallel, all of one moment.

Importing it needs no Django: workers on other machines import it before they set that up.
"""
