"""Tile matrix sets as documents (OGC 17-083r4 Annex B), written by morecantile."""

from functools import lru_cache
from typing import Any

from spatial.tile_matrix import Grid
from spatial.tile_matrix_sets import CELLS, REGISTERED, title_of

AXES = {True: ["Lat", "Lon"], False: ["N", "E"]}
"""The axes of geographic systems, and of others, where their authority lists north first."""


@lru_cache(maxsize=8)
def describe_set(grid: Grid) -> dict[str, Any]:
    """The document of a set; that of a registered one is the register's."""
    # pydantic and its models weigh 8 MiB, which a process that draws tiles alone does without.
    import morecantile

    if grid.id in REGISTERED:
        matrices = morecantile.tms.get(grid.id)
    else:
        from spatial.crs import look_up, parse

        system = parse(grid.srid)
        axes = AXES[system.geographic][:: 1 if system.north_first else -1]
        matrices = morecantile.TileMatrixSet.custom(
            [
                grid.left,
                grid.top - grid.rows * grid.span,
                grid.left + grid.columns * grid.span,
                grid.top,
            ],
            look_up(grid.srid),
            tile_width=CELLS,
            tile_height=CELLS,
            matrix_scale=[grid.columns, grid.rows],
            maxzoom=grid.deepest,
            title=title_of(grid).en,
            id=grid.id,
            ordered_axes=axes,
            orderedAxes=axes,
        )
    told: dict[str, Any] = matrices.model_dump(mode="json", exclude_none=True)
    return told
