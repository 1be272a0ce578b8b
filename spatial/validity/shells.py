"""Whether the shells of solids are closed and turned outwards (val3dity 301 to 307 and 405)."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from spatial.findings import Finding
from spatial.records import Severity
from spatial.solids import Face, Points
from spatial.validity.polygons import measure_areas

SNAP = 0.001
"""Metres within which two vertices are the same: val3dity's own default."""

FEWEST = 4
WRONG_SIDE = "405 WRONG_ORIENTATION_SHELL"
Edges = NDArray[np.intp]
Shell = tuple[int, tuple[int, ...]]


def check_shells(faces: Sequence[Face]) -> Iterator[tuple[Shell, Finding]]:
    """What is wrong with the shells that `faces`, surfaces of solids in metres, make up; and with which."""
    for (geometry, path), members in groupby(faces, key=lambda face: (face.geometry, face.path[:-1])):
        where = f"geometry[{geometry}].boundaries" + "".join(f"[{step}]" for step in path)
        shell = list(members)
        if len(shell) < FEWEST:
            message = f"A shell of {len(shell)} surfaces closes no space; it takes {FEWEST} at least."
            found = [_finding("301 TOO_FEW_POLYGONS", message, where)]
        else:
            found = list(_check_edges(shell, where)) or list(_check_sides(shell, where, inner=path[-1] > 0))
        yield from (((geometry, path), one) for one in found)


def _check_edges(shell: Sequence[Face], where: str) -> Iterator[Finding]:
    """Each edge of a closed shell stands in two surfaces, once in each direction."""
    tails, heads, owners = list_edges(shell)
    low, high = np.minimum(tails, heads), np.maximum(tails, heads)
    keys = low * (int(high.max()) + 1) + high
    _, index, number = np.unique(keys, return_inverse=True, return_counts=True)
    forward = np.bincount(index, weights=tails < heads)
    if (number == 1).any():
        message = f"{(number == 1).sum()} edges stand in one surface only: the shell has a gap."
        yield _finding("302 SHELL_NOT_CLOSED", message, where)
    if (number > 2).any():
        message = f"{(number > 2).sum()} edges stand in more than two surfaces."
        yield _finding("303 NON_MANIFOLD_CASE", message, where)
    turned = int(((number == 2) & (forward != 1)).sum())
    if turned:
        message = f"At {turned} edges two surfaces turn the same way; one of them is inside out."
        yield _finding("307 POLYGON_WRONG_ORIENTATION", message, where)
    if (number == 2).all() and not turned and len(set(_join(index, owners, len(shell)))) > 1:
        message = "The surfaces make several closed bodies; give each a shell of its own."
        yield _finding("305 MULTIPLE_CONNECTED_COMPONENTS", message, where)


def _check_sides(shell: Sequence[Face], where: str, inner: bool) -> Iterator[Finding]:
    if (measure_volume(shell) < 0) is not inner:
        side = "inwards" if inner else "outwards"
        message = f"Its surfaces turn the wrong way: those of this shell must face {side}."
        yield _finding(WRONG_SIDE, message, where)


def measure_volume(shell: Sequence[Face]) -> float:
    """The volume within a closed shell (m³), negative where its surfaces face inwards."""
    rings = [ring for face in shell for ring in face.rings if len(ring) > 2]
    origin = rings[0][0]
    firsts = np.array([ring[0] for ring in rings]) - origin
    return float((firsts * measure_areas(rings)).sum() / 3)


def list_edges(shell: Sequence[Face]) -> tuple[Edges, Edges, Edges]:
    """The sides of all rings as directed edges: vertex from, vertex to, number of the face."""
    rings = [(ring, number) for number, face in enumerate(shell) for ring in face.rings if len(ring) > 2]
    points = np.concatenate([ring for ring, _ in rings])
    vertices = name_vertices(points)
    sizes = np.array([len(ring) for ring, _ in rings])
    starts = np.cumsum(sizes) - sizes
    following = np.roll(vertices, -1)
    following[starts + sizes - 1] = vertices[starts]
    owners = np.repeat([number for _, number in rings], sizes)
    real = vertices != following
    return vertices[real], following[real], owners[real]


def name_vertices(points: Points) -> Edges:
    """A number for each point, the same for points that are the same after snapping."""
    snapped = np.round((points - points[0]) / SNAP).astype(np.int64)
    order = np.lexsort(snapped.T)
    fresh = np.ones(len(points), dtype=bool)
    fresh[1:] = (np.diff(snapped[order], axis=0) != 0).any(axis=1)
    names = np.empty(len(points), dtype=np.intp)
    names[order] = np.cumsum(fresh) - 1
    return names


def _join(index: Edges, owners: Edges, count: int) -> list[int]:
    """For each face the least number of a face it hangs together with, over edges that two faces share."""
    order = np.argsort(index, kind="stable")
    first, second = owners[order][::2], owners[order][1::2]
    labels = np.arange(count)
    while True:
        least = np.minimum(labels[first], labels[second])
        joined = labels.copy()
        np.minimum.at(joined, first, least)
        np.minimum.at(joined, second, least)
        joined = joined[joined]
        if (joined == labels).all():
            told: list[int] = joined.tolist()
            return told
        labels = joined


def _finding(code: str, message: str, where: str) -> Finding:
    return Finding(Severity.WARNING, code, message, where)
