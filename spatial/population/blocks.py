"""Which buildings share a parcel, and how it runs around them without cutting into another."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from spatial.generator.chance import Floats, Whole

REACH = 9.0
"""How far a parcel reaches beyond the walls, metres; buildings nearer than twice that share one."""
MOST = 40
"""Buildings of one parcel; more are parted by halves."""


@dataclass(frozen=True, slots=True)
class Block:
    """A parcel: the rows of its buildings, its zone, its outline."""

    members: Whole
    zone: int
    outline: shapely.Geometry


def group(shapes: NDArray[np.object_], place: Floats, zone: Whole) -> list[Whole]:
    """The rows of the buildings of each parcel, in the order of their first."""
    return part(place, gather(shapes, zone))


def draw_blocks(groups: list[Whole], shapes: NDArray[np.object_], zone: Whole) -> Iterator[Block]:
    """The parcels of the groups, in their order.

    Each holds its own buildings whole and no other's; where two would overlap the earlier takes the ground.
    """
    footprints = [shapely.union_all(shapes[members]) for members in groups]
    around = [
        shapely.union_all(shapely.buffer(shapes[members], REACH, join_style="mitre", mitre_limit=2.0))
        for members in groups
    ]
    tree = shapely.STRtree(around)
    for number, members in enumerate(groups):
        near = tree.query(around[number], predicate="intersects")
        others = [footprints[other] for other in near.tolist() if other != number]
        earlier = [around[other] for other in near.tolist() if other < number]
        free = shapely.difference(around[number], shapely.union_all([*others, *earlier]))
        outline = shapely.union(free, footprints[number])
        yield Block(members, int(zone[members[0]]), areal(shapely.set_precision(outline, 0.001)))


def gather(shapes: NDArray[np.object_], zone: Whole) -> Whole:
    """A number for each building, the same for those of a zone that stand near one another."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=2 * REACH)
    joined = zone[one] == zone[other]
    links = coo_array((np.ones(int(joined.sum())), (one[joined], other[joined])), shape=(shapes.size,) * 2)
    found: Whole = connected_components(links, directed=False)[1].astype(np.int64)
    return found


def part(place: Floats, number: Whole) -> list[Whole]:
    """The rows of each group, groups of more than MOST halved across their longer side until they are not."""
    order = np.argsort(number, kind="stable")
    waiting = np.split(order, np.flatnonzero(np.diff(number[order])) + 1) if order.size else []
    done = []
    while waiting:
        members = waiting.pop()
        if members.size <= MOST:
            done.append(np.sort(members))
            continue
        axis = int(np.argmax(np.ptp(place[members], axis=0)))
        along = members[np.argsort(place[members, axis], kind="stable")]
        waiting += [along[: along.size // 2], along[along.size // 2 :]]
    return sorted(done, key=lambda members: int(members[0]))


def areal(shape: shapely.Geometry) -> shapely.Geometry:
    """The areas of a shape that may have lines and points beside."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    return shapely.union_all([part for part in shapely.get_parts(shape) if shapely.area(part) > 0])
