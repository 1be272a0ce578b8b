"""The source's 3D geometry: from a solid's body to faces with coordinates, for checks, footprints, meshes."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from spatial.geometry import drop_slivers, repair

Points = NDArray[np.float64]

# How deep the boundaries of each geometry type are nested (CityJSON 2.0.1 §3.1); a surface has depth 2.
DEPTH = {
    "MultiPoint": 1,
    "MultiLineString": 2,
    "MultiSurface": 3,
    "CompositeSurface": 3,
    "Solid": 4,
    "MultiSolid": 5,
    "CompositeSolid": 5,
}
SURFACE = 2
GRID = 0.001
# Faces from which on it pays to ask whether they fit edge to edge.
MANY = 100
# The share of their area that such faces may lose to rounding when they are made one.
LOST = 1e-9
# Faces steeper than this (the vertical part of their unit normal) are walls: they have no plan of their own.
WALL = 0.01


@dataclass(frozen=True, slots=True)
class Face:
    """One surface (`dimension` 2), line (1) or set of points (0) of a geometry, with its coordinates.

    `rings` are (k, 3) arrays of x, y, z in the source's CRS, the outer ring first, the first point not
    repeated. `path` leads from the geometry's boundaries to the surface; `semantics` is its surface type.
    `owner` numbers the object it is of, where the faces of many are looked at together.
    """

    geometry: int
    lod: str | None
    path: tuple[int, ...]
    dimension: int
    semantics: str | None
    rings: tuple[Points, ...]
    owner: int = 0

    @property
    def position(self) -> str:
        """Where it stands in its object."""
        return f"geometry[{self.geometry}].boundaries" + "".join(f"[{step}]" for step in self.path)


def read_vertices(body: dict[str, Any]) -> Points:
    """The vertices of a solid's body as (n, 3) x, y, z in its source's CRS."""
    numbers = np.fromiter(chain.from_iterable(body["vertices"]), float, 3 * len(body["vertices"]))
    return place_vertices(numbers.reshape(-1, 3), body.get("transform"))


def place_vertices(vertices: Points, transform: dict[str, Any] | None) -> Points:
    """Stored vertices to real coordinates (CityJSON 2.0.1 §2)."""
    if transform is None:
        return vertices
    with np.errstate(all="ignore"):  # what is too large becomes infinite, which the checks find
        placed: Points = vertices * np.array(transform["scale"], float) + np.array(
            transform["translate"], float
        )
    return placed


def read_faces(body: dict[str, Any], owner: int = 0) -> list[Face]:
    """Every face of a solid's body, of all levels of detail, templates put in their places."""
    return gather_faces(body["geometry"], read_vertices(body), body.get("geometry-templates"), owner)


def gather_faces(
    geometries: Sequence[dict[str, Any]],
    vertices: Points,
    templates: dict[str, Any] | None = None,
    owner: int = 0,
) -> list[Face]:
    """The faces of well-formed CityJSON `geometries` over `vertices` (n, 3)."""
    faces: list[Face] = []
    for number, geometry in enumerate(geometries):
        points = vertices
        if geometry["type"] == "GeometryInstance":
            points = _place_template(geometry, vertices, templates or {})
            geometry = (templates or {})["templates"][geometry["template"]]
        faces += _gather(number, geometry, points, owner)
    return faces


def _gather(number: int, geometry: dict[str, Any], points: Points, owner: int) -> Iterator[Face]:
    depth, lod = DEPTH[geometry["type"]], geometry.get("lod")
    level = None if lod is None else str(lod)
    kinds = surface_types(geometry)
    if depth == 1:
        placed = points[np.array(geometry["boundaries"], dtype=np.intp)]
        yield Face(number, level, (), 0, None, (placed,), owner)
        return
    surfaces = walk(geometry["boundaries"], max(depth - SURFACE, 1))
    if depth == SURFACE:
        lists = [[line] for _, line in surfaces]
    else:
        lists = [[_open(ring) for ring in surface] for _, surface in surfaces]
    indices = list(chain.from_iterable(chain.from_iterable(lists)))
    placed, at = points[np.array(indices, dtype=np.intp)], 0
    for (path, _), rings in zip(surfaces, lists, strict=True):
        cut = []
        for ring in rings:
            cut.append(placed[at : at + len(ring)])
            at += len(ring)
        dimension = 1 if depth == SURFACE else 2
        yield Face(number, level, path, dimension, kinds.get(path), tuple(cut), owner)


Path = tuple[int, ...]


def walk(nested: Sequence[Any], levels: int) -> list[tuple[Path, Any]]:
    """What stands `levels` deep in nested lists, each with the path to it."""
    found: list[tuple[Path, Any]] = [((), nested)]
    for _ in range(levels):
        found = [((*path, place), inner) for path, outer in found for place, inner in enumerate(outer)]
    return found


def surface_types(geometry: dict[str, Any]) -> dict[tuple[int, ...], str]:
    """The semantic surface type by path, where the geometry gives one."""
    semantics = geometry.get("semantics") or {}
    surfaces, values = semantics.get("surfaces") or [], semantics.get("values") or []
    types: dict[tuple[int, ...], str] = {}
    pending: list[tuple[tuple[int, ...], Any]] = [((), values)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, list):
            pending += [((*path, place), inner) for place, inner in enumerate(value)]
        elif value is not None:
            types[path] = surfaces[value]["type"]
    return types


def _open(ring: list[int]) -> list[int]:
    return ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring


def _place_template(instance: dict[str, Any], vertices: Points, templates: dict[str, Any]) -> Points:
    """The templates' vertices where `instance` puts them (CityJSON 2.0.1 §3.4)."""
    local = np.array(templates["vertices-templates"], dtype=float).reshape(-1, 3)
    matrix = np.array(instance["transformationMatrix"], dtype=float).reshape(4, 4)
    moved = np.column_stack([local, np.ones(len(local))]) @ matrix.T
    placed: Points = moved[:, :3] + vertices[instance["boundaries"][0]]
    return placed


def fit_planes(points: Points, sizes: NDArray[np.intp]) -> tuple[Points, Points]:
    """The axes of each ring's best-fit plane, and how wide the ring is across its length (n).

    The rings' points stand one after the other, `sizes` of them each. The axes (n, 3, 3) are columns: the
    normal, then two within the plane, of unit length. A ring that crosses itself has a plane too, though its
    signed area may be nothing.
    """
    starts = np.cumsum(sizes) - sizes
    middles = np.add.reduceat(points - np.repeat(points[starts], sizes, axis=0), starts) / sizes[:, None]
    points = points - np.repeat(points[starts] + middles, sizes, axis=0)
    spread = np.add.reduceat(points[:, :, None] * points[:, None, :], starts) / sizes[:, None, None]
    values, vectors = np.linalg.eigh(spread)
    return vectors, np.sqrt(np.maximum(values[:, 1], 0))


def choose_plan(faces: Sequence[Face], lying: set[int]) -> list[Face]:
    """The faces that decide the footprint; `lying` names those that are no walls, as `find_lying` tells.

    Those of LoD 0, ground surfaces before others (a roof's edge); else ground surfaces; else whatever is no
    wall at the lowest level of detail; else lines; else points.
    """
    faces = [face for face in faces if len(face.rings[0])]
    flat = [face for face in faces if id(face) in lying]
    plans = [face for face in flat if (face.lod or "").startswith("0")]
    return (
        _on_the_ground(plans)
        or plans
        or _on_the_ground(flat)
        or _lowest(flat)
        or _lowest([face for face in faces if face.dimension == 1])
        or _lowest([face for face in faces if face.dimension == 0])
    )


def _on_the_ground(faces: list[Face]) -> list[Face]:
    return [face for face in faces if face.semantics == "GroundSurface"]


def find_lying(faces: Sequence[Face], unit: float) -> set[int]:
    """The ids of the faces that have a plan of their own; `unit` is metres per unit of x and y."""
    areas = [face for face in faces if face.dimension == 2 and len(face.rings[0]) > 2]
    if not areas:
        return set()
    points = np.concatenate([face.rings[0] for face in areas]) * (unit, unit, 1.0)
    axes, widths = fit_planes(points, np.array([len(face.rings[0]) for face in areas]))
    lying = (np.abs(axes[:, 2, 0]) > WALL) & (widths > GRID)
    return {id(areas[place]) for place in np.flatnonzero(lying)}


def _lowest(faces: list[Face]) -> list[Face]:
    lowest = min((face.lod or "" for face in faces), default="")
    return [face for face in faces if (face.lod or "") == lowest]


def draw_plan(faces: Sequence[Face], unit: float) -> BaseGeometry | None:
    """The plan of one object, as `draw_plans` draws it."""
    [plan] = draw_plans([faces], unit)
    return plan


def draw_plans(objects: Sequence[Sequence[Face]], unit: float) -> list[BaseGeometry | None]:
    """The union of the plans of each object's faces, which are of one dimension.

    It is a valid MultiPolygon with its holes (or lines, or points), or None. Worked out on a grid of 1 mm
    about the object's first point, so that neighbours close without slivers.
    """
    plans = np.full(len(objects), None, dtype=object)
    origins = np.zeros((len(objects), 2))
    of_dimension: tuple[list[int], ...] = ([], [], [])
    for place, faces in enumerate(objects):
        if faces:
            origins[place] = np.floor(faces[0].rings[0][0, :2])
            of_dimension[faces[0].dimension].append(place)
    for places, draw in zip(of_dimension, (_draw_points, _draw_lines, _draw_areas), strict=True):
        if places:
            plans[places] = draw([objects[place] for place in places], origins[places], unit)
    plans[shapely.is_empty(plans)] = None
    points, of_plan = shapely.get_coordinates(plans, return_index=True)
    return list(shapely.set_coordinates(plans, points + origins[of_plan]))


def _draw_points(objects: list[Sequence[Face]], origins: Points, unit: float) -> NDArray[np.object_]:
    drawn = np.empty(len(objects), dtype=object)
    for place, faces in enumerate(objects):
        points = np.concatenate([face.rings[0] for face in faces])
        drawn[place] = shapely.multipoints(points[:, :2] - origins[place])
    return drawn


def _draw_lines(objects: list[Sequence[Face]], origins: Points, unit: float) -> NDArray[np.object_]:
    points, sizes, of_face = _gather_rings(objects, origins, 2)
    drawn = np.full(sum(map(len, objects)), None, dtype=object)
    shapely.linestrings(points, indices=np.repeat(of_face, sizes), out=drawn)
    return _unite(drawn, objects, unit, math.inf)


def _draw_areas(objects: list[Sequence[Face]], origins: Points, unit: float) -> NDArray[np.object_]:
    drawn, _ = repair(_draw_faces(objects, origins))
    wholes = _unite(drawn, objects, unit, MANY)
    for place, whole in enumerate(wholes):
        wholes[place] = drop_slivers(whole, (GRID / unit) ** 2)
    return wholes


def _unite(
    parts: NDArray[np.object_], objects: list[Sequence[Face]], unit: float, many: float
) -> NDArray[np.object_]:
    """The union of the parts of each object, one for each of its faces; objects of as many faces together."""
    numbers = np.array([len(faces) for faces in objects])
    firsts, wholes = np.cumsum(numbers) - numbers, np.empty(len(objects), dtype=object)
    for number in np.unique(numbers):
        alike = np.flatnonzero(numbers == number)
        together = parts[firsts[alike, None] + np.arange(number)]
        if number > many:
            wholes[alike] = [_unite_many(one, unit) for one in together]
        else:
            wholes[alike] = shapely.union_all(together, grid_size=GRID / unit, axis=1)
    return wholes


def _unite_many(areas: NDArray[np.object_], unit: float) -> BaseGeometry:
    """The union of a great many areas; those that fit edge to edge, as a terrain's, only lose inner edges.

    Whether they fit shows in what is left without those: it is sound, and as large as all of them together.
    """
    try:
        whole = shapely.coverage_union_all(areas)
        together = float(np.nansum(shapely.area(areas)))
        if whole.is_valid and math.isclose(whole.area, together, rel_tol=LOST):
            return whole
    except shapely.GEOSException:  # edges cross
        pass
    return shapely.union_all(areas, grid_size=GRID / unit)


def unite_plans(plans: Sequence[BaseGeometry], unit: float) -> BaseGeometry | None:
    """The union of footprints as a MultiPolygon (lines and points aside), closed on the grid of 1 mm."""
    if len(plans) == 1 and plans[0].geom_type == "MultiPolygon":
        return plans[0]
    origin = np.floor(shapely.total_bounds(plans)[:2]) if len(plans) else np.zeros(2)
    shifted = shapely.transform(np.array(plans, dtype=object), lambda points: points - origin)
    whole = drop_slivers(shapely.union_all(shifted, grid_size=GRID / unit), (GRID / unit) ** 2)
    return None if whole is None else shapely.transform(whole, lambda points: points + origin)


def _draw_faces(objects: list[Sequence[Face]], origins: Points) -> NDArray[np.object_]:
    """Each face of each object in plan, about the object's origin; None for a face without a ring."""
    points, sizes, of_face = _gather_rings(objects, origins, 3)
    rings = shapely.linearrings(points, indices=np.repeat(np.arange(len(sizes)), sizes))
    drawn = np.full(sum(map(len, objects)), None, dtype=object)
    shapely.polygons(rings, indices=of_face, out=drawn)
    return drawn


def _gather_rings(
    objects: list[Sequence[Face]], origins: Points, least: int
) -> tuple[Points, NDArray[np.intp], NDArray[np.intp]]:
    """The rings of so many points at `least`, in plan about their object's origin.

    All their points, one ring after the other; how many points each ring has; of which face it is.
    """
    numbered = enumerate((place, face) for place, faces in enumerate(objects) for face in faces)
    told = [
        (place, number, ring)
        for number, (place, face) in numbered
        for ring in face.rings
        if len(ring) >= least
    ]
    sizes = np.array([len(ring) for _, _, ring in told], dtype=np.intp)
    of_object = np.array([place for place, _, _ in told], dtype=np.intp)
    points = np.concatenate([np.empty((0, 3)), *(ring for _, _, ring in told)])[:, :2]
    of_face = np.array([number for _, number, _ in told], dtype=np.intp)
    return points - origins[np.repeat(of_object, sizes)], sizes, of_face
