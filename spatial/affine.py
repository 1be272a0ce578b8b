"""Affine grids: from columns and rows to coordinates and back, and the cells around a point."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# (a, b, c, d, e, f): x = a·column + b·row + c and y = d·column + e·row + f, of a cell's corner.
Affine = tuple[float, float, float, float, float, float]


def apply(transform: Affine, points: Floats) -> Floats:
    """Columns and rows (n, 2) as coordinates."""
    a, b, c, d, e, f = transform
    moved: Floats = points @ np.array([[a, d], [b, e]]) + (c, f)
    return moved


def invert(transform: Affine) -> Affine:
    """The way back, from coordinates to columns and rows."""
    a, b, c, d, e, f = transform
    det = a * e - b * d
    return e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det


def exchange(transform: Affine) -> Affine:
    """The same grid with x and y exchanged."""
    a, b, c, d, e, f = transform
    return d, e, f, a, b, c


def surround(places: Floats, columns: int, rows: int) -> tuple[NDArray[np.int64], Floats]:
    """The four cells around each place (fractions of column and row): indices (n, 4, 2) and shares (n, 4).

    Shares are those of bilinear interpolation between cell centres; beyond the outermost centres the grid
    goes on as it ends.
    """
    first = np.floor(places - 0.5)
    right, down = (places - 0.5 - first).T
    steps = np.array([[0, 0], [1, 0], [0, 1], [1, 1]])
    cells = np.clip(first[:, None, :] + steps, 0, (columns - 1, rows - 1)).astype(np.int64)
    shares = np.stack(
        [(1 - right) * (1 - down), right * (1 - down), (1 - right) * down, right * down], axis=1
    )
    return cells, shares
