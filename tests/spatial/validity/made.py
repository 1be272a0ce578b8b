"""Boxes as faces, sound and broken, for the checks of 3D geometry."""

from collections.abc import Sequence

import numpy as np

from spatial.solids import Face, Points

SIDES = ([3, 2, 1, 0], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7])


def corners(size: float = 10.0, at: Sequence[float] = (515_000.0, 3_349_000.0, 5.0)) -> Points:
    """The corners of a box: the lower four, then the upper, counterclockwise from above."""
    plan = [(0, 0), (1, 0), (1, 1), (0, 1)]
    return np.array([(x, y, z) for z in (0, 1) for x, y in plan], float) * size + at


def box(points: Points, shell: int = 0, first: int = 0) -> list[Face]:
    """The six faces of a box, turned outwards."""
    return [
        Face(0, "1", (shell, first + place), 2, None, (points[side],)) for place, side in enumerate(SIDES)
    ]


def turn(face: Face) -> Face:
    """The face inside out."""
    return Face(face.geometry, face.lod, face.path, 2, None, tuple(ring[::-1] for ring in face.rings))
