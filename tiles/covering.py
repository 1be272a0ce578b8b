"""Which tiles hold something, counted in the database, so that nobody draws empty land."""

from collections import Counter
from collections.abc import Sequence
from math import ceil, floor

from django.core.exceptions import EmptyResultSet
from django.db import connection

from spatial.mvt import EXTENT
from spatial.tile_matrix import Bounds, Grid
from tiles.asking import Asked
from tiles.margins import BUFFER
from tiles.sources import find_source

# A little more than what a tile shows beyond its edge: rounding must not lose one.
MARGIN = BUFFER / EXTENT + 1e-6
Cell = tuple[int, int]


def count_rows(asked: Asked, grid: Grid, zoom: int, areas: Sequence[Bounds] | None = None) -> Counter[Cell]:
    """How many rows each tile that meets the areas may show, by its column and row.

    A tile that is not named is empty; one that is named may be, since not all that is there is drawn.
    """
    found: Counter[Cell] = Counter()
    span = grid.span / (1 << zoom)
    for west, north, east, south in cells_of(grid, zoom, areas):
        for layer in asked.layers:
            if not layer.zooms[0] <= zoom + grid.shift <= layer.zooms[1]:
                continue
            try:
                source = find_source(asked, layer, zoom + grid.shift, grid)
            except EmptyResultSet:
                continue
            drawn = " AND ".join(["true", *source.conditions])
            place = {
                "left": grid.left,
                "top": grid.top,
                "span": span,
                "margin": MARGIN,
                "west": west,
                "north": north,
                "east": east,
                "south": south,
            }
            with connection.cursor() as cursor:
                cursor.execute(COUNTED.format(rows=source.rows, drawn=drawn), place)
                for x, y, rows in cursor:
                    found[x, y] += rows
    return found


def cells_of(grid: Grid, zoom: int, areas: Sequence[Bounds] | None) -> list[tuple[int, int, int, int]]:
    """The columns and rows, first and last, of the tiles that share ground with each area."""
    columns, rows = (grid.columns << zoom) - 1, (grid.rows << zoom) - 1
    if areas is None:
        return [(0, 0, columns, rows)]
    span = grid.span / (1 << zoom)
    found = []
    for left, bottom, right, top in areas:
        west, north = floor((left - grid.left) / span), floor((grid.top - top) / span)
        east, south = ceil((right - grid.left) / span) - 1, ceil((grid.top - bottom) / span) - 1
        found.append(
            (max(west, 0), max(north, 0), min(max(east, west), columns), min(max(south, north), rows))
        )
    return found


# Rows in the same tiles are counted at once; of those that are wide both ways, each tile is looked at.
COUNTED = """
    WITH shape AS (
        SELECT tile,
               greatest(floor((ST_XMin(tile) - %(left)s) / %(span)s - %(margin)s)::int, %(west)s) AS west,
               greatest(floor((%(top)s - ST_YMax(tile)) / %(span)s - %(margin)s)::int, %(north)s) AS north,
               least(floor((ST_XMax(tile) - %(left)s) / %(span)s + %(margin)s)::int, %(east)s) AS east,
               least(floor((%(top)s - ST_YMin(tile)) / %(span)s + %(margin)s)::int, %(south)s) AS south
        FROM ({rows}) AS found
        WHERE {drawn} AND tile && ST_MakeEnvelope(
            %(left)s + (%(west)s - %(margin)s) * %(span)s, %(top)s - (%(south)s + 1 + %(margin)s) * %(span)s,
            %(left)s + (%(east)s + 1 + %(margin)s) * %(span)s, %(top)s - (%(north)s - %(margin)s) * %(span)s,
            3857)
        OFFSET 0
    ), placed AS (
        SELECT west, north, east, south, count(*) AS rows,
               CASE WHEN east > west AND south > north THEN tile END AS wide
        FROM shape GROUP BY west, north, east, south, wide
    )
    SELECT x, y, sum(rows)::bigint
    FROM placed, generate_series(west, east) AS x, generate_series(north, south) AS y
    WHERE wide IS NULL OR ST_Intersects(wide, ST_MakeEnvelope(
        %(left)s + (x - %(margin)s) * %(span)s, %(top)s - (y + 1 + %(margin)s) * %(span)s,
        %(left)s + (x + 1 + %(margin)s) * %(span)s, %(top)s - (y - %(margin)s) * %(span)s, 3857))
    GROUP BY x, y
"""
