"""The pieces that lines fall into between nodes, and which of them repeat another."""

from dataclasses import dataclass

import numpy as np
import shapely

from spatial.routing.columns import Figures, Flags, Numbers, Shapes, spell_out
from spatial.routing.streets import Streets
from spatial.routing.vertices import APART


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Lines from node `tail` to node `head`, their metres, and the row that each is of."""

    tail: Numbers
    head: Numbers
    metres: Figures
    lines: Shapes
    row: Numbers

    def take(self, chosen: Numbers | Flags) -> "Pieces":
        """Those pieces, in that order."""
        return Pieces(
            tail=self.tail[chosen],
            head=self.head[chosen],
            metres=self.metres[chosen],
            lines=self.lines[chosen],
            row=self.row[chosen],
        )


def cut(xy: Figures, part: Numbers, along: Figures, node: Numbers, is_node: Flags, row: Numbers) -> Pieces:
    """The pieces between nodes, of vertices in any order; `row` is that of each line.

    A piece between two nodes is a millimetre long at least, so that none is free.
    """
    order = np.lexsort((along, part))
    stops = np.flatnonzero(is_node[order])
    follow = np.flatnonzero(np.diff(part[order[stops]]) == 0)
    first, last = stops[follow], stops[follow + 1]
    begin, end, counts = order[first], order[last], last - first + 1
    points = xy[order[spell_out(first, counts)]]
    metres = along[end] - along[begin]
    return Pieces(
        tail=node[begin],
        head=node[end],
        metres=np.where(node[begin] == node[end], metres, np.maximum(metres, APART)),
        lines=shapely.linestrings(points, indices=np.repeat(np.arange(len(first)), counts)),
        row=row[part[begin]],
    )


def find_empty(pieces: Pieces) -> Flags:
    """Pieces that lead nowhere: from a node to itself without length."""
    return (pieces.tail == pieces.head) & (pieces.metres <= APART)


def find_repeats(pieces: Pieces, streets: Streets) -> Flags:
    """Pieces that say what an earlier one says: the same ways, course, class, speed and direction."""
    row, turned = pieces.row, pieces.tail > pieces.head
    middle = shapely.get_coordinates(shapely.line_interpolate_point(pieces.lines, 0.5, normalized=True))
    words = np.unique([str(word) for word in streets.klass], return_inverse=True)[1]
    keys = np.column_stack(
        [
            np.minimum(pieces.tail, pieces.head),
            np.maximum(pieces.tail, pieces.head),
            np.round(np.column_stack([pieces.metres, middle]) / (10 * APART)).astype(np.int64),
            words[row],
            np.where(turned, -streets.oneway[row], streets.oneway[row]),
            np.nan_to_num(np.round(streets.speed[row] * 10), nan=-1, posinf=-1, neginf=-1).astype(np.int64),
        ]
    )
    order = np.lexsort(keys.T)
    repeated = np.zeros(len(row), dtype=bool)
    repeated[order[1:]] = (np.diff(keys[order], axis=0) == 0).all(axis=1)
    return repeated
