"""Unknown counts under linear equations: what is settled is taken out, what is apart is parted."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
UNBOUNDED = 3
SETTLED, NEAR = 1e-9, 1e-6
CONTRADICTION = "The published tables contradict each other: no counts can be behind them all."


@dataclass(frozen=True, slots=True)
class Part:
    """Unknowns (their columns) that share equations with each other alone."""

    columns: npt.NDArray[np.int64]
    matrix: Any
    values: Vector


class System:
    """Non-negative unknowns x with `matrix` x = `values`; `state` is always one solution of it.

    Raises ValueError where there is none.
    """

    def __init__(self, matrix: Any, values: Vector) -> None:
        settled = settle(matrix, values)
        free = np.flatnonzero(np.isnan(settled))
        self.state = np.nan_to_num(settled)
        rest = values - matrix @ self.state
        left = matrix[:, free]
        self.parts = [
            Part(free[columns], left[rows][:, columns], rest[rows]) for columns, rows in apart(left)
        ]
        if (self.state < -SETTLED).any() or (np.abs(rest[np.diff(left.indptr) == 0]) > NEAR).any():
            raise ValueError(CONTRADICTION)
        for part in self.parts:
            self.move(part, np.zeros(len(part.columns)))

    def move(self, part: Part, goal: Vector) -> bool:
        """Bring the state, in one part, to where the goal is least; False where it has no least."""
        found = least(part, goal)
        if found is not None:
            self.state[part.columns] = found
        return found is not None

    def wander(self, goal: Vector) -> None:
        """Bring the state to where the goal is least, as far as it has a least."""
        for part in self.parts:
            self.move(part, goal[part.columns])

    def reach(self, weights: Vector) -> float:
        """The least value of a sum of the unknowns, with the state brought there; it may be -infinity."""
        for part in self.parts:
            goal = weights[part.columns]
            if goal.any() and not self.move(part, goal):
                return -math.inf
        return float(weights @ self.state)


def settle(matrix: Any, values: Vector) -> Vector:
    """The unknowns that single equations settle, one after the other; NaN for the others."""
    found = np.full(matrix.shape[1], np.nan)
    positive = np.asarray((matrix < 0).sum(axis=1)).ravel() == 0
    while True:
        open_ = np.isnan(found).astype(float)
        rest = values - matrix @ np.nan_to_num(found)
        many = abs(matrix) @ open_
        # One unknown is left, or nothing is left for all of them.
        alone = np.isclose(many, 1)
        empty = positive & (many > 0) & (np.abs(rest) < SETTLED)
        if not (alone | empty).any():
            return found
        for row in np.flatnonzero(alone | empty):
            span = slice(matrix.indptr[row], matrix.indptr[row + 1])
            columns, factors = matrix.indices[span], matrix.data[span]
            waiting = np.isnan(found[columns])
            found[columns[waiting]] = rest[row] / factors[waiting] if alone[row] else 0.0


def apart(matrix: Any) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """The columns and the rows of each part of a matrix that hangs together."""
    from scipy.sparse import block_array
    from scipy.sparse.csgraph import connected_components

    graph = block_array([[None, matrix], [matrix.T, None]])
    count, label = connected_components(graph, directed=False)
    rows, columns = label[: matrix.shape[0]], label[matrix.shape[0] :]
    by_row, by_column = np.argsort(rows, kind="stable"), np.argsort(columns, kind="stable")
    row_ends = np.searchsorted(rows[by_row], np.arange(count + 1))
    column_ends = np.searchsorted(columns[by_column], np.arange(count + 1))
    return [
        (by_column[column_ends[one] : column_ends[one + 1]], by_row[row_ends[one] : row_ends[one + 1]])
        for one in range(count)
        if column_ends[one] < column_ends[one + 1]
    ]


def least(part: Part, goal: Vector) -> Vector | None:
    """The solution of a part at which the goal is least; None where it falls without end."""
    from scipy.optimize import linprog

    if not len(part.values):
        return None if (goal < 0).any() else np.zeros(len(goal))
    solved = linprog(goal, A_eq=part.matrix, b_eq=part.values, bounds=(0, None), method="highs")
    if solved.status == UNBOUNDED:
        return None
    if solved.status != 0:
        raise ValueError(CONTRADICTION)
    found: Vector = solved.x
    return found
