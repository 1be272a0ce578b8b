"""Lines and points as GML nests them."""

from collections.abc import Iterator

from spatial.citygml.frame import Frame, Place
from spatial.citygml.links import Links
from spatial.citygml.names import HREF, Element, name_of
from spatial.citygml.points import Point, read_points

LINES = {"LineString", "LinearRing"}
STRAIGHT = {"LineStringSegment"}


def read_lines(
    element: Element, frame: Frame, place: Place, links: Links, bent: list[int]
) -> Iterator[list[Point]]:
    """The lines of a curve or of a property that holds or links to one; `bent` takes the lines of arcs.

    An arc or spline is read as the straight line through the points that define it.
    """
    local = name_of(element.tag).local
    place = frame.enter(element, place)
    if element.get(HREF) is not None and not len(element):
        with links.follow(element) as target:
            yield from [] if target is None else read_lines(target, frame, place, links, bent)
    elif local in LINES:
        yield read_points(element, frame, place)
    elif local == "Curve":
        yield _join(element, frame, place, bent)
    else:
        backwards = local == "OrientableCurve" and element.get("orientation") == "-"
        for child in element.iterchildren("*"):
            for line in read_lines(child, frame, place, links, bent):
                yield line[::-1] if backwards else line


def _join(curve: Element, frame: Frame, place: Place, bent: list[int]) -> list[Point]:
    """The segments of a curve as one line."""
    points: list[Point] = []
    for segments in curve.iterchildren("*"):
        for segment in segments.iterchildren("*"):
            if name_of(segment.tag).local not in STRAIGHT:
                bent.append(segment.sourceline)
            found = read_points(segment, frame, frame.enter(segment, place))
            points += found[1:] if points and found and points[-1] == found[0] else found
    return points


def find_points(element: Element, frame: Frame, place: Place, links: Links) -> Iterator[Point]:
    """The points of a point, a set of points, or a property that holds or links to one."""
    place = frame.enter(element, place)
    if element.get(HREF) is not None and not len(element):
        with links.follow(element) as target:
            yield from [] if target is None else find_points(target, frame, place, links)
    elif name_of(element.tag).local == "Point":
        yield from read_points(element, frame, place)
    else:
        for child in element.iterchildren("*"):
            yield from find_points(child, frame, place, links)
