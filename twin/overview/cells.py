"""The cells that generalised rows stand for, sixteen along a tile, and which of them a change touches."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spatial.tile_matrix import WEB_MERCATOR, WORLD, Bounds

SIDE = 16
"""Cells along a tile."""

PIXELS = 512 // SIDE
"""Screen pixels along a cell."""

MANY = 64
"""More ranges than these are made fewer, by taking in what lies between."""

FIRST = 2**52
"""Where the ids of generalised rows begin, above those of things."""

AXIS, LINES, KINDS, PARTS = 2**17, 2**8, 2**2, 2**4
"""How many an id tells apart: cells along the world at zoom 13, lines of a legend, dimensions, parts."""


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """Cells of one level: columns from the west and rows from the north, both ends within."""

    left: int
    top: int
    right: int
    bottom: int

    def joins(self, other: "Range") -> bool:
        """Whether they have a cell in common."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def with_(self, other: "Range") -> "Range":
        """The least range that holds both."""
        return Range(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def rounded(self, steps: int) -> "Range":
        """The least range of whole cells of the level so many steps above that holds it."""
        last = (1 << steps) - 1
        return Range(
            self.left >> steps << steps, self.top >> steps << steps, self.right | last, self.bottom | last
        )

    def above(self) -> "Range":
        """The cells of the next coarser level that hold these."""
        return Range(self.left >> 1, self.top >> 1, self.right >> 1, self.bottom >> 1)

    def below(self) -> "Range":
        """The cells of the next finer level that lie in these."""
        return Range(self.left << 1, self.top << 1, (self.right << 1) + 1, (self.bottom << 1) + 1)

    def bounds(self, level: int) -> Bounds:
        """Their ground, in EPSG:3857."""
        side = side_of(level)
        west, north = WEB_MERCATOR.left, WEB_MERCATOR.top
        return (
            west + self.left * side,
            north - (self.bottom + 1) * side,
            west + (self.right + 1) * side,
            north - self.top * side,
        )

    def within(self) -> str:
        """In SQL: whether the cell `x`, `y` is one of them."""
        return f"x BETWEEN {self.left} AND {self.right} AND y BETWEEN {self.top} AND {self.bottom}"

    def ids(self, level: int) -> tuple[int, int]:
        """The ids of rows in these columns: from the first to before the second."""
        column = AXIS * LINES * KINDS * PARTS
        start = FIRST + level * AXIS * column
        return start + self.left * column, start + (self.right + 1) * column


def side_of(level: int) -> float:
    """The side of a cell in metres of EPSG:3857."""
    return WORLD / (SIDE << level)


def seat(level: int) -> tuple[str, str]:
    """In SQL: the column and row of the cell that the middle of a `tile` lies in."""
    side, last = side_of(level), (SIDE << level) - 1
    x = f"floor(((ST_XMin(tile) + ST_XMax(tile)) / 2 - ({WEB_MERCATOR.left!r})) / {side!r})"
    y = f"floor(({WEB_MERCATOR.top!r} - (ST_YMin(tile) + ST_YMax(tile)) / 2) / {side!r})"
    return f"least(greatest({x}, 0), {last})::int", f"least(greatest({y}, 0), {last})::int"


def everything(level: int) -> Range:
    """All cells of a level."""
    last = (SIDE << level) - 1
    return Range(0, 0, last, last)


def touched(areas: Iterable[Bounds], level: int) -> list[Range]:
    """The cells of a level in which a feature may have its middle that lies in one of the boxes."""
    side, last = side_of(level), (SIDE << level) - 1

    def place(metres: float) -> int:
        return min(max(math.floor(metres / side), 0), last)

    west, north = WEB_MERCATOR.left, WEB_MERCATOR.top
    found = {
        Range(place(left - west), place(north - top), place(right - west), place(north - bottom))
        for left, bottom, right, top in areas
    }
    steps = 0
    while len(found) > MANY:
        steps += 1
        found = {one.rounded(steps) for one in found}
    return separate(found)


def separate(ranges: Iterable[Range]) -> list[Range]:
    """Ranges that hold all of these and have nothing in common."""
    apart: list[Range] = []
    for one in sorted(ranges):
        while joined := [other for other in apart if one.joins(other)]:
            apart = [other for other in apart if other not in joined]
            for other in joined:
                one = one.with_(other)
        apart.append(one)
    return apart


def rise(ranges: Sequence[Range]) -> list[Range]:
    """The cells of the next coarser level that hold these."""
    return separate({one.above() for one in ranges})
