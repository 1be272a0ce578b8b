"""What the cells of a raster of elevations say together: their range, where they lie, what is odd."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from spatial.records import Issue, Severity

# Beyond the deepest sea and the highest mountain that a city could hold, and short of the usual -9999.
LOWEST, HIGHEST = -9000.0, 9000.0
FINEST = 1024
MOST_PARTS = 4000
SUSPICIOUS_ZEROS = 0.01
CONSTANT_BORDER = 0.5
SMALLEST_BORDER = 32
NAMED = 3
HOW = "gdal_edit.py -a_nodata VALUE FILE"


class Survey:
    """Gathers what windows of a raster say; `scale` and `offset` turn stored values into metres.

    `marked` tells that the file says what a cell without elevation holds.
    """

    def __init__(self, columns: int, rows: int, *, scale: float, offset: float, marked: bool) -> None:
        self.columns, self.rows, self.marked = columns, rows, marked
        self.scale, self.offset = scale, offset
        self.low, self.high = np.inf, -np.inf
        self.valid = self.zeros = self.absurd = self.full = 0
        self.odd: Counter[float] = Counter()
        self.border: Counter[float] = Counter()
        self.step = -(-max(columns, rows) // FINEST)
        self.mask = np.zeros((-(-rows // self.step), -(-columns // self.step)), dtype=bool)

    def take(self, row: int, column: int, values: NDArray[Any], valid: NDArray[np.bool_]) -> None:
        """Look at one window."""
        told = values[valid]
        self.valid += told.size
        self._take_outline(row, column, valid)
        self._take_border(row, column, values, valid)
        if not told.size:
            return
        metres = told * self.scale + self.offset
        sound = (metres >= LOWEST) & (metres <= HIGHEST)
        if sound.all():
            self.low, self.high = min(self.low, metres.min()), max(self.high, metres.max())
        else:
            self.absurd += int((~sound).sum())
            self.odd.update(_count(told[~sound]))
        self.zeros += int((told == 0).sum())
        if told.dtype.kind in "iu":
            self.full += int((told == np.iinfo(told.dtype).max).sum())

    def _take_outline(self, row: int, column: int, valid: NDArray[np.bool_]) -> None:
        """Mark the coarse cells that hold something."""
        held: NDArray[Any] = valid
        for axis, begin in ((0, row), (1, column)):
            coarse = (begin + np.arange(valid.shape[axis])) // self.step
            held = np.logical_or.reduceat(held, np.flatnonzero(np.diff(coarse, prepend=-1)), axis=axis)
        top, left = row // self.step, column // self.step
        self.mask[top : top + held.shape[0], left : left + held.shape[1]] |= held

    def _take_border(self, row: int, column: int, values: NDArray[Any], valid: NDArray[np.bool_]) -> None:
        """Count what the outermost cells hold."""
        height, width = values.shape
        sides = (
            (np.s_[0], row == 0),
            (np.s_[-1], row + height == self.rows),
            (np.s_[:, 0], column == 0),
            (np.s_[:, -1], column + width == self.columns),
        )
        for side, outermost in sides:
            if outermost:
                self.border.update(_count(values[side][valid[side]]))

    def outline(self) -> BaseGeometry:
        """Where the raster says something, in columns and rows, to its own cell or to a thousandth of it."""
        mask, step = self.mask, self.step
        while (parts := _find_runs(mask)).shape[0] > MOST_PARTS:
            mask, step = _halve(mask), step * 2
        first, left, right = parts.T * step
        boxes = shapely.box(left, first, np.minimum(right, self.columns), np.minimum(first + step, self.rows))
        return shapely.union_all(boxes).simplify(0)

    def judge(self, name: str) -> Iterator[Issue]:
        """What is to be told of the raster `name`; an error where its values are no elevations."""
        if not self.valid:
            yield _tell(Severity.ERROR, "NO_ELEVATIONS", "No cell holds an elevation.", name)
            return
        if self.absurd:
            held = ", ".join(f"{value:.6g}" for value, _ in self.odd.most_common(NAMED))
            message = (
                f"{self.absurd} cells hold what is no elevation on Earth ({held}); if it marks cells without "
                f"one, declare it as nodata ({HOW})."
            )
            yield _tell(Severity.ERROR, "ABSURD_ELEVATION", message, name)
        if not self.marked:
            yield from self._judge_unmarked(name)
        if self.full > 1 and self.valid:
            message = (
                f"{self.full} cells hold the greatest value of their type ({self.high:.6g} m); the ground "
                "may be higher there."
            )
            yield _tell(Severity.WARNING, "VALUES_CAPPED", message, name)

    def _judge_unmarked(self, name: str) -> Iterator[Issue]:
        """What may stand for cells without elevation in a file that declares no such value."""
        guess, times = max(self.border.items(), key=lambda held: held[1], default=(0.0, 0))
        around = self.border.total()
        if around >= SMALLEST_BORDER and times > CONSTANT_BORDER * around and self.low < self.high:
            message = (
                f"{times} of the {around} outermost cells hold {guess:.6g}, and no nodata value is declared; "
                f"if that stands for no elevation, declare it ({HOW}) and load it again."
            )
            yield _tell(Severity.WARNING, "CONSTANT_BORDER", message, name)
        if self.zeros >= SUSPICIOUS_ZEROS * self.valid and self.low < self.high:
            message = (
                f"{self.zeros} of {self.valid} cells hold exactly 0, and no nodata value is declared; if "
                f"that stands for water or for no elevation, declare it ({HOW}) and load it again."
            )
            yield _tell(Severity.WARNING, "SUSPICIOUS_ZEROS", message, name)


def _count(values: NDArray[Any]) -> dict[float, int]:
    """How often each value occurs, the commonest few."""
    found, times = np.unique(values, return_counts=True)
    most = np.argsort(times)[::-1][: 10 * NAMED]
    return dict(zip(found[most].astype(float).tolist(), times[most].tolist(), strict=True))


def _find_runs(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The stretches of marked cells row by row: row, first column, column after the last."""
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, begins = np.nonzero(edges == 1)
    return np.column_stack([rows, begins, np.nonzero(edges == -1)[1]])


def _halve(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask at half its fineness."""
    rows, columns = mask.shape
    even = np.pad(mask, ((0, rows % 2), (0, columns % 2)))
    return np.asarray(even.reshape(-(-rows // 2), 2, -(-columns // 2), 2).any(axis=(1, 3)))


def _tell(severity: Severity, code: str, message: str, name: str) -> Issue:
    return Issue(severity=severity, code=code, message=message, object=name)
