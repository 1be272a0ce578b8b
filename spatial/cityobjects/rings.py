"""Whether the rings of readable faces are sound, and how much it weighs when they are not.

A self-intersection is an error where the face decides the footprint; on any other face (a wall, a roof over
a sound ground surface) the object is still of use, and it is a warning.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from spatial.findings import Finding
from spatial.records import Severity
from spatial.solids import Face, Points, fit_planes

TOLERANCE = 0.001
CROSSING = "104 RING_SELF_INTERSECTION"
CHUNK = 256


def check_rings(faces: Sequence[Face], plan: Sequence[Face], unit: float) -> Iterator[Finding]:
    """What is wrong with the rings of `faces`, of which `plan` make the footprint; `unit` in metres."""
    deciding = {id(face) for face in plan}
    rings = [
        (face, number, ring * (unit, unit, 1.0))
        for face in faces
        if face.dimension == 2
        for number, ring in enumerate(face.rings)
        if len(ring) > 2
    ]
    if not rings:
        return
    lines = _flatten([ring for _, _, ring in rings])
    simple = shapely.is_simple(lines)
    for (face, number, ring), line, sound in zip(rings, lines, simple, strict=True):
        where = f"geometry[{face.geometry}].boundaries" + "".join(
            f"[{step}]" for step in (*face.path, number)
        )
        steps = np.abs(ring - np.roll(ring, -1, axis=0)).max(axis=1)
        if (steps == 0).any():
            message = "Two points that follow each other are the same."
            yield Finding(Severity.WARNING, "102 CONSECUTIVE_POINTS_SAME", message, where)
        if not sound and crosses(line):
            decides = id(face) in deciding
            severity = Severity.ERROR if decides else Severity.WARNING
            message = "The ring crosses itself" + (", and the footprint depends on it." if decides else ".")
            yield Finding(severity, CROSSING, message, where)


def _flatten(rings: Sequence[Points]) -> shapely.LinearRing:
    """Each ring as a LinearRing in its own best-fit plane, in metres about its first point."""
    normals, _ = fit_planes(rings)
    helper = np.where(np.abs(normals[:, :1]) < 0.9, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    right = np.cross(helper, normals)
    right /= np.linalg.norm(right, axis=1, keepdims=True)
    up = np.cross(normals, right)
    sizes = [len(ring) for ring in rings]
    local = np.concatenate([ring - ring[0] for ring in rings])
    owner = np.repeat(np.arange(len(rings)), sizes)
    flat = np.column_stack([(local * right[owner]).sum(axis=1), (local * up[owner]).sum(axis=1)])
    return shapely.linearrings(flat, indices=owner)


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
