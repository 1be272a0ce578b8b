"""Surfaces as GML nests them, down to the polygons they consist of, and polygons down to rings."""

from collections.abc import Iterator
from typing import NamedTuple

from spatial.citygml.frame import Frame, Place, WrongGeometryError
from spatial.citygml.links import Links
from spatial.citygml.names import HREF, Element, id_of, name_of
from spatial.citygml.points import Point, read_points

LEAVES = {"Polygon", "PolygonPatch", "Triangle", "Rectangle"}
OUTER = {"exterior", "outerBoundaryIs"}
INNER = {"interior", "innerBoundaryIs"}
# What shapes a triangulation without being a part of it.
HINTS = {"controlPoint", "stopLines", "breakLines", "maxLength", "metaDataProperty", "name", "description"}


class Leaf(NamedTuple):
    """A polygon of a surface, where it stands, and whether it is used with its back to the front."""

    element: Element
    place: Place
    flipped: bool
    line: int


def find_leaves(
    element: Element, frame: Frame, place: Place, links: Links, flipped: bool = False
) -> Iterator[Leaf]:
    """The polygons of a surface or of a property that holds or links to one. Raises WrongGeometryError."""
    pending = [(element, place, flipped)]
    while pending:
        one, place, flipped = pending.pop()
        local = name_of(one.tag).local
        place = frame.enter(one, place)
        if local in LEAVES:
            yield Leaf(one, place, flipped, one.sourceline)
        elif len(one):
            flipped ^= local == "OrientableSurface" and one.get("orientation") == "-"
            pending += [
                (child, place, flipped) for child in reversed(one) if name_of(child.tag).local not in HINTS
            ]
        elif one.get(HREF) is not None:
            with links.follow(one) as target:
                for leaf in [] if target is None else find_leaves(target, frame, place, links, flipped):
                    foreign = target is not None and target.getparent() is None
                    yield leaf._replace(line=one.sourceline) if foreign else leaf


def read_rings(leaf: Leaf, frame: Frame) -> tuple[list[list[Point]], bool]:
    """The rings of a polygon, the outer first, their first point not repeated; whether all were closed."""
    outer: list[list[Point]] = []
    inner: list[list[Point]] = []
    closed = True
    for child in leaf.element:
        local = name_of(child.tag).local
        if local not in OUTER and local not in INNER:
            continue
        for ring in child.iterchildren("*"):
            points = read_points(ring, frame, frame.enter(ring, leaf.place)) or _read_curves(
                ring, frame, leaf
            )
            if len(points) > 1 and points[0] == points[-1]:
                del points[-1]
            else:
                closed = False
            (outer if local in OUTER else inner).append(points[::-1] if leaf.flipped else points)
    if len(outer) != 1:
        message = f"A polygon needs one outer ring, this one has {len(outer)}."
        raise WrongGeometryError("POLYGON_WITHOUT_RING", message, leaf.line)
    return outer + inner, closed


def name_rings(leaf: Leaf) -> list[str | None]:
    """The ids of a polygon's rings, in the order they are read in."""
    sides: tuple[list[str | None], list[str | None]] = ([], [])
    for child in leaf.element.iterchildren("*"):
        local = name_of(child.tag).local
        if local in OUTER or local in INNER:
            sides[local in INNER].extend(id_of(ring) for ring in child.iterchildren("*"))
    return sides[0] + sides[1]


def _read_curves(ring: Element, frame: Frame, leaf: Leaf) -> list[Point]:
    """The points of a ring that is made of curves, each beginning where the one before ends."""
    points: list[Point] = []
    for curve in ring.iter("{*}LineString", "{*}LineStringSegment"):
        found = read_points(curve, frame, frame.enter(curve, leaf.place))
        points += found[1:] if points and found and points[-1] == found[0] else found
    return points
