"""The graph of those who walk and of those who drive on a network of streets, in CSR form."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from spatial.errors import RefusedError
from spatial.routing.columns import Figures, Flags, Indices, Numbers, Shapes
from spatial.routing.components import label
from spatial.routing.contraction import contract
from spatial.routing.hierarchy import Hierarchy
from spatial.routing.noding import Network
from spatial.routing.rules import WALKING, find_rule

KMH = 3.6
"""Kilometres per hour in a metre per second."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Graph:
    """Nodes in Morton order (`xy`, metres), arcs in CSR form, and the pieces of streets they run along.

    The arcs from node i to `indices[indptr[i]:indptr[i + 1]]` take `seconds` over `metres`, along piece
    `piece`, `ahead` or against its line; of several arcs between two nodes the quickest is kept. A piece runs
    from `tail` to `head` along `lines` over `lengths` metres, `forth` or `back` in so many seconds (inf: not
    that way), and is of row `row` of the streets. `classed` pieces have the speed of their class, `unusable`
    of them because theirs cannot be; `cut_off` ones were left out as islands.
    """

    xy: Figures
    indptr: Indices
    indices: Indices
    seconds: Figures
    metres: Figures
    piece: Indices
    ahead: Flags
    lines: Shapes
    tail: Numbers
    head: Numbers
    lengths: Figures
    forth: Figures
    back: Figures
    row: Numbers
    classed: int
    unusable: int
    cut_off: int

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The pieces by where they are."""
        return shapely.STRtree(self.lines)

    @cached_property
    def inward(self) -> tuple[Indices, Indices, Figures]:
        """The arcs turned, in CSR form: `indptr`, `indices`, `seconds`."""
        tail = np.repeat(np.arange(len(self.xy), dtype=np.int32), np.diff(self.indptr))
        order = np.argsort(self.indices, kind="stable")
        indptr = np.searchsorted(self.indices[order], np.arange(len(self.xy) + 1)).astype(np.int32)
        return indptr, tail[order], self.seconds[order]

    @cached_property
    def hierarchy(self) -> Hierarchy | None:
        """The graph contracted, made when first asked for; None where that does not pay."""
        return contract(self.indptr, self.indices, self.seconds)

    @property
    def is_contracted(self) -> bool:
        """Whether the hierarchy is made already."""
        return "hierarchy" in vars(self)

    @cached_property
    def component(self) -> Numbers:
        """The number of the part that each node belongs to, directions aside, the greatest being 0."""
        return label(len(self.xy), self.tail, self.head)


def walk(network: Network, speed: float = WALKING, islands: bool = True) -> Graph:
    """The graph of those who walk at so many km/h, both ways on every street that is walked on.

    Without `islands` only the greatest part is kept whose nodes can all come to each other.
    """
    if not (math.isfinite(speed) and speed > 0):
        raise RefusedError(f"Nobody walks at {speed} km/h; give a speed above 0, such as {WALKING:g}.")
    walked = np.array([find_rule(word).walking for word in network.streets.klass.tolist()], dtype=bool)
    seconds = np.where(walked[network.pieces.row], network.pieces.metres * KMH / speed, np.inf)
    return _build(network, seconds, seconds, (0, 0), islands)


def drive(network: Network, islands: bool = True) -> Graph:
    """The graph of those who drive, by the streets' directions and speeds; `islands` as for those who walk.

    A speed that is unknown or cannot be (0, negative, infinite) is that of the class, and is counted.
    """
    streets, row = network.streets, network.pieces.row
    rules = [find_rule(word).driving for word in streets.klass.tolist()]
    usual = np.array([np.nan if speed is None else speed for speed in rules], dtype=float)
    told = np.isfinite(streets.speed) & (streets.speed > 0)
    speed = np.where(np.isnan(usual), np.nan, np.where(told, streets.speed, usual))[row]
    seconds = np.where(np.isnan(speed), np.inf, network.pieces.metres * KMH / speed)
    ways = streets.oneway[row]
    driven = ~np.isnan(speed)
    wrong = driven & ~told[row] & ~np.isnan(streets.speed[row])
    return _build(
        network,
        np.where(ways >= 0, seconds, np.inf),
        np.where(ways <= 0, seconds, np.inf),
        (int((driven & ~told[row]).sum()), int(wrong.sum())),
        islands,
    )


def _build(network: Network, forth: Figures, back: Figures, classed: tuple[int, int], islands: bool) -> Graph:
    used = np.isfinite(forth) | np.isfinite(back)
    if not used.any():
        raise RefusedError("None of the roads is of a class that may be used so; look at their classes.")
    usable = int(used.sum())
    if not islands:
        used &= _find_main(network, forth, back)
    pieces, forth, back = network.pieces.take(used), forth[used], back[used]
    nodes, ends = np.unique(np.stack([pieces.tail, pieces.head]), return_inverse=True)
    tail, head = ends.reshape(2, -1)
    count = len(pieces.row)
    begin, end, seconds = np.append(tail, head), np.append(head, tail), np.append(forth, back)
    order = np.lexsort((seconds, end, begin))
    order = order[np.isfinite(seconds[order]) & (begin[order] != end[order])]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(begin[order]) != 0) | (np.diff(end[order]) != 0)
    arcs = order[first]
    return Graph(
        xy=network.xy[nodes],
        indptr=np.searchsorted(begin[arcs], np.arange(len(nodes) + 1)).astype(np.int32),
        indices=end[arcs].astype(np.int32),
        seconds=seconds[arcs],
        metres=pieces.metres[arcs % count],
        piece=(arcs % count).astype(np.int32),
        ahead=arcs < count,
        lines=pieces.lines,
        tail=tail,
        head=head,
        lengths=pieces.metres,
        forth=forth,
        back=back,
        row=pieces.row,
        classed=classed[0],
        unusable=classed[1],
        cut_off=usable - count,
    )


def _find_main(network: Network, forth: Figures, back: Figures) -> Flags:
    """The pieces between nodes of the greatest part whose nodes can all come to each other."""
    pieces, ahead, against = network.pieces, np.isfinite(forth), np.isfinite(back)
    part = label(
        len(network.xy),
        np.append(pieces.tail[ahead], pieces.head[against]),
        np.append(pieces.head[ahead], pieces.tail[against]),
        strong=True,
    )
    main: Flags = (part[pieces.tail] == 0) & (part[pieces.head] == 0)
    return main
