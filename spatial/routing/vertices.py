"""The vertices of lines as columns, and the further ones that cut the lines where others meet them."""

from dataclasses import dataclass

import numpy as np
import shapely

from spatial.routing.columns import Figures, Flags, Numbers, Shapes

APART = 0.001
"""Metres within which two vertices are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vertices:
    """Vertices line by line: whose they are (`part`), metres along it, whether its end, and at which spot.

    Vertices that are one share a `spot`; `first` is where each line begins among them.
    """

    xy: Figures
    part: Numbers
    along: Figures
    is_end: Flags
    spot: Numbers
    first: Numbers

    def locate(self, parts: Numbers, along: Figures) -> Numbers:
        """The vertex at or before the places so many metres along the lines, never a line's last."""
        stride = float(self.along.max(initial=0.0)) + 1.0
        found = np.searchsorted(self.part * stride + self.along, parts * stride + along, side="right") - 1
        return np.clip(found, self.first[parts], self.first[parts + 1] - 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """New vertices: on which lines, metres along, and where; `ties` are pairs of vertices that become one.

    A tie numbers vertices of the lines first, then the cuts in their order.
    """

    part: Numbers
    along: Figures
    xy: Figures
    ties: Numbers


def list_vertices(lines: Shapes) -> Vertices:
    """The vertices of simple lines."""
    xy, part = shapely.get_coordinates(lines, return_index=True)
    part = part.astype(np.int64)
    first = np.searchsorted(part, np.arange(len(lines) + 1))
    steps = np.hypot(*np.diff(xy, axis=0, prepend=xy[:1]).T)
    steps[first[:-1]] = 0.0
    run = np.cumsum(steps)
    is_end = np.zeros(len(xy), dtype=bool)
    is_end[first[:-1]] = is_end[first[1:] - 1] = True
    return Vertices(
        xy=xy, part=part, along=run - run[first[part]], is_end=is_end, spot=number_spots(xy), first=first
    )


def number_spots(xy: Figures) -> Numbers:
    """The same number for points at one place, to a millimetre."""
    cells = np.round(xy / APART).astype(np.int64)
    order = np.lexsort(cells.T)
    changes = (np.diff(cells[order], axis=0) != 0).any(axis=1)
    spots = np.empty(len(xy), dtype=np.int64)
    spots[order] = np.append(0, np.cumsum(changes))
    return spots
