"""Whether the rings of readable faces are sound, and how much it weighs when they are not.

A self-intersection is an error where the face decides the footprint; on any other face (a wall, a roof over
a sound ground surface) the object is still of use, and it is a warning.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from spatial.findings import Finding
from spatial.records import Severity
from spatial.solids import Face, Points, fit_planes

TOLERANCE = 0.001
CROSSING = "104 RING_SELF_INTERSECTION"
CHUNK = 256


def check_rings(faces: Sequence[Face], deciding: set[int], unit: float) -> Iterator[tuple[int, Finding]]:
    """What is wrong with the rings of `faces`, and whose; those of the ids `deciding` make a footprint.

    `unit` is metres in one of x and y.
    """
    rings = [
        (face, number, ring)
        for face in faces
        if face.dimension == 2
        for number, ring in enumerate(face.rings)
        if len(ring) > 2
    ]
    if not rings:
        return
    sizes = np.array([len(ring) for _, _, ring in rings])
    points = np.concatenate([ring for _, _, ring in rings]) * (unit, unit, 1.0)
    lines = _flatten(points, sizes)
    doubled, crossed = _find_doubled(points, sizes), ~shapely.is_simple(lines)
    for place in np.flatnonzero(doubled | crossed):
        face, number, _ = rings[place]
        where = f"{face.position}[{number}]"
        if doubled[place]:
            message = "Two points that follow each other are the same."
            yield face.owner, Finding(Severity.WARNING, "102 CONSECUTIVE_POINTS_SAME", message, where)
        if crossed[place] and crosses(lines[place]):
            decides = id(face) in deciding
            severity = Severity.ERROR if decides else Severity.WARNING
            message = "The ring crosses itself" + (", and the footprint depends on it." if decides else ".")
            yield face.owner, Finding(severity, CROSSING, message, where)


def _find_doubled(points: Points, sizes: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which rings, whose points stand one after the other, have two equal points in a row."""
    ends = np.cumsum(sizes)
    following = np.arange(1, len(points) + 1)
    following[ends - 1] = ends - sizes
    return np.logical_or.reduceat((points == points[following]).all(axis=1), ends - sizes)


def _flatten(points: Points, sizes: NDArray[np.intp]) -> NDArray[np.object_]:
    """Each ring as a LinearRing in its own best-fit plane, in metres about its first point."""
    axes, _ = fit_planes(points, sizes)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    local = points - points[np.cumsum(sizes) - sizes][owner]
    flat = (local[:, :, None] * axes[owner, :, 1:]).sum(axis=1)
    lines: NDArray[np.object_] = shapely.linearrings(flat, indices=owner)
    return lines


def crosses(line: shapely.LinearRing) -> bool:
    """Whether two sides cross properly: each end of both stands more than 1 mm off the other side."""
    points = shapely.get_coordinates(line)
    sides = shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1))
    tree = shapely.STRtree(sides)
    for start in range(0, len(sides), CHUNK):
        first, second = tree.query(sides[start : start + CHUNK], predicate="crosses")
        first = first + start
        if not len(first):
            continue
        gaps = [
            shapely.distance(shapely.points(points[end + offset]), sides[other])
            for end, other in ((first, second), (second, first))
            for offset in (0, 1)
        ]
        if (np.min(gaps, axis=0) > TOLERANCE).any():
            return True
    return False
