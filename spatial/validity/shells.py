"""Whether the shells of solids are closed and turned outwards (val3dity 301 to 307 and 405).

All shells of many objects are looked at together: what is told of each is counted over the edges of all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap

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
Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Shell:
    """One shell: the object and geometry it is of, and where it stands in the geometry's boundaries."""

    owner: int
    geometry: int
    path: tuple[int, ...]

    @property
    def position(self) -> str:
        """Where it stands in its object."""
        return f"geometry[{self.geometry}].boundaries" + "".join(f"[{step}]" for step in self.path)


@dataclass(frozen=True, slots=True)
class Rings:
    """The rings of all faces one after the other: points, points a ring, and the face and shell of each."""

    points: Points
    sizes: Numbers
    faces: Numbers
    shells: Numbers


@dataclass(frozen=True, slots=True)
class Census:
    """Of each shell: edges in one surface only, in more than two, in two that turn alike; closed bodies."""

    gaps: Numbers
    crowded: Numbers
    turned: Numbers
    bodies: Numbers


def check_shells(faces: Sequence[Face], unit: float) -> Iterator[tuple[Shell, Finding]]:
    """What is wrong with the shells that `faces`, surfaces of solids, make up; and with which.

    `unit` is metres in one of x and y.
    """
    numbers: dict[tuple[int, int, tuple[int, ...]], int] = {}
    of_face = [numbers.setdefault((one.owner, one.geometry, one.path[:-1]), len(numbers)) for one in faces]
    if not numbers:
        return
    shells = np.array(of_face, dtype=np.intp)
    rings, members = _gather(faces, shells, unit), np.bincount(shells)
    origins = find_origins(rings, len(members))
    census, volumes = take_census(rings, origins), measure_volumes(rings, origins)
    for number, shell in enumerate(starmap(Shell, numbers)):
        if members[number] < FEWEST:
            message = f"A shell of {members[number]} surfaces closes no space; it takes {FEWEST} at least."
            faults = [("301 TOO_FEW_POLYGONS", message)]
        else:
            inner = shell.path[-1] > 0
            faults = list(_tell_edges(census, number)) or list(_tell_side(volumes[number] < 0, inner))
        for code, message in faults:
            yield shell, Finding(Severity.WARNING, code, message, shell.position)


def _tell_edges(census: Census, number: int) -> Iterator[tuple[str, str]]:
    """Each edge of a closed shell stands in two surfaces, once in each direction."""
    if gaps := census.gaps[number]:
        yield "302 SHELL_NOT_CLOSED", f"{gaps} edges stand in one surface only: the shell has a gap."
    if crowded := census.crowded[number]:
        yield "303 NON_MANIFOLD_CASE", f"{crowded} edges stand in more than two surfaces."
    if turned := census.turned[number]:
        message = f"At {turned} edges two surfaces turn the same way; one of them is inside out."
        yield "307 POLYGON_WRONG_ORIENTATION", message
    if not (gaps or crowded or turned) and census.bodies[number] > 1:
        message = "The surfaces make several closed bodies; give each a shell of its own."
        yield "305 MULTIPLE_CONNECTED_COMPONENTS", message


def _tell_side(inwards: bool, inner: bool) -> Iterator[tuple[str, str]]:
    if bool(inwards) is not inner:
        side = "inwards" if inner else "outwards"
        yield WRONG_SIDE, f"Its surfaces turn the wrong way: those of this shell must face {side}."


def _gather(faces: Sequence[Face], shells: Numbers, unit: float) -> Rings:
    """The rings of the faces in metres; those of fewer than three points close nothing."""
    rings = [(ring, number) for number, face in enumerate(faces) for ring in face.rings if len(ring) > 2]
    owners = np.array([number for _, number in rings], dtype=np.intp)
    return Rings(
        points=np.concatenate([np.empty((0, 3)), *(ring for ring, _ in rings)]) * (unit, unit, 1.0),
        sizes=np.array([len(ring) for ring, _ in rings], dtype=np.intp),
        faces=owners,
        shells=shells[owners],
    )


def find_origins(rings: Rings, count: int) -> Points:
    """The first point of each of `count` shells, about which the others are looked at."""
    starts = np.cumsum(rings.sizes) - rings.sizes
    origins = np.zeros((count, 3))
    origins[rings.shells[::-1]] = rings.points[starts[::-1]]
    return origins


def take_census(rings: Rings, origins: Points) -> Census:
    """What the edges of the shells that have these origins tell of them."""
    count, shells = len(origins), np.repeat(rings.shells, rings.sizes)
    vertices = name_vertices(rings.points - origins[shells], shells)
    ends = np.cumsum(rings.sizes)
    following = np.roll(vertices, -1)
    following[ends - 1] = vertices[ends - rings.sizes]
    real = vertices != following
    tails, heads = vertices[real], following[real]
    owners = np.repeat(rings.faces, rings.sizes)[real]
    keys = np.minimum(tails, heads) * (len(vertices) + 1) + np.maximum(tails, heads)
    _, first, index, number = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
    of_edge = shells[real][first]
    forward = np.bincount(index, weights=tails < heads, minlength=len(number))

    def add(which: NDArray[np.bool_]) -> Numbers:
        return np.bincount(of_edge[which], minlength=count)

    return Census(
        gaps=add(number == 1),
        crowded=add(number > 2),
        turned=add((number == 2) & (forward != 1)),
        bodies=_count_bodies(index, number, owners, rings, count),
    )


def _count_bodies(index: Numbers, number: Numbers, owners: Numbers, rings: Rings, count: int) -> Numbers:
    """How many bodies the faces of each shell make up that hang together over edges in two of them."""
    shared = np.flatnonzero(number[index] == 2)
    pairs = owners[shared][np.argsort(index[shared], kind="stable")].reshape(-1, 2)
    labels = np.arange(rings.faces.max(initial=-1) + 1)
    while True:
        least = labels[pairs].min(axis=1)
        joined = labels.copy()
        for side in (0, 1):
            np.minimum.at(joined, pairs[:, side], least)
        joined = joined[joined]
        if (joined == labels).all():
            break
        labels = joined
    drawn, at = np.unique(rings.faces, return_index=True)
    bodies = np.unique(np.column_stack([rings.shells[at], labels[drawn]]), axis=0)
    return np.bincount(bodies[:, 0], minlength=count)


def measure_volumes(rings: Rings, origins: Points) -> NDArray[np.float64]:
    """The volume within each closed shell (m³), negative where its surfaces face inwards."""
    count = len(origins)
    if not len(rings.sizes):
        return np.zeros(count)
    starts = np.cumsum(rings.sizes) - rings.sizes
    firsts = rings.points[starts] - origins[rings.shells]
    parts = (firsts * measure_areas(rings.points, rings.sizes)).sum(axis=1) / 3
    return np.bincount(rings.shells, weights=parts, minlength=count).astype(float)


def name_vertices(points: Points, shells: Numbers) -> Numbers:
    """A number for each point, the same for points of one shell that are the same after snapping.

    The points are told from an origin of their shell's own: what is told of it depends on no other.
    """
    if not len(points):
        return np.empty(0, dtype=np.intp)
    snapped = np.column_stack([shells, np.round(points / SNAP).astype(np.int64)])
    order = np.lexsort(snapped.T)
    fresh = np.ones(len(points), dtype=bool)
    fresh[1:] = (np.diff(snapped[order], axis=0) != 0).any(axis=1)
    names = np.empty(len(points), dtype=np.intp)
    names[order] = np.cumsum(fresh) - 1
    return names
