"""Facilities told twice: those at one place, which would hand out their supply twice over."""

import numpy as np

from spatial.analysis import Numbers
from spatial.catchment.reach import Indices
from spatial.catchment.straight_line import find_placed
from spatial.topology.columns import find_repeats

APART = 1.0
"""Metres; by this grid two places are told apart."""


def find_repeated(facilities: Numbers, *alike: Numbers, apart: float = APART) -> list[Indices]:
    """The groups of facilities (m, 2) on one spot of a grid of `apart` metres, and `alike` in every column.

    Two clinics may share a house: whether a group is one facility is for who keeps the register to say, so
    nothing is left out here. What has no place is in no group.
    """
    placed = np.flatnonzero(find_placed(facilities))
    spots = np.round(facilities[placed] / apart)
    columns = [np.nan_to_num(column[placed], nan=-1.0) for column in alike]
    return [placed[group.astype(np.intp)] for group in find_repeats(np.column_stack([spots, *columns]))]
