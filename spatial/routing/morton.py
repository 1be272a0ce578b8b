"""The order of points along a Morton curve, so that what is near in the city is near in memory."""

import numpy as np
import numpy.typing as npt

from spatial.routing.columns import Figures, Numbers

BITS = 26
"""Of each axis: a city of 100 km is cut to cells of 1.5 mm."""
SPREAD = (
    (32, 0x00000000FFFFFFFF),
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


def sort(xy: Figures) -> Numbers:
    """The indices of points (n, 2) along the curve; of points in one cell by x, then by y."""
    if not len(xy):
        return np.empty(0, dtype=np.int64)
    low = xy.min(axis=0)
    widest = max(float((xy.max(axis=0) - low).max()), 1.0)
    cells = ((xy - low) / widest * (2**BITS - 1)).astype(np.uint64)
    curve = _spread(cells[:, 0]) | _spread(cells[:, 1]) << np.uint64(1)
    return np.lexsort((xy[:, 1], xy[:, 0], curve))


def _spread(cells: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The bits of each number with a zero between any two."""
    for step, mask in SPREAD:
        cells = (cells | cells << np.uint64(step)) & np.uint64(mask)
    return cells
