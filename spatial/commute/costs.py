"""What a matrix of costs from zone to zone must be, whoever works with it."""

import numpy as np

from spatial.analysis import Numbers
from spatial.errors import RefusedError


def check_costs(cost: Numbers) -> None:
    """RefusedError for a matrix with NaN or a negative cost; infinite is “no way”."""
    if cost.ndim != 2 or not cost.size:
        raise RefusedError("The costs are no matrix of zones by zones; give one row for each origin.")
    least = cost.min()
    if np.isnan(least):
        row, column = np.argwhere(np.isnan(cost))[0]
        raise RefusedError(
            f"The cost from zone {row} to zone {column} is not a number; give infinity where there is no way."
        )
    if least < 0:
        row, column = np.unravel_index(cost.argmin(), cost.shape)
        raise RefusedError(
            f"The cost from zone {row} to zone {column} is {least:g}; give kilometres or minutes from 0."
        )
