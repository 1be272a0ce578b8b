"""One pass over a great matrix of flows: every row is brought to its total, and all is asked of the flows."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from spatial.analysis import Numbers
from spatial.commute.grouping import Groups, group

STRIP = 1 << 18
MOST_CHANGE = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What a pass found: the rows' factors, what each column reaches, and by groups of rows and of columns
    the flows, with what their resistance and its square add up to.

    `loss` (columns x groups) is what a column loses as a group's factor grows and rows are met anew, `drift`
    what it gains as beta grows.
    """

    row: Numbers
    reached: Numbers
    flows: Numbers
    ways: Numbers
    squares: Numbers
    loss: Numbers
    drift: Numbers
    columns: Groups

    def foresee(self, factor: Numbers, beta: float) -> Numbers:
        """What each column would reach were that added to its group's factor and to beta, to first order."""
        change = self.reached * factor[self.columns.group] - self.loss @ factor + self.drift * beta
        return np.clip(self.reached + change, self.reached / MOST_CHANGE, self.reached * MOST_CHANGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """A problem with its zones in the order of their groups; each side adds up to 1.

    `resistance` goes from 0 to 1: it is what was given less `least`, over `span`.
    """

    origins: Numbers
    destinations: Numbers
    resistance: Numbers
    barred: npt.NDArray[np.bool_]
    rows: Groups
    columns: Groups
    least: float
    span: float

    @classmethod
    def of(cls, origins: Numbers, destinations: Numbers, resistance: Numbers, most_groups: int) -> Self:
        """The problem of zones in their own order, in at most so many groups."""
        rows, columns = group(resistance, most_groups)
        ordered = resistance[np.ix_(rows.order, columns.order)]
        barred = np.isinf(ordered)
        least = float(ordered.min())
        ordered[barred] = least
        ordered -= least
        span = float(ordered.max()) or 1.0
        ordered /= span
        return cls(
            origins=origins[rows.order],
            destinations=destinations[columns.order],
            resistance=ordered,
            barred=barred,
            rows=rows,
            columns=columns,
            least=least,
            span=span,
        )

    def go_over(self, column: Numbers, beta: float) -> Swept:
        """The flows exp(row + column - beta r) by strips of rows, none of which is kept."""
        count, wide = self.resistance.shape
        height = max(1, STRIP // wide)
        row = np.empty(count)
        flows, ways, squares = (np.empty((count, len(self.columns.starts))) for _ in range(3))

        def strip(start: int) -> Numbers:
            part = slice(start, start + height)
            resistance, origins = self.resistance[part], self.origins[part]
            here = resistance * -beta
            np.copyto(here, -np.inf, where=self.barred[part])
            here += column
            top = here.max(axis=1)
            here -= top[:, None]
            np.exp(here, out=here)
            sums = here.sum(axis=1)
            here *= (origins / sums)[:, None]
            row[part] = np.log(origins / sums) - top
            flows[part] = self.columns.add_up(here, axis=1)
            loss = here.T @ (flows[part] / origins[:, None])
            weighed = here * resistance
            ways[part] = self.columns.add_up(weighed, axis=1)
            drift = here.T @ (weighed.sum(axis=1) / origins) - weighed.sum(axis=0)
            weighed *= resistance
            squares[part] = self.columns.add_up(weighed, axis=1)
            return np.column_stack([here.sum(axis=0), drift, loss])

        found = np.zeros((wide, 2 + flows.shape[1]))
        for start in range(0, count, height):
            found += strip(start)
        return Swept(
            row=row,
            reached=found[:, 0],
            drift=found[:, 1],
            loss=found[:, 2:],
            flows=self.rows.add_up(flows),
            ways=self.rows.add_up(ways),
            squares=self.rows.add_up(squares),
            columns=self.columns,
        )
