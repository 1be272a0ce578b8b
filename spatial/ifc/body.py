"""From triangles on the map to what the twin keeps of them: a CityJSON body, a plan, lowest and highest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from spatial.crs import Crs
from spatial.ifc.shapes import Mesh, Triangles
from spatial.records import Solid
from spatial.solids import WALL, Face, Points, draw_plan

# CityJSON 2.0.1 §3 knows no LoD4: what was that is LoD3, with an inside.
LOD = "3"
# Bodies are kept to a tenth of a millimetre, of which the city's own millimetre loses nothing.
STEP = 0.0001


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is kept of a shape."""

    solid: Solid
    footprint: BaseGeometry | None
    low: float
    high: float
    lod: str = LOD


def join(meshes: Sequence[Mesh]) -> Mesh:
    """One mesh of several."""
    firsts = np.cumsum([0, *(len(mesh.points) for mesh in meshes)])
    triangles = [mesh.triangles + first for mesh, first in zip(meshes, firsts, strict=False)]
    return Mesh(np.concatenate([mesh.points for mesh in meshes]), np.concatenate(triangles))


def make_body(mesh: Mesh, crs: Crs) -> Body:
    """The body of a mesh whose points lie in `crs` (x, y in its units, z in metres)."""
    solid = make_solid(mesh, crs)
    closed = solid.body["geometry"][0]["type"] != "MultiSurface"
    return Body(
        solid=solid,
        footprint=draw_footprint(mesh, crs.unit, closed),
        low=float(mesh.points[:, 2].min()),
        high=float(mesh.points[:, 2].max()),
    )


def make_solid(mesh: Mesh, crs: Crs) -> Solid:
    """The mesh as CityJSON: solids where all its shells are closed, else surfaces."""
    origin = np.floor(mesh.points.min(axis=0))
    steps, places = np.unique(
        np.rint((mesh.points - origin) / STEP).astype(np.int64), axis=0, return_inverse=True
    )
    triangles = places.reshape(-1)[mesh.triangles]
    a, b, c = triangles.T
    triangles = triangles[(a != b) & (b != c) & (c != a)]
    shells = close_shells(steps * STEP, triangles)
    if shells is None:
        geometry = {"type": "MultiSurface", "boundaries": _write(triangles)}
    elif len(shells) == 1:
        geometry = {"type": "Solid", "boundaries": [_write(shells[0])]}
    else:
        geometry = {"type": "MultiSolid", "boundaries": [[_write(shell)] for shell in shells]}
    body = {
        "geometry": [{"lod": LOD, **geometry}],
        "vertices": steps.tolist(),
        "transform": {"scale": [STEP] * 3, "translate": origin.tolist()},
    }
    return Solid(crs=crs.code, body=body)


def close_shells(points: Points, triangles: Triangles) -> list[Triangles] | None:
    """The connected shells of a mesh, turned outward; None unless each is closed and they turn alike."""
    if not len(triangles) or not _is_closed(triangles):
        return None
    shells = split_shells(triangles, len(points))
    volumes = [measure_volume(points, shell) for shell in shells]
    if all(volume > 0 for volume in volumes):
        return shells
    return [shell[:, ::-1] for shell in shells] if all(volume < 0 for volume in volumes) else None


def _is_closed(triangles: Triangles) -> bool:
    """Whether each edge is shared by just two triangles, which go along it in opposite directions."""
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    ways, times = np.unique(edges, axis=0, return_counts=True)
    back = np.unique(edges[:, ::-1], axis=0)
    return bool((times == 1).all() and ways.shape == back.shape and (ways == back).all())


def split_shells(triangles: Triangles, count: int) -> list[Triangles]:
    """The triangles by the connected piece they are of, `count` being that of the points."""
    labels = np.arange(count)
    while True:
        least = labels[triangles].min(axis=1)
        joined = labels.copy()
        np.minimum.at(joined, triangles, least[:, None])
        joined = joined[joined]
        if (joined == labels).all():
            return [triangles[least == label] for label in np.unique(least)]
        labels = joined


def measure_volume(points: Points, triangles: Triangles) -> float:
    """The volume within closed triangles, negative where they look inward."""
    corners = points[triangles] - points[triangles[0, 0]]
    return float(np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum() / 6)


def draw_footprint(mesh: Mesh, unit: float, closed: bool) -> BaseGeometry | None:
    """The plan of the mesh's faces that are no walls; of a closed one, of those that look up."""
    corners = mesh.points[mesh.triangles]
    metres = (corners - corners[:, :1]) * (unit, unit, 1.0)
    normals = np.cross(metres[:, 1], metres[:, 2])
    rise, steepest = normals[:, 2], WALL * np.linalg.norm(normals, axis=1)
    up, down = rise > steepest, rise < -steepest
    flat = up if closed and up.any() else up | down
    return draw_plan([Face(0, LOD, (), 2, None, (one,)) for one in corners[flat]], unit)


def _write(triangles: Triangles) -> list[list[list[int]]]:
    """Surfaces of one ring each."""
    written: list[list[list[int]]] = triangles[:, None, :].tolist()
    return written
