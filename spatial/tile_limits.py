"""Which tiles of a set an extent meets: the limits that a tileset tells of itself."""

from dataclasses import dataclass
from math import floor
from typing import Any

from spatial.tile_matrix import Bounds, Grid
from spatial.tile_matrix_sets import CGCS2000, WORLD_CRS84

IN_DEGREES = (WORLD_CRS84.srid, CGCS2000.srid)
REACH = 3.0
"""Degrees beyond its area of use in which a plan may be relied on for an extent."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The tiles of one matrix that a rectangle meets (OGC 17-083r4 §6.3), first and last included."""

    z: int
    least_row: int
    most_row: int
    least_column: int
    most_column: int

    def tell(self) -> dict[str, Any]:
        """The limits in JSON (17-083r4 Annex B)."""
        return {
            "tileMatrix": str(self.z),
            "minTileRow": self.least_row,
            "maxTileRow": self.most_row,
            "minTileCol": self.least_column,
            "maxTileCol": self.most_column,
        }


def limit(grid: Grid, bounds: Bounds, z: int) -> Limits:
    """The tiles of matrix `z` that a rectangle in units of the set meets, else those nearest to it."""
    west, south, east, north = bounds
    span = grid.span / (1 << z)
    columns, rows = (grid.columns << z) - 1, (grid.rows << z) - 1
    across = [min(max(floor((x - grid.left) / span), 0), columns) for x in (west, east)]
    down = [min(max(floor((grid.top - y) / span), 0), rows) for y in (north, south)]
    return Limits(z, down[0], down[1], across[0], across[1])


def place(extent: Bounds, grid: Grid) -> Bounds | None:
    """An extent in degrees (WGS 84) in units of the set, None where it is out of its reach.

    In the plan of a country's system that is more than some degrees beyond its area of use, where the
    projection folds.
    """
    if grid.srid in IN_DEGREES:
        return extent
    from spatial.crs import in_plan, parse

    area = parse(grid.srid).area
    if area is None or not _lies_within(extent, area):
        return None
    return in_plan(extent, grid.srid)


def _lies_within(extent: Bounds, area: Bounds) -> bool:
    """Whether an extent stays within some degrees of an area."""
    west, south, east, north = area
    return (
        extent[0] >= west - REACH
        and extent[1] >= south - REACH
        and extent[2] <= east + REACH
        and extent[3] <= north + REACH
    )
