"""Elevations of a raster at any points, interpolated between its cells."""

from pathlib import Path
from typing import Any

import numpy as np

from spatial.affine import Floats, apply, invert, surround
from spatial.crs import identify, move, parse
from spatial.errors import RefusedError
from spatial.raster.source import TILE, Raster, attend, find_valid, gather, open_file


def sample(path: Path, points: Floats, crs: int) -> Floats:
    """Elevations at points (n, 2) in EPSG `crs`, bilinear; nan off the raster and where it says nothing.

    Where some of the four cells around a point say nothing, the others make up for them.
    """
    with attend(path), open_file(path) as file:
        raster = gather(path, file)
        own = identify(raster.system or "")
        if own is None:
            raise RefusedError(f"{path.name} names no known coordinate system; load its source again.")
        found = np.full(len(points), np.nan)
        places = apply(invert(raster.transform), move(points, crs, parse(own).horizontal))
        inside = np.flatnonzero(((places >= 0) & (places <= (raster.columns, raster.rows))).all(axis=1))
        found[inside] = _blend(raster, file, places[inside])
    return found


def _blend(raster: Raster, file: Any, places: Floats) -> Floats:
    """Elevations at columns and rows as fractions, tile by tile."""
    from rasterio.windows import Window

    cells, shares = surround(places, raster.columns, raster.rows)
    size = np.array([raster.columns, raster.rows])
    holding = np.minimum(places.astype(int), size - 1)
    found = np.full(len(places), np.nan)
    tiles, which = np.unique(cells[:, 0] // TILE, axis=0, return_inverse=True)
    for number, corner in enumerate(tiles * TILE):
        here = np.flatnonzero(which.ravel() == number)
        # One cell more than a tile: a point in its last cell lies between that and the next.
        stored = file.read(1, window=Window(*corner.tolist(), *np.minimum(size - corner, TILE + 1).tolist()))
        valid = find_valid(raster, stored)
        values = np.where(valid, stored, 0) * raster.scale + raster.offset
        x, y = np.moveaxis(cells[here] - corner, -1, 0)
        weights = shares[here] * valid[y, x]
        column, row = (holding[here] - corner).T
        told = valid[row, column]
        sums = (weights * values[y, x]).sum(axis=1)
        found[here[told]] = sums[told] / weights.sum(axis=1)[told]
    return found
