"""The kinds of arrays that streets, graphs and travel times are made of."""

from typing import Any

import numpy as np
import numpy.typing as npt

Figures = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Indices = npt.NDArray[np.int32]
Integers = npt.NDArray[np.integer[Any]]
Flags = npt.NDArray[np.bool_]
Words = npt.NDArray[np.object_]
Shapes = npt.NDArray[Any]
NOWHERE = -1


def spell_out(starts: Numbers, counts: Numbers) -> Numbers:
    """The numbers from each start on, as many as its count says, one range after the other."""
    before = np.cumsum(counts) - counts
    return np.arange(counts.sum(), dtype=np.int64) + np.repeat(starts - before, counts)
