"""How far part of a surface turns off its plane, though all its points lie close to that (val3dity 204)."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from spatial.affine import Floats
from spatial.solids import Face, Points

WIDE = 0.002
"""Metres of width below which a triangle's direction is not judged: rounding to millimetres may turn it."""


def measure_folds(faces: Sequence[Face], axes: Points, limit: float) -> Floats:
    """The degrees by which each surface turns off its plane where it does most; nothing below `limit`.

    The surfaces have rings of three points at least. They are cut into triangles (constrained Delaunay) in
    their planes, whose `axes` are as `fit_planes` tells. val3dity holds the triangles against the first of
    them, whichever that is; here they are held against the plane.
    """
    steepest = np.zeros(len(faces))
    if not len(faces):
        return steepest
    rings = [ring for face in faces for ring in face.rings]
    sizes = np.array([len(ring) for ring in rings])
    of_ring = np.repeat(np.arange(len(faces)), [len(face.rings) for face in faces])
    of_point = np.repeat(of_ring, sizes)
    origins = np.array([face.rings[0][0] for face in faces])
    placed = np.einsum("ni,nij->nj", np.concatenate(rings) - origins[of_point], axes[of_point])
    starts = np.searchsorted(of_point, np.arange(len(faces)))
    rise = np.maximum.reduceat(placed[:, 0], starts) - np.minimum.reduceat(placed[:, 0], starts)
    # A triangle of that width which turns by the limit rises by as much.
    risen = rise > WIDE * np.sin(np.radians(limit))
    if not risen.any():
        return steepest
    of_line = np.repeat(np.arange(len(rings)), sizes)
    kept = risen[of_point]
    owners, angles = _cut(placed[kept], of_line[kept], of_ring)
    np.maximum.at(steepest, owners, angles)
    return np.where(steepest > limit, steepest, 0)


def _cut(
    points: Points, of_line: NDArray[np.intp], of_ring: NDArray[np.intp]
) -> tuple[NDArray[np.intp], Floats]:
    """The faces of the triangles that rings make, and how far each turns; broken surfaces are left to others.

    `points` are heights over the plane and places in it, `of_line` the ring of each, `of_ring` its face.
    """
    drawn, line = np.unique(of_line, return_inverse=True)
    lines = shapely.linearrings(np.roll(points, -1, axis=1), indices=line)
    faces, area = np.unique(of_ring[drawn], return_inverse=True)
    areas = shapely.polygons(lines, indices=area)
    sound = np.flatnonzero(shapely.is_valid(areas))
    pieces, owners = shapely.get_parts(
        shapely.constrained_delaunay_triangles(areas[sound]), return_index=True
    )
    corners = shapely.get_coordinates(pieces, include_z=True).reshape(-1, 4, 3)
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    longest = np.linalg.norm(np.diff(corners, axis=1), axis=2).max(axis=1)
    judged = np.linalg.norm(normals, axis=1) > WIDE * longest
    turned = np.degrees(np.arctan2(np.hypot(normals[:, 0], normals[:, 1]), np.abs(normals[:, 2])))
    return faces[sound[owners[judged]]], turned[judged]
