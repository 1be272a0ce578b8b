"""Whether surfaces are planar and their holes lie within them (val3dity 201 to 208)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray

from spatial.findings import Finding
from spatial.records import Severity
from spatial.solids import Face, Points, fit_planes
from spatial.validity.folds import measure_folds

OFF_PLANE = 0.01
"""Metres a point may lie off its surface's plane: val3dity's own default."""

FOLD = 20.0
"""Degrees a part of a surface may turn off its plane: val3dity's own default."""

# What GEOS says of an invalid polygon, and what val3dity calls it.
REASONS = {
    "Hole lies outside shell": ("206 INNER_RING_OUTSIDE", "A hole lies outside its surface."),
    "Holes are nested": ("207 INNER_RINGS_NESTED", "A hole lies within another."),
    "Interior is disconnected": ("205 POLYGON_INTERIOR_DISCONNECTED", "Its holes cut the surface apart."),
    "Self-intersection": ("201 INTERSECTION_RINGS", "Two rings of the surface cross."),
}


def check_polygons(faces: Sequence[Face], unit: float) -> Iterator[tuple[int, Finding]]:
    """What is wrong with surfaces, and whose; rings broken in themselves are left to others.

    `unit` is metres in one of x and y.
    """
    areas = [_measured(face, unit) for face in faces if len(face.rings[0]) > 3 or len(face.rings) > 1]
    if not areas:
        return
    sizes = np.array([sum(map(len, face.rings)) for face in areas])
    points = np.concatenate([ring for face in areas for ring in face.rings])
    axes, _ = fit_planes(points, sizes)
    off = _measure_off(points, sizes, axes[:, :, 0])
    for place in np.flatnonzero(off > OFF_PLANE).tolist():
        message = f"A point lies {off[place]:.2f} m off the surface's plane; {OFF_PLANE} m is allowed."
        yield _finding("203 NON_PLANAR_POLYGON_DISTANCE_PLANE", message, areas[place])
    yield from _check_folds(areas, axes, off <= OFF_PLANE)
    for face, plane in zip(areas, axes, strict=True):
        if len(face.rings) > 1 and min(map(len, face.rings)) > 2:
            yield from _check_holes(face, plane)


def _measured(face: Face, unit: float) -> Face:
    return face if unit == 1 else replace(face, rings=tuple(ring * (unit, unit, 1.0) for ring in face.rings))


def measure_areas(points: Points, sizes: NDArray[np.intp]) -> Points:
    """The vector area of each ring (n, 3), of which `sizes` tells the points.

    Its length is the area, its direction the side the ring turns to.
    """
    starts = np.cumsum(sizes) - sizes
    local = points - np.repeat(points[starts], sizes, axis=0)
    following = np.roll(local, -1, axis=0)
    following[starts + sizes - 1] = local[starts]
    areas: Points = np.add.reduceat(np.cross(local, following), starts) / 2
    return areas


def _measure_off(points: Points, sizes: NDArray[np.intp], normals: Points) -> Points:
    """How far the farthest point of each surface, of which `sizes` counts the points, lies off its plane."""
    starts = np.cumsum(sizes) - sizes
    local = points - np.repeat(points[starts], sizes, axis=0)
    local -= np.repeat(np.add.reduceat(local, starts) / sizes[:, None], sizes, axis=0)
    off = np.abs((local * np.repeat(normals, sizes, axis=0)).sum(axis=1))
    farthest: Points = np.maximum.reduceat(off, starts)
    return farthest


def _check_folds(
    areas: Sequence[Face], axes: Points, flat: NDArray[np.bool_]
) -> Iterator[tuple[int, Finding]]:
    """What of the surfaces that are `flat` by distance is folded; val3dity asks it only of these."""
    chosen = [place for place in np.flatnonzero(flat).tolist() if min(map(len, areas[place].rings)) > 2]
    faces = [areas[place] for place in chosen]
    turned = measure_folds(faces, axes[chosen], FOLD)
    for place in np.flatnonzero(turned).tolist():
        message = f"A part of it turns {turned[place]:.0f}° off the surface's plane; {FOLD:.0f}° is allowed."
        yield _finding("204 NON_PLANAR_POLYGON_NORMALS_DEVIATION", message, faces[place])


def _check_holes(face: Face, plane: Points) -> Iterator[tuple[int, Finding]]:
    sizes = np.array([len(ring) for ring in face.rings])
    areas = measure_areas(np.concatenate(face.rings), sizes)
    if ((areas[1:] @ areas[0]) > 0).any():
        message = "A hole turns the same way as its surface; it must turn the other way."
        yield _finding("208 ORIENTATION_RINGS_SAME", message, face)
    outer, *holes = [(ring - face.rings[0][0]) @ plane[:, 1:] for ring in face.rings]
    drawn = shapely.Polygon(outer, holes)
    reason = "" if drawn.is_valid else shapely.is_valid_reason(drawn).split("[")[0]
    simple = all(shapely.LinearRing(ring).is_simple for ring in (outer, *holes))
    if reason in REASONS and (simple or reason != "Self-intersection"):
        yield _finding(*REASONS[reason], face)


def _finding(code: str, message: str, face: Face) -> tuple[int, Finding]:
    return face.owner, Finding(Severity.WARNING, code, message, face.position)
