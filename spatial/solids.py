"""The source's 3D geometry: from a solid's body to faces with coordinates, for checks, footprints, meshes."""

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
    numbers = list(chain.from_iterable(body["vertices"]))
    return place_vertices(np.array(numbers, dtype=float).reshape(-1, 3), body.get("transform"))


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
    surfaces = list(walk(geometry["boundaries"], max(depth - SURFACE, 1)))
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


def walk(nested: Sequence[Any], levels: int, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """What stands `levels` deep in nested lists, and the path to it."""
    for place, inner in enumerate(nested):
        if levels == 1:
            yield (*path, place), inner
        else:
            yield from walk(inner, levels - 1, (*path, place))


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
    for wanted in (
        _on_the_ground(plans),
        plans,
        _on_the_ground(flat),
        _lowest(flat),
        _lowest([face for face in faces if face.dimension == 1]),
        _lowest([face for face in faces if face.dimension == 0]),
    ):
        if wanted:
            return wanted
    return []


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
    """The union of the faces' plans: a valid MultiPolygon with its holes (or lines, or points), or None.

    Worked out on a grid of 1 mm about the first point, so that neighbours close without slivers.
    """
    if not faces:
        return None
    origin = np.floor(faces[0].rings[0][0, :2])
    shifted = [[ring[:, :2] - origin for ring in face.rings] for face in faces]
    if faces[0].dimension == 0:
        plan = shapely.multipoints(np.concatenate([points[0] for points in shifted]))
    elif faces[0].dimension == 1:
        lines = [shapely.linestrings(line[0]) for line in shifted if len(line[0]) > 1]
        plan = shapely.union_all(lines, grid_size=GRID / unit)
    else:
        areas, _ = repair(_draw_areas(shifted))
        plan = drop_slivers(_unite(areas, unit), (GRID / unit) ** 2)
    if plan is None or plan.is_empty:
        return None
    moved: BaseGeometry = shapely.transform(plan, lambda points: points + origin)
    return moved


def _unite(areas: NDArray[np.object_], unit: float) -> BaseGeometry:
    """The union of areas; a great many that fit edge to edge, as a terrain's, only lose their inner edges."""
    if len(areas) > MANY and shapely.coverage_is_valid(areas):
        return shapely.coverage_union_all(areas)
    return shapely.union_all(areas, grid_size=GRID / unit)


def unite_plans(plans: Sequence[BaseGeometry], unit: float) -> BaseGeometry | None:
    """The union of footprints as a MultiPolygon (lines and points aside), closed on the grid of 1 mm."""
    if len(plans) == 1 and plans[0].geom_type == "MultiPolygon":
        return plans[0]
    origin = np.floor(shapely.total_bounds(plans)[:2]) if len(plans) else np.zeros(2)
    shifted = shapely.transform(np.array(plans, dtype=object), lambda points: points - origin)
    whole = drop_slivers(shapely.union_all(shifted, grid_size=GRID / unit), (GRID / unit) ** 2)
    return None if whole is None else shapely.transform(whole, lambda points: points + origin)


def _draw_areas(faces: list[list[Points]]) -> NDArray[np.object_]:
    rings = [ring for face in faces for ring in face if len(ring) > 2]
    owners = [number for number, face in enumerate(faces) for ring in face if len(ring) > 2]
    lines = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    drawn: NDArray[np.object_] = shapely.polygons(
        shapely.linearrings(np.concatenate(rings), indices=lines), indices=np.array(owners)
    )
    return drawn
