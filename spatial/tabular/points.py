"""Columns that hold positions, known by their names and ranges, and the points they make."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from spatial.geometry import Geometries
from spatial.tables import Extent
from spatial.tabular.evidence import read_number
from spatial.vector.faults import Faults, blame
from spatial.vector.shapes import bound

DEGREES = (
    ("lon", "lat"),
    ("lng", "lat"),
    ("long", "lat"),
    ("longitude", "latitude"),
    ("经度", "纬度"),
)
PLANE = (
    ("x", "y"),
    ("easting", "northing"),
    ("x坐标", "y坐标"),
    ("横坐标", "纵坐标"),
    ("东坐标", "北坐标"),
)
FARTHEST = (180.0, 90.0)
NUMBERS = ("integer", "number")


@dataclass(slots=True)
class Pair:
    """Two columns by their places, east before north, and where they have been found to lie."""

    east: int
    north: int
    in_degrees: bool
    boxes: list[Extent] = field(default_factory=list)
    within: int = 0
    beyond: int = 0

    def take(self, east: Sequence[Any], north: Sequence[Any]) -> None:
        """Note where some rows lie."""
        shapes, astray = self._draw(east, north)
        self.within += int((~shapely.is_missing(shapes)).sum())
        self.beyond += len(astray)
        if (box := bound(shapes)) is not None:
            self.boxes.append(box)

    @property
    def is_sound(self) -> bool:
        """Whether most of the rows lie where such positions can."""
        return self.within > self.beyond

    def draw(self, east: Sequence[Any], north: Sequence[Any], faults: Faults) -> Geometries:
        """The points of some rows, None where a row has no position; one that is not on earth is blamed."""
        shapes, astray = self._draw(east, north)
        for row in astray:
            message = f"The position {east[row]}, {north[row]} is not in degrees; correct or empty it."
            blame(faults, row, "POSITION_OUT_OF_RANGE", message, "")
        return shapes

    def _draw(self, east: Sequence[Any], north: Sequence[Any]) -> tuple[Geometries, list[int]]:
        places = np.array([list(map(_read, east)), list(map(_read, north))]).T
        there = ~np.isnan(places).any(axis=1)
        beyond = (np.abs(places) > FARTHEST).any(axis=1) & there & self.in_degrees
        shapes: Geometries = np.full(len(places), None, dtype=object)
        sound = there & ~beyond
        shapes[sound] = shapely.points(places[sound])
        return shapes, np.flatnonzero(beyond).tolist()


def find_pair(names: Sequence[str]) -> Pair | None:
    """The first two columns whose names are those of a position."""
    plain = [name.lower().replace(" ", "") for name in names]
    for pairs, in_degrees in ((DEGREES, True), (PLANE, False)):
        for east, north in pairs:
            if east in plain and north in plain:
                return Pair(plain.index(east), plain.index(north), in_degrees)
    return None


def _read(cell: Any) -> float:
    """A cell as a number; NaN for what is none."""
    found = read_number(cell.strip()) if isinstance(cell, str) else cell
    return float(found) if isinstance(found, int | float) else np.nan
