"""The network of streets: nodes where lines meet, the pieces between them, and what had to be repaired."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from spatial.errors import RefusedError
from spatial.routing import morton
from spatial.routing.columns import Figures, Numbers
from spatial.routing.components import label
from spatial.routing.meeting import find_meetings, find_nodes
from spatial.routing.mending import add_up, cut_crossings, join_ends
from spatial.routing.pieces import Pieces, cut, find_empty, find_repeats
from spatial.routing.streets import Streets, take_apart
from spatial.routing.vertices import APART, list_vertices


@dataclass(frozen=True, slots=True, kw_only=True)
class Repairs:
    """What was repaired or left out: counts, and lengths in metres to the millimetre.

    `ends_left_apart` stop short of a line of another level. `components` are the parts that nothing connects,
    directions aside, of which the greatest has `greatest` nodes. `parts` are simple lines, of which those
    `without_length` are but a point.
    """

    rows: int
    not_lines: int
    unreadable: int
    parts: int
    ends_joined: int
    gap_metres: float
    widest_gap: float
    ends_left_apart: int
    crossings_cut: int
    duplicates: int
    duplicate_metres: float
    without_length: int
    nodes: int
    pieces: int
    metres: float
    components: int
    greatest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes (`xy`, in Morton order) and the pieces of the streets between them."""

    streets: Streets
    xy: Figures
    pieces: Pieces
    repairs: Repairs


def node(streets: Streets, tolerance: float = 0.5, crossings: bool = False) -> Network:
    """The network of the streets, their topology repaired.

    Lines meet where they share a vertex, save where lines of different levels all pass through it, and where
    an end comes within `tolerance` metres of a line of its level. With `crossings` lines of one level are
    also cut where they cross: for data whose lines share no vertices, as OpenStreetMap's do. Raises
    RefusedError where there is no line or the tolerance is negative.
    """
    if not (math.isfinite(tolerance) and tolerance >= 0):
        raise RefusedError(f"A tolerance of {tolerance} m cannot be; give 0 or some centimetres.")
    parts = take_apart(streets)
    level = streets.level[parts.row]
    vertices = list_vertices(parts.lines)
    cuts, gaps, apart = join_ends(parts.lines, level, vertices, tolerance)
    crossed = 0
    if crossings:
        across = cut_crossings(level, vertices)
        cuts, crossed = add_up(vertices, cuts, across), len(across.ties)
    xy, part = np.concatenate([vertices.xy, cuts.xy]), np.append(vertices.part, cuts.part)
    is_end = np.append(vertices.is_end, np.zeros(len(cuts.part), dtype=bool))
    place = find_meetings(xy, level[part], is_end, cuts.ties)
    pieces = cut(xy, part, np.append(vertices.along, cuts.along), place, find_nodes(place, is_end), parts.row)
    xy, pieces = _sort(_find_middles(xy, place), pieces.take(~find_empty(pieces)))
    repeated = find_repeats(pieces, streets)
    lost, pieces = pieces.take(repeated), pieces.take(~repeated)
    part_sizes = np.bincount(label(len(xy), pieces.tail, pieces.head))
    repairs = Repairs(
        rows=len(streets.lines),
        not_lines=parts.not_lines,
        unreadable=parts.unreadable,
        parts=len(parts.lines),
        ends_joined=len(gaps),
        gap_metres=round(float(gaps[gaps > APART].sum()), 3),
        widest_gap=float(gaps.max(initial=0.0)),
        ends_left_apart=apart,
        crossings_cut=crossed,
        duplicates=len(lost.row),
        duplicate_metres=round(float(lost.metres.sum()), 3),
        without_length=int((shapely.length(parts.lines) <= APART).sum()),
        nodes=len(xy),
        pieces=len(pieces.row),
        metres=round(float(pieces.metres.sum()), 3),
        components=len(part_sizes),
        greatest=int(part_sizes.max(initial=0)),
    )
    return Network(streets=streets, xy=xy, pieces=pieces, repairs=repairs)


def _find_middles(xy: Figures, place: Numbers) -> Figures:
    """The middle of the vertices that are each place, added up in an order of their own."""
    order = np.lexsort((xy[:, 1], xy[:, 0], place))
    starts = np.searchsorted(place[order], np.arange(place.max() + 1))
    sums = np.add.reduceat(xy[order], starts)
    return sums / np.bincount(place)[:, None]


def _sort(xy: Figures, pieces: Pieces) -> tuple[Figures, Pieces]:
    """The nodes that pieces end at in Morton order, and the pieces by their nodes."""
    used = np.unique(np.append(pieces.tail, pieces.head))
    used = used[morton.sort(xy[used])]
    number = np.zeros(len(xy), dtype=np.int64)
    number[used] = np.arange(len(used))
    tail, head = number[pieces.tail], number[pieces.head]
    order = np.lexsort((pieces.row, pieces.metres, np.maximum(tail, head), np.minimum(tail, head)))
    named = Pieces(tail=tail, head=head, metres=pieces.metres, lines=pieces.lines, row=pieces.row)
    return xy[used], named.take(order)
