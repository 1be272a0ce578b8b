"""The shapes of a building model's products, one by one, as triangles in the model's own metres."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatial.ifc.placement import FAILURES, find_origins
from spatial.solids import Points

if TYPE_CHECKING:
    import ifcopenshell

Triangles = NDArray[np.intp]

SAMPLE = 8
MOST = 2_000_000
_SAID = re.compile(r"^\[error\] (?:\[\w+\] )?\[[^\]]*\] (.*)$", re.MULTILINE)


class Mesh(NamedTuple):
    """Triangles as rows of three places in `points` (n, 3)."""

    points: Points
    triangles: Triangles


def read_shapes(
    model: "ifcopenshell.file", products: Sequence["ifcopenshell.entity_instance"]
) -> Iterator[tuple[int, Mesh | str]]:
    """The mesh of each of the products that has one, by its step id; or the reason why it has none."""
    import ifcopenshell.geom

    waiting = {one.id(): one for one in products if one.Representation is not None}
    if not waiting:
        return
    iterator = ifcopenshell.geom.iterator(_settings(), model, 1, include=list(waiting.values()))
    for shape in _go_through(iterator):
        if waiting.pop(shape.id, None) is not None:
            yield shape.id, _read_mesh(shape)
    for id, product in waiting.items():
        yield id, shape_of(product)


def _go_through(iterator: Any) -> Iterator[Any]:
    """The shapes of an iterator, up to what it stumbles over; what comes after is then tried one by one."""
    try:
        more = iterator.initialize()
        while more:
            yield iterator.get()
            more = iterator.next()
    except FAILURES:
        return


def shape_of(product: "ifcopenshell.entity_instance") -> Mesh | str:
    """The mesh of one product, or the reason why it has none."""
    import ifcopenshell.geom

    ifcopenshell.get_log()
    try:
        return _read_mesh(ifcopenshell.geom.create_shape(_settings(), product))
    except FAILURES as error:
        said = _SAID.findall(ifcopenshell.get_log())
        return (said[0] if said else str(error).partition(". Product")[0])[:300]


def take_sample(products: list["ifcopenshell.entity_instance"], unit: float) -> Points:
    """Points among which the model lies: corners of a few shapes, else where products are put.

    `unit` is metres per unit of the file.
    """
    shaped = [one for one in products if one.Representation is not None]
    step = max(len(shaped) // SAMPLE, 1)
    meshes = [mesh for one in shaped[::step][:SAMPLE] if isinstance(mesh := shape_of(one), Mesh)]
    if meshes:
        return np.concatenate([[mesh.points.min(axis=0), mesh.points.max(axis=0)] for mesh in meshes])
    return find_origins(products, unit)


def _settings() -> Any:
    import ifcopenshell.geom

    settings = ifcopenshell.geom.settings()
    settings.set("use-world-coords", True)
    settings.set("no-normals", True)
    return settings


def _read_mesh(shape: Any) -> Mesh | str:
    geometry = shape.geometry
    points = np.array(geometry.verts, dtype=float).reshape(-1, 3)
    triangles = np.array(geometry.faces, dtype=np.intp).reshape(-1, 3)
    if not len(triangles):
        return "its shape has no surface"
    if len(triangles) > MOST:
        return f"its shape has {len(triangles):,} triangles, and at most {MOST:,} are taken"
    if not np.isfinite(points).all():
        return "its coordinates are no numbers"
    return Mesh(points, triangles)
