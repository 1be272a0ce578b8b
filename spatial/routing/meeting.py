"""Which vertices are one place to whoever travels: those at one spot, save on a bridge and below it."""

import numpy as np

from spatial.routing.columns import Figures, Flags, Numbers
from spatial.routing.components import label
from spatial.routing.vertices import number_spots


def find_meetings(xy: Figures, level: Numbers, is_end: Flags, ties: Numbers) -> Numbers:
    """The number of the place each vertex is, the same for those tied or at one spot.

    Lines that all pass through a spot, each on its own level, do not meet there; where one of the levels only
    ends there (a bridge's ramp), all do.
    """
    spot = number_spots(xy)
    low = level - level.min()
    storey = spot * (int(low.max()) + 1) + low
    storeys, storey = np.unique(storey, return_inverse=True)
    spot_of = storeys // (int(low.max()) + 1)
    passing = np.zeros(len(storeys), dtype=bool)
    passing[storey[~is_end]] = True
    among = np.bincount(spot_of)
    stacked = (among > 1) & (np.bincount(spot_of, weights=passing) == among)
    place = np.where(stacked[spot_of], len(among) + np.arange(len(storeys)), spot_of)[storey]
    joined = label(len(among) + len(storeys), place[ties[:, 0]], place[ties[:, 1]])
    return np.unique(joined[place], return_inverse=True)[1]


def find_nodes(place: Numbers, is_end: Flags) -> Flags:
    """Which vertices are nodes: ends of lines, and places that several vertices are."""
    node = np.bincount(place) > 1
    node[place[is_end]] = True
    return node[place]
